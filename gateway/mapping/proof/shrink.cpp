#include "mapping/proof/shrink.hpp"

#include "mapping/proof/requirements.hpp"

#include <utility>
#include <vector>

namespace lienthong::mapping::proof {
namespace {

constexpr int most_trials = 1500;

class Shrinker {
 public:
  Shrinker(ScopeDraft draft, const Drafter& drafter, const StillWrong& still_wrong)
      : best_(std::move(draft)), drafter_(&drafter), still_wrong_(&still_wrong) {}

  ScopeDraft run() {
    while (pass() && trials_ < most_trials) {
    }
    return std::move(best_);
  }

 private:
  /// Tries every simplification once; true when one of them helped.
  bool pass() {
    bool better = false;
    for (std::size_t at = 0; at < scopes_of(best_).size(); ++at) {
      const Scope& scope = *scopes_of(best_)[at].scope->scope;
      better = attempt(at, [](ScopeDraft& draft) { return std::exchange(draft.with_lost, false); }) || better;
      for (std::size_t i = 0; i < scope.eaches.size(); ++i) better = shorten_list(at, i) || better;
      for (std::size_t i = 0; i < scope.embedded.size(); ++i) {
        better =
            attempt(at, [i](ScopeDraft& draft) { return !std::exchange(draft.embedded[i], {}).empty(); }) || better;
      }
      for (std::size_t i = 0; i < scope.steps.size(); ++i) better = simplify_step(at, i) || better;
    }
    return better;
  }

  bool shorten_list(std::size_t at, std::size_t list) {
    if (attempt(at, [list](ScopeDraft& draft) { return std::exchange(draft.lists[list], {}).there; })) return true;
    bool better = false;
    for (std::size_t i = 0; at < scopes_of(best_).size() && i < scopes_of(best_)[at].scope->lists[list].items.size();) {
      const auto without = [list, i](ScopeDraft& draft) {
        draft.lists[list].items.erase(draft.lists[list].items.begin() + static_cast<std::ptrdiff_t>(i));
        return true;
      };
      const bool gone = attempt(at, without);
      better = gone || better;
      if (!gone) ++i;
    }
    return better;
  }

  bool simplify_step(std::size_t at, std::size_t step) {
    if (attempt(at, [step](ScopeDraft& draft) { return std::exchange(draft.values[step], nullptr) != nullptr; }))
      return true;
    const auto [scope, document] = scopes_of(std::as_const(best_))[at];
    const ScopeDraft& here = *scope;
    if (!here.values[step] && here.absences[step].kind != AbsentWay::Kind::left_out) {
      return attempt(at, [step](ScopeDraft& draft) {
        draft.absences[step] = {};
        return true;
      });
    }
    if (!here.values[step] || drafter_->store().dates_codes(here.scope->steps[step])) return false;
    const auto* version = Drafter::version_for(here.scope->steps[step], here, *document);
    for (const SamplePtr& sample : drafter_->store().of(here.scope->steps[step], version, drafter_->side()).carried) {
      if (sample == here.values[step]) return false;
      if (attempt(at, [&](ScopeDraft& draft) {
            draft.values[step] = sample;
            return true;
          }))
        return true;
    }
    return false;
  }

  /// `change` says whether it changed anything.
  template <class Change>
  bool attempt(std::size_t at, const Change& change) {
    if (trials_ >= most_trials) return false;
    ScopeDraft next = best_;
    const auto all = scopes_of(next);
    if (at >= all.size() || !change(*all[at].scope)) return false;
    for (const auto& located : scopes_of(next)) {
      if (!missing_in(*located.scope, drafter_->side()).empty()) return false;
    }
    ++trials_;
    if (!(*still_wrong_)(next)) return false;
    best_ = std::move(next);
    return true;
  }

  ScopeDraft best_;
  const Drafter* drafter_;
  const StillWrong* still_wrong_;
  int trials_ = 0;
};

}  // namespace

ScopeDraft shrunk(ScopeDraft draft, const Drafter& drafter, const StillWrong& still_wrong) {
  return Shrinker(std::move(draft), drafter, still_wrong).run();
}

}  // namespace lienthong::mapping::proof
