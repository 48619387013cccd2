#include "sync/settle.hpp"

#include "sync/resolve.hpp"

namespace lienthong::sync {
namespace {

using domain::Delivery;
using domain::DeliveryState;
using storage::Settlement;

/// A step that the peer took is where it stands now, whatever it said before. A document tells a status besides; a peer
/// that has moved on by its own word does not go back for it.
void apply(domain::PeerView& view, const Delivery& delivered, base::Instant now) {
  const bool document = delivered.collapse == domain::Collapse::latest;
  view.presence = domain::Presence::present;
  if (document) view.document_digest = delivered.subject;
  if (delivered.status && (!document || delivered.occurred_at >= view.status_at)) {
    view.status = delivered.status;
    view.status_at = delivered.occurred_at;
    view.how = domain::Knowledge::acknowledged;
  }
  view.known_at = now;
}

Settlement::Item as_it_was(const Delivery& delivery, DeliveryState before) {
  return {delivery.id, before, delivery.due_at, delivery.reason, delivery.attempts};
}

storage::AttemptRecord record_of(const Delivery& delivery, const domain::AttemptResult& attempt, AttemptTimes times) {
  storage::AttemptRecord record;
  record.delivery = delivery.id;
  record.number = delivery.attempts;
  record.started_at = times.started;
  record.ended_at = times.ended;
  record.outcome = attempt.outcome;
  record.reason = attempt.reason;
  return record;
}

}  // namespace

Settlement settle(const storage::Lease& lease, std::size_t sent, const peer::DeliveryResult& result,
                  const domain::RetryPolicy& policy, AttemptTimes times, base::Random& random) {
  Settlement out;
  out.token = lease.token;
  out.leased_view_known_at = lease.view.known_at;
  domain::PeerView view = lease.view;
  if (result.presence) view.presence = *result.presence;
  for (std::size_t i = 0; i < lease.deliveries.size(); ++i) {
    Delivery delivery = lease.deliveries[i];
    if (i >= sent) {
      out.items.push_back(as_it_was(delivery, lease.before));
      continue;
    }
    ++delivery.attempts;
    const domain::Verdict verdict = policy.decide(delivery, result.attempt, times.ended, random);
    // One call is one question afterwards: what shared its outcome comes due together.
    const base::Instant due_at =
        i > 0 && out.items.front().state == verdict.state ? out.items.front().due_at : verdict.due_at;
    out.items.push_back({delivery.id, verdict.state, due_at, verdict.reason, delivery.attempts});
    storage::AttemptRecord record = record_of(delivery, result.attempt, times);
    record.peer_text = result.peer_text;
    record.body_digest = result.body_digest;
    record.mapping_version = result.mapping_version;
    out.attempts.push_back(std::move(record));
    if (verdict.state == DeliveryState::delivered) apply(view, delivery, times.ended);
  }
  out.view = std::move(view);
  return out;
}

Settlement settle_resolved(const storage::Lease& lease, const peer::LookUpResult& found,
                           const domain::RetryPolicy& policy, AttemptTimes times, base::Random& random) {
  Settlement out;
  out.token = lease.token;
  out.leased_view_known_at = lease.view.known_at;
  domain::PeerView view = lease.view;
  const bool usable = found.attempt.outcome == domain::Outcome::accepted;
  if (usable) view.presence = found.presence;
  const std::vector<Resolution> resolutions = usable ? resolve_unknown(lease, found) : std::vector<Resolution>();
  for (std::size_t i = 0; i < lease.deliveries.size(); ++i) {
    Delivery delivery = lease.deliveries[i];
    if (!usable) {  // the question itself failed: still unknown, ask again later
      ++delivery.attempts;
      const domain::Verdict verdict = policy.decide(
          delivery, {domain::Outcome::unknown, "look_up." + found.attempt.reason, found.attempt.retry_after},
          times.ended, random);
      out.items.push_back({delivery.id, verdict.state, verdict.due_at, verdict.reason, delivery.attempts});
      out.attempts.push_back(record_of(delivery, found.attempt, times));
      continue;
    }
    switch (resolutions[i]) {
      case Resolution::delivered:
        out.items.push_back(
            {delivery.id, DeliveryState::delivered, times.ended, "look_up.holds_it", delivery.attempts});
        apply(view, delivery, times.ended);
        view.how = domain::Knowledge::read_back;
        break;
      case Resolution::send_again:
        out.items.push_back({delivery.id, DeliveryState::waiting, times.ended, "look_up.not_there", delivery.attempts});
        break;
      case Resolution::cannot_tell:
        out.items.push_back(
            {delivery.id, DeliveryState::parked, times.ended, "unknown.cannot_tell", delivery.attempts});
        break;
    }
  }
  out.view = std::move(view);
  return out;
}

}  // namespace lienthong::sync
