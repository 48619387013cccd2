#include "sync/fees/payment_claims.hpp"

#include "runtime/callback.hpp"

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using runtime::await_callback;
using storage::Journal;

/// Decisions about one claim that meet make each other decide again; this many in a row is a flood.
constexpr int decide_again_limit = 20;

}  // namespace

awaitable<Result<StoredClaim>> PaymentClaims::of_subject(std::string subject) const {
  auto rows = co_await await_callback<std::vector<storage::JournalRow>>(
      [&](auto done) { store_.load_journal(Journal::payment_claim, subject, std::move(done)); });
  if (!rows) co_return base::fail(std::move(rows).error());
  co_return stored_claim_of(*rows);
}

awaitable<Result<std::vector<StoredClaim>>> PaymentClaims::with_key(std::string key) const {
  auto subjects = co_await await_callback<std::vector<std::string>>(
      [&](auto done) { store_.find_subjects(Journal::payment_claim, key, std::move(done)); });
  if (!subjects) co_return base::fail(std::move(subjects).error());
  std::vector<StoredClaim> out;
  for (const std::string& subject : *subjects) {
    auto claim = co_await of_subject(subject);
    if (!claim) co_return base::fail(std::move(claim).error());
    out.push_back(std::move(*claim));
  }
  co_return out;
}

awaitable<Result<storage::CommitReceipt>> PaymentClaims::commit(storage::UnitOfWork work) const {
  co_return co_await await_callback<storage::CommitReceipt>(
      [&](auto done) { store_.commit(std::move(work), std::move(done)); });
}

awaitable<Result<void>> PaymentClaims::note(storage::JournalEntry entry) const {
  storage::UnitOfWork work;
  work.at = entry.at;
  work.journal.push_back(std::move(entry));
  auto receipt = co_await commit(std::move(work));
  if (!receipt) co_return base::fail(std::move(receipt).error());
  co_return Result<void>();
}

awaitable<Result<void>> PaymentClaims::decide(std::string key, Decide decide) const {
  for (int round = 0; round < decide_again_limit; ++round) {
    auto claims = co_await with_key(key);
    if (!claims) co_return base::fail(std::move(claims).error());
    auto work = decide(*claims);
    if (!work) co_return base::fail(std::move(work).error());
    auto receipt = co_await commit(std::move(*work));
    if (receipt) co_return Result<void>();
    if (receipt.error().code() != "store.journal") co_return base::fail(std::move(receipt).error());
  }
  co_return base::fail(ErrorKind::transient, "payment.contended", "too many decisions about this claim at once");
}

}  // namespace lienthong::sync
