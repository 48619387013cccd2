#include "domain/plan_steps.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace lienthong::domain {
namespace {

/// "<event>#2" is a retelling of "<event>".
std::string_view base_subject(std::string_view subject) { return subject.substr(0, subject.find('#')); }

bool tells(const Delivery& delivery, const StepToTell& step) {
  return delivery.kind == step.kind && base_subject(delivery.subject) == step.event.value();
}

/// Waiting and certainly never done at the peer. One that a person sent again after an unknown outcome is waiting too,
/// but may have been done: it keeps its key and its place.
bool never_done(const Delivery& delivery) {
  const bool fresh = delivery.attempts == 0 && delivery.reason.empty();  // sending again by hand leaves its reason
  return delivery.state == DeliveryState::waiting && (fresh || delivery.reason == "order");
}

void supersede_older(LaneDraft& draft, const StepToTell& latest) {
  for (std::size_t i = 0; i < draft.lane().size(); ++i) {
    const Delivery& delivery = draft.lane()[i];
    if (draft.is_gone(i) || delivery.state != DeliveryState::waiting) continue;
    if (delivery.kind == latest.kind && !tells(delivery, latest)) draft.supersede(i);
  }
}

void free_if_never_done(LaneDraft& draft, const StepToTell& step) {
  for (std::size_t i = 0; i < draft.lane().size(); ++i) {
    if (!draft.is_gone(i) && tells(draft.lane()[i], step) && never_done(draft.lane()[i])) draft.supersede(i);
  }
}

/// The last step the peer will have been told once the lane has drained.
const Delivery* last_step(const LaneDraft& draft, const StepRefs& wanted) {
  const auto is_step = [&](const Delivery& delivery) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto* step) { return step->kind == delivery.kind; });
  };
  const auto& created = draft.created();
  const auto made = std::find_if(created.rbegin(), created.rend(), is_step);
  if (made != created.rend()) return &*made;
  for (std::size_t i = draft.lane().size(); i-- > 0;) {
    if (!draft.is_gone(i) && is_step(draft.lane()[i])) return &draft.lane()[i];
  }
  return nullptr;
}

/// The peer itself said something else after it had confirmed `last`, which told it `step`.
bool is_contradicted(const LaneDraft& draft, const StepToTell& step, const Delivery& last, const PeerView& view,
                     const std::optional<Expectation>& expected) {
  if (!expected || expected->status != step.status || !tells(last, step)) return false;
  if (view.how != Knowledge::told_us || !view.status || view.status == step.status) return false;
  if (is_final(*view.status)) return false;
  if (last.state != DeliveryState::delivered || view.known_at <= last.created_at) return false;
  const bool old_news = view.status_at != base::Instant{} && view.status_at < step.occurred_at;
  // Whatever still stands in the lane speaks first.
  return !old_news && draft.created().empty() && !draft.stands([](const Delivery& d) { return !leaves_lane(d.state); });
}

}  // namespace

StepRefs steps_in_order(std::span<const StepToTell> steps) {
  StepRefs out;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto rest = steps.subspan(i + 1);
    const bool last =
        std::none_of(rest.begin(), rest.end(), [&](const auto& later) { return later.kind == steps[i].kind; });
    if (steps[i].collapse == Collapse::every || last) out.push_back(&steps[i]);
  }
  std::stable_sort(out.begin(), out.end(), [](const StepToTell* left, const StepToTell* right) {
    return left->occurred_at < right->occurred_at;
  });
  return out;
}

StepRefs choose_steps(LaneDraft& draft, const StepRefs& wanted) {
  for (const StepToTell* step : wanted) {
    if (step->collapse == Collapse::latest) supersede_older(draft, *step);
  }
  const auto is_told = [&](const StepToTell* step) {
    return draft.stands([&](const Delivery& d) { return tells(d, *step); });
  };
  const auto first_untold = std::find_if_not(wanted.begin(), wanted.end(), is_told);
  for (auto later = first_untold; later != wanted.end(); ++later) free_if_never_done(draft, **later);

  StepRefs untold;
  std::copy_if(first_untold, wanted.end(), std::back_inserter(untold),
               [&](const auto* step) { return !is_told(step); });
  return untold;
}

void retell_last(LaneDraft& draft, const StepRefs& wanted, const PeerView& view,
                 const std::optional<Expectation>& expected) {
  if (wanted.empty()) return;
  const StepToTell& step = *wanted.back();
  const Delivery* last = last_step(draft, wanted);
  if (last == nullptr) return;
  const bool ends_elsewhere = !tells(*last, step) && last->status != step.status;
  const auto before = std::count_if(draft.lane().begin(), draft.lane().end(), [&](const Delivery& delivery) {
    return tells(delivery, step) && delivery.subject.find('#') != std::string::npos;
  });
  const bool contradicted = before < max_retellings && is_contradicted(draft, step, *last, view, expected);
  if (ends_elsewhere || contradicted) draft.tell(step, step.event.value() + "#" + std::to_string(before + 1));
}

}  // namespace lienthong::domain
