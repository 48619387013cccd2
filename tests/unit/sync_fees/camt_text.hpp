#pragma once

#include "domain/money.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lienthong::sync::testing {

/// A camt.053.001.08 in VND that adds up, unless a test breaks its text.
struct CamtText {
  std::string message = "M-1";
  std::string id = "S-1";
  std::string account = "112233445566";
  std::uint64_t sequence = 1;
  std::string created = "2026-11-04T01:00:00+07:00";
  domain::Day from{};
  domain::Day to{};
  std::string copy;  ///< "COPY", "DUPL", "CODU"
  std::int64_t opening = 0;
  std::vector<domain::Entry> entries;

  [[nodiscard]] std::int64_t closing() const;
  [[nodiscard]] std::string text() const;
};

[[nodiscard]] domain::Day day(int year, unsigned month, unsigned number);
/// A booked credit with one payment inside.
[[nodiscard]] domain::Entry credit(std::int64_t amount, domain::Day booked_on, const std::string& reference,
                                   const std::string& remittance);
/// Two credits of 8,000 and 20,000 on 3 November 2026, opening at 1,000,000.
[[nodiscard]] CamtText two_credits();
/// `text` with the only place of `what` changed; throws when there is none or several.
[[nodiscard]] std::string replaced(std::string text, const std::string& what, const std::string& with);

}  // namespace lienthong::sync::testing
