#include "sync/post/postal_follower.hpp"

#include "runtime/callback.hpp"
#include "sync/post/postal_situation.hpp"

namespace lienthong::sync {
namespace {

using base::Result;
using boost::asio::awaitable;
using domain::OrderNumber;
using domain::PostalLeg;

constexpr std::chrono::minutes pause_between_looks{1};
constexpr std::chrono::seconds time_for_one{30};

bool has_ended(const domain::Dossier& truth) { return truth.status && domain::is_final(*truth.status); }

}  // namespace

awaitable<Result<int>> PostalFollower::follow() {
  if (auto done = co_await parts_.book.catch_up(); !done) co_return base::fail(std::move(done).error());
  int told = 0;
  std::map<OrderNumber, base::Instant> still_waiting;
  for (const OrderNumber& order : parts_.book.index().to_be_stated()) {
    const auto waits = look_again_.find(order);
    if (waits != look_again_.end() && parts_.clock.now() < waits->second) {
      still_waiting.insert(*waits);
      continue;
    }
    auto stated = co_await state_results(order);
    if (!stated) co_return stated;
    told += *stated;
    still_waiting[order] = parts_.clock.now() + pause_between_looks;
  }
  look_again_ = std::move(still_waiting);
  co_return told;
}

awaitable<Result<int>> PostalFollower::state_results(OrderNumber order) {
  auto record = co_await parts_.book.record(order);
  if (!record) co_return base::fail(std::move(record).error());
  auto truth = co_await parts_.book.dossier(order.dossier());
  if (!truth) co_return base::fail(std::move(truth).error());
  int told = 0;
  if (return_channel(*truth) != domain::ReturnChannel::post) co_return told;
  for (const PostalLeg& leg : legs_of(*record)) {
    if (!leg.reason || record->stated.contains(*leg.reason)) continue;
    const auto stated = co_await state(leg, *truth);
    if (!stated) co_return base::fail(stated.error());
    told += *stated ? 1 : 0;
  }
  co_return told;
}

awaitable<Result<bool>> PostalFollower::state(const PostalLeg& leg, const domain::Dossier& truth) {
  const auto event = domain::result_returned(leg);
  if (!event) co_return false;
  // Where somebody else has ended the dossier there is nothing left to move; an early word is an alarm of the leg.
  if (!has_ended(truth)) {
    NewFacts facts;
    facts.source = event->source;
    facts.dossier = event->dossier;
    facts.events = {*event};
    const auto deadline = base::Deadline::after(parts_.clock.steady(), time_for_one);
    auto taken = co_await parts_.intake.accept_facts(std::move(facts), deadline);
    if (!taken) co_return base::fail(std::move(taken).error());
  }
  storage::UnitOfWork work;
  work.at = parts_.clock.now();
  work.journal.push_back(to_entry(leg.order.number, ResultStated{*leg.reason, work.at}));
  const auto returned_at = situation_of(truth, domain::Leg::deliver, work.at).returned_at;
  if (returned_at && *returned_at < leg.since)
    work.journal.push_back(to_entry(leg.order.number, ReturnedEarly{*leg.reason, work.at}));
  if (auto written = co_await commit(std::move(work)); !written) co_return base::fail(std::move(written).error());
  co_return !has_ended(truth);
}

awaitable<Result<void>> PostalFollower::look_back(std::vector<storage::DossierSummary> dossiers) {
  for (const storage::DossierSummary& dossier : dossiers) {
    if (dossier.status != domain::Status::returned) continue;
    const auto order = OrderNumber::deliver(dossier.code);
    if (!order || !is_early(*order, dossier.status_since)) continue;
    const auto record = co_await parts_.book.record(*order);
    if (!record) co_return base::fail(record.error());
    storage::UnitOfWork work;
    work.at = parts_.clock.now();
    for (const PostalLeg& leg : legs_of(*record)) {
      if (leg.state == domain::LegState::delivered && dossier.status_since < leg.since)
        work.journal.push_back(to_entry(*order, ReturnedEarly{*leg.reason, work.at}));
    }
    if (work.journal.empty()) continue;
    if (auto written = co_await commit(std::move(work)); !written) co_return written;
  }
  co_return Result<void>();
}

bool PostalFollower::is_early(const OrderNumber& order, base::Instant returned_at) const {
  const PostalIndex& index = parts_.book.index();
  const auto delivered_at = index.delivered_at(order);
  return delivered_at && returned_at < *delivered_at && !index.is_returned_early(order);
}

awaitable<Result<void>> PostalFollower::commit(storage::UnitOfWork work) {
  auto receipt = co_await runtime::await_callback<storage::CommitReceipt>(
      [&](auto done) { parts_.store.commit(std::move(work), std::move(done)); });
  if (!receipt) co_return base::fail(std::move(receipt).error());
  co_return Result<void>();
}

}  // namespace lienthong::sync
