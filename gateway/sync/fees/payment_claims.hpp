#pragma once

#include "base/result.hpp"
#include "storage/store.hpp"
#include "sync/fees/payment_journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// The claims in the store, as coroutines of the event loop.
class PaymentClaims {
 public:
  explicit PaymentClaims(storage::Store& store) : store_(store) {}

  /// Claims that were ever given that key (payment_journal.hpp), by subject. Errors of the store; `invalid`
  /// "payment_journal.*" for entries that are none.
  boost::asio::awaitable<base::Result<std::vector<StoredClaim>>> with_key(std::string key) const;
  boost::asio::awaitable<base::Result<StoredClaim>> of_subject(std::string subject) const;
  boost::asio::awaitable<base::Result<storage::CommitReceipt>> commit(storage::UnitOfWork work) const;
  /// Stores one entry that no decision rests on.
  boost::asio::awaitable<base::Result<void>> note(storage::JournalEntry entry) const;

  /// Decides on the claims of `key` and commits; decides again when another decision came in between.
  using Decide = std::function<base::Result<storage::UnitOfWork>(const std::vector<StoredClaim>&)>;
  boost::asio::awaitable<base::Result<void>> decide(std::string key, Decide decide) const;

 private:
  storage::Store& store_;
};

}  // namespace lienthong::sync
