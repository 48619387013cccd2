#include "sync/intake.hpp"

#include "base/log.hpp"
#include "runtime/callback.hpp"
#include "sync/attachments.hpp"
#include "sync/canonical.hpp"

#include <algorithm>
#include <set>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using storage::CommitReceipt;
using storage::DossierRecord;

/// Messages of one dossier that meet make each other decide again; this many in a row is a flood, not a meeting.
constexpr int decide_again_limit = 20;

std::vector<storage::ContractDrift> unread_fields(const domain::SystemId& source, const std::string& kind,
                                                  const mapping::Notes& notes, base::Instant now) {
  std::vector<storage::ContractDrift> out;
  for (const mapping::Note& note : notes) {
    if (note.rule == "field.unread") out.push_back({source, kind, note.path, 1, now, now});
  }
  return out;
}

bool has_open_lane(const DossierRecord& record, const domain::SystemId& peer) {
  return std::any_of(record.deliveries.begin(), record.deliveries.end(), [&](const domain::Delivery& delivery) {
    return delivery.peer == peer && !domain::leaves_lane(delivery.state);
  });
}

}  // namespace

Result<NewFacts> facts_of(const domain::SystemId& source, const std::string& kind, const peer::Incoming& incoming,
                          std::string raw, base::Instant now) {
  codec::Arena arena;
  auto lifted = lift_attachments(incoming.canonical, arena);
  if (!lifted) return base::fail(std::move(lifted).error());
  auto events = incoming.canonical_kind == peer::Canonical::dossier
                    ? events_of_dossier(source, incoming.code, lifted->document)
                    : events_of_step(source, incoming.code, lifted->document);
  if (!events) return base::fail(std::move(events).error());
  NewFacts facts;
  facts.source = source;
  facts.dossier = incoming.code;
  facts.events = std::move(*events);
  facts.attachments = std::move(lifted->attachments);
  facts.contract_drift = unread_fields(source, kind, incoming.notes, now);
  facts.inbox =
      storage::InboxRecord{source, incoming.code, kind, incoming.key, incoming.body_digest, std::move(raw), now};
  return facts;
}

Intake::Intake(storage::Store& store, const base::Clock& clock, const World& world, Observer& observer,
               std::function<void(const domain::SystemId&)> wake)
    : store_(store), clock_(clock), world_(world), observer_(observer), wake_(std::move(wake)) {}

awaitable<Result<Intake::Taken>> Intake::accept(const domain::SystemId& source, const peer::Hears& hears,
                                                const peer::Incoming& incoming, std::string raw,
                                                base::Deadline deadline) {
  auto facts = facts_of(source, hears.kind, incoming, std::move(raw), clock_.now());
  if (!facts) co_return base::fail(std::move(facts).error());
  co_return co_await accept_facts(std::move(*facts), deadline);
}

awaitable<Result<Intake::Taken>> Intake::accept_facts(NewFacts facts, base::Deadline deadline) {
  for (int round = 0; round < decide_again_limit && !deadline.passed(clock_.steady()); ++round) {
    auto record = co_await runtime::await_callback<DossierRecord>(
        [&](auto done) { store_.load(facts.dossier, std::move(done)); });
    if (!record) co_return base::fail(std::move(record).error());
    const InboxVerdict verdict = facts.inbox ? judge(*record, *facts.inbox) : InboxVerdict::fresh;
    if (verdict == InboxVerdict::contradicts) {
      co_return base::fail(ErrorKind::conflict, "inbox.key", "this key was used before with another content");
    }
    if (verdict == InboxVerdict::repeated && !facts.cursor) {
      observer_.repeated(facts.source, facts.inbox->kind);
      co_return Taken::repeated;
    }
    NewFacts copy = facts;
    if (verdict == InboxVerdict::repeated) copy.inbox.reset();
    storage::UnitOfWork work = decide(*record, std::move(copy), world_, clock_.now());
    std::set<domain::SystemId> to_wake;
    for (const domain::Delivery& delivery : work.create) to_wake.insert(delivery.peer);
    auto receipt = co_await runtime::await_callback<CommitReceipt>(
        [&](auto done) { store_.commit(std::move(work), std::move(done)); });
    if (receipt) {
      if (has_open_lane(*record, facts.source)) spoken_meanwhile_.emplace(facts.source, facts.dossier);
      for (const domain::SystemId& peer : to_wake) wake_(peer);
      const std::string kind = facts.inbox ? facts.inbox->kind : std::string("feed");
      observer_.accepted(facts.source, kind);
      if (!facts.contract_drift.empty()) {
        observer_.contract_drift(facts.source, kind, static_cast<std::int64_t>(facts.contract_drift.size()));
      }
      co_return verdict == InboxVerdict::repeated ? Taken::repeated : Taken::fresh;
    }
    if (receipt.error().kind() != ErrorKind::conflict) co_return base::fail(std::move(receipt).error());
  }
  co_return base::fail(ErrorKind::transient, "intake.contended", "too many messages of this dossier at once");
}

awaitable<void> Intake::reconsider(domain::DossierCode code) {
  auto record = co_await runtime::await_callback<DossierRecord>([&](auto done) { store_.load(code, std::move(done)); });
  if (!record || record->version == 0) co_return;
  storage::UnitOfWork work = decide_again(*record, code, world_, clock_.now());
  if (work.create.empty() && work.supersede.empty()) co_return;
  std::set<domain::SystemId> to_wake;
  for (const domain::Delivery& delivery : work.create) to_wake.insert(delivery.peer);
  auto receipt = co_await runtime::await_callback<CommitReceipt>(
      [&](auto done) { store_.commit(std::move(work), std::move(done)); });
  if (!receipt) co_return;  // whoever was faster has planned it
  for (const domain::SystemId& peer : to_wake) wake_(peer);
}

awaitable<void> Intake::keep_refused(storage::RefusedRecord record) {
  observer_.refused(record.source, record.kind, record.reason);
  const std::string reason = record.reason;
  const std::string source = record.source.value();
  auto kept = co_await runtime::await_callback<std::int64_t>(
      [&](auto done) { store_.add_refused(std::move(record), std::move(done)); });
  if (!kept) {
    base::log(base::LogLevel::error, "a refused message could not be kept",
              {{"link", source}, {"reason", reason}, {"error", kept.error().describe()}});
  }
}

}  // namespace lienthong::sync
