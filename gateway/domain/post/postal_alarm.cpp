#include "domain/post/postal_alarm.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

using Kind = PostalAlarm::Kind;

class Judge {
 public:
  Judge(const PostalLeg& leg, const LegSituation& situation, const PostalLimits& limits)
      : leg_(&leg), situation_(&situation), limits_(&limits) {}

  std::vector<PostalAlarm> run() {
    silence();
    if (leg_->state == LegState::attempt_failed) raise(Kind::attempt_failed, leg_->since);
    if (leg_->state == LegState::held_for_addressee && situation_->now - leg_->since > limits_->hold)
      raise(Kind::held_too_long, leg_->since);
    if (leg_->state == LegState::returned_to_sender && !was_fetched()) raise(Kind::returned_to_sender, leg_->since);
    if (leg_->has(LegIrregularity::Kind::ends_disagree)) raise(Kind::ends_disagree, leg_->since);
    if (leg_->order.number.leg() == Leg::deliver) result();
    taken_back();
    return std::move(found_);
  }

 private:
  /// After its return to the Centre the citizen has got the result at the counter.
  [[nodiscard]] bool was_fetched() const {
    return leg_->order.number.leg() == Leg::deliver && situation_->returned_at &&
           *situation_->returned_at >= leg_->since;
  }

  void silence() {
    // An item that waits for the addressee is quiet by nature; the hold limit watches it.
    if (is_terminal(leg_->state) || leg_->state == LegState::held_for_addressee) return;
    const bool heard = !leg_->events.empty();
    const auto limit = heard ? limits_->silence : limits_->first_event;
    if (situation_->now - leg_->last_heard > limit) raise(Kind::silent, leg_->last_heard);
  }

  void result() {
    const auto& returned_at = situation_->returned_at;
    if (returned_at && (!is_terminal(leg_->state) || *returned_at < leg_->since))
      raise(Kind::returned_before_emi, *returned_at);
    const auto& channel = situation_->registered_channel;
    if (leg_->state == LegState::delivered && channel && *channel != ReturnChannel::post)
      raise(Kind::channel_mismatch, leg_->since);
  }

  void taken_back() {
    const bool carried = !leg_->events.empty() && leg_->state != LegState::returned_to_sender;
    if (std::ranges::count(found_, Kind::channel_mismatch, &PostalAlarm::kind) > 0) return;  // which says it already
    if (!situation_->wanted && carried) raise(Kind::not_wanted, leg_->since);
    if (situation_->cancel_refused_at && !is_terminal(leg_->state))
      raise(Kind::cancel_refused, *situation_->cancel_refused_at);
  }

  void raise(Kind kind, base::Instant since) {
    PostalAlarm alarm{kind, since, situation_->due_at, std::nullopt};
    if (alarm.due_at) alarm.left = *alarm.due_at - situation_->now;
    found_.push_back(alarm);
  }

  const PostalLeg* leg_;
  const LegSituation* situation_;
  const PostalLimits* limits_;
  std::vector<PostalAlarm> found_;
};

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::silent:
      return "POST_SILENT";
    case Kind::attempt_failed:
      return "POST_ATTEMPT_FAILED";
    case Kind::held_too_long:
      return "POST_HELD_TOO_LONG";
    case Kind::returned_to_sender:
      return "POST_RETURNED_TO_SENDER";
    case Kind::ends_disagree:
      return "POST_ENDS_DISAGREE";
    case Kind::returned_before_emi:
      return "DELIVERED_BEFORE_EMI";
    case Kind::channel_mismatch:
      return "RESULT_CHANNEL_MISMATCH";
    case Kind::not_wanted:
      return "POST_NOT_WANTED";
    case Kind::cancel_refused:
      return "POST_CANCEL_REFUSED";
  }
  return "?";
}

std::vector<PostalAlarm> alarms_of(const PostalLeg& leg, const LegSituation& situation, const PostalLimits& limits) {
  return Judge(leg, situation, limits).run();
}

}  // namespace lienthong::domain
