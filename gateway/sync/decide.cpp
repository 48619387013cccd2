#include "sync/decide.hpp"

#include "sync/tell.hpp"

#include <algorithm>
#include <iterator>

namespace lienthong::sync {
namespace {

using domain::Event;
using domain::PeerView;
using storage::DossierRecord;
using storage::UnitOfWork;

std::vector<Event> unseen(const DossierRecord& record, std::vector<Event> events) {
  const auto known = [&](const Event& event) {
    return std::any_of(record.events.begin(), record.events.end(),
                       [&](const Event& old) { return old.id == event.id; });
  };
  events.erase(std::remove_if(events.begin(), events.end(), known), events.end());
  return events;
}

/// Two different documents of one source and one second: the later to arrive is the later statement. The id was derived
/// before, so the same document again is still the same event.
void number_statements(const DossierRecord& record, std::vector<Event>& fresh) {
  for (Event& event : fresh) {
    if (event.move) continue;
    std::int64_t last = 0;
    for (const Event& old : record.events) {
      if (!old.move && old.source == event.source && old.occurred_at == event.occurred_at) {
        last = std::max(last, old.source_sequence.value_or(0));
      }
    }
    event.source_sequence = last + 1;
  }
}

PeerView view_of(const DossierRecord& record, const domain::SystemId& peer, const domain::DossierCode& code) {
  const auto found =
      std::find_if(record.views.begin(), record.views.end(), [&](const PeerView& view) { return view.peer == peer; });
  if (found != record.views.end()) return *found;
  PeerView view;
  view.peer = peer;
  view.dossier = code;
  return view;
}

/// What the source has just shown that it holds: its own last move, whether or not it counts.
PeerView told_by(PeerView view, const std::vector<Event>& fresh, base::Instant now) {
  view.presence = domain::Presence::present;
  for (const Event& event : fresh) {
    if (event.source != view.peer || !event.move || event.occurred_at < view.status_at) continue;
    view.status = event.move->to;
    view.status_at = event.occurred_at;
    view.how = domain::Knowledge::told_us;
    view.known_at = now;
  }
  return view;
}

std::vector<domain::Delivery> lane_of(const DossierRecord& record, const domain::SystemId& peer) {
  std::vector<domain::Delivery> lane;
  std::copy_if(record.deliveries.begin(), record.deliveries.end(), std::back_inserter(lane),
               [&](const domain::Delivery& delivery) { return delivery.peer == peer; });
  return lane;
}

/// A move that was told when it only followed from a document keeps that subject now that it is said outright.
void keep_implied_subjects(std::vector<domain::StepToTell>& steps, const std::vector<domain::Delivery>& lane) {
  for (domain::StepToTell& step : steps) {
    const domain::EventId implied = implied_subject(step.status, step.occurred_at);
    const bool told = std::any_of(lane.begin(), lane.end(), [&](const domain::Delivery& delivery) {
      return delivery.kind == step.kind && delivery.state != domain::DeliveryState::superseded &&
             delivery.subject.starts_with(implied.value());
    });
    if (told) step.event = implied;
  }
}

void plan_for(const peer::Manifest& system, const DossierRecord& record, const domain::Dossier& truth,
              const PeerView& view, const World& world, base::Instant now, UnitOfWork& work) {
  ToTell tell = what_to_tell(truth, system, world);
  const auto lane = lane_of(record, system.id);
  keep_implied_subjects(tell.steps, lane);
  domain::LanePlan plan = domain::plan_lane(system.id, truth.code, tell.documents, tell.steps, lane, view, now,
                                            expectation(truth, system.id, tell));
  std::move(plan.create.begin(), plan.create.end(), std::back_inserter(work.create));
  work.supersede.insert(work.supersede.end(), plan.supersede.begin(), plan.supersede.end());
}

}  // namespace

InboxVerdict judge(const DossierRecord& record, const storage::InboxRecord& inbox) {
  const auto found = record.inbox.find({inbox.source.value(), inbox.key});
  if (found == record.inbox.end()) return InboxVerdict::fresh;
  return found->second == inbox.body_digest ? InboxVerdict::repeated : InboxVerdict::contradicts;
}

UnitOfWork decide(const DossierRecord& record, NewFacts facts, const World& world, base::Instant now) {
  UnitOfWork work;
  work.dossier = facts.dossier;
  work.expected_version = record.version;
  work.at = now;
  work.inbox = std::move(facts.inbox);
  work.attachments = std::move(facts.attachments);
  work.contract_drift = std::move(facts.contract_drift);
  work.cursor = std::move(facts.cursor);

  std::vector<Event> fresh = unseen(record, std::move(facts.events));
  number_statements(record, fresh);
  std::vector<Event> all = record.events;
  all.insert(all.end(), fresh.begin(), fresh.end());
  domain::Dossier truth = domain::fold(all, world.authority);
  truth.code = facts.dossier;

  const PeerView source_view = told_by(view_of(record, facts.source, facts.dossier), fresh, now);
  for (const auto& [id, system] : world.systems) {
    const PeerView view = id == facts.source ? source_view : view_of(record, id, facts.dossier);
    plan_for(system, record, truth, view, world, now, work);
  }
  work.views.push_back(source_view);
  work.events = std::move(fresh);
  work.truth = std::move(truth);
  return work;
}

UnitOfWork decide_again(const DossierRecord& record, const domain::DossierCode& code, const World& world,
                        base::Instant now) {
  UnitOfWork work;
  work.dossier = code;
  work.expected_version = record.version;
  work.at = now;
  const domain::Dossier truth = domain::fold(record.events, world.authority);
  for (const auto& [id, system] : world.systems) {
    plan_for(system, record, truth, view_of(record, id, code), world, now, work);
  }
  return work;
}

}  // namespace lienthong::sync
