#pragma once

#include "arrival/spool.hpp"
#include "storage/store.hpp"
#include "support/fake_clock.hpp"
#include "sync/fees/statement_intake.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace lienthong::sync::testing {

/// A store, a spool and a bank without a profile, in a folder that is gone at the end.
class StatementDesk {
 public:
  explicit StatementDesk(bool on_disk = false);
  ~StatementDesk();
  StatementDesk(const StatementDesk&) = delete;
  StatementDesk& operator=(const StatementDesk&) = delete;

  [[nodiscard]] arrival::ArrivedFile keep(std::string_view bytes, const std::string& name = "sao-ke.xml");
  /// Fails the test on an error.
  StatementAnswer take(std::string_view bytes);
  [[nodiscard]] std::vector<domain::Entry> entries_of(const StatementLink& link) const;
  [[nodiscard]] AccountChain chain(const std::string& account = "112233445566") const;

  std::filesystem::path folder;
  std::unique_ptr<storage::Store> store;
  arrival::Spool spool;
  support::FakeClock clock{*base::from_rfc3339("2026-11-04T08:00:00+07:00")};
  StatementBank bank;
  StoreCalls calls;
  StatementIntake intake;
};

}  // namespace lienthong::sync::testing
