#pragma once

#include "arrival/file_source.hpp"
#include "arrival/worker.hpp"
#include "base/clock.hpp"
#include "ops/config.hpp"
#include "sync/fees/statement_intake.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::app {

/// Looks at one place where a bank leaves its files, again and again, on a thread of its own: the event loop never
/// waits for a disk or a bank.
class BankArrivals {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    const arrival::Spool& spool;
  };
  enum class Place { folder, sftp };

  /// Of the place that `config` names. `permanent` when a file with a secret cannot be read.
  static base::Result<std::unique_ptr<BankArrivals>> make(Place place, const ops::BankConfig& config,
                                                          sync::StatementBank bank, const Parts& parts);

  ~BankArrivals() { stop(); }
  BankArrivals(const BankArrivals&) = delete;
  BankArrivals& operator=(const BankArrivals&) = delete;

  /// Until it is cancelled.
  boost::asio::awaitable<void> run();
  void stop() { worker_.stop(); }

 private:
  BankArrivals(const ops::BankConfig& config, sync::StatementBank bank, const Parts& parts);
  /// Looks once and takes in whatever is offered; gives how many files. On the worker's thread.
  base::Result<int> look();
  base::Result<void> take(const arrival::OfferedFile& offered);
  [[nodiscard]] std::string offer_of(const arrival::OfferedFile& offered) const;

  Parts parts_;
  sync::StatementBank bank_;
  std::chrono::milliseconds every_;
  arrival::Worker worker_;
  sync::StatementIntake intake_;
  std::unique_ptr<arrival::FileSource> source_;
  bool remembers_ = false;  ///< whether files stay at the source
};

}  // namespace lienthong::app
