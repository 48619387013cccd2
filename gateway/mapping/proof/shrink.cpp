#include "mapping/proof/shrink.hpp"

#include "mapping/proof/moments.hpp"
#include "mapping/proof/requirements.hpp"

#include <vector>

namespace lienthong::mapping::proof {
namespace {

constexpr int most_trials = 1500;

/// Every scope of a draft, outermost first; the same order for equal shapes.
void list_scopes(ScopeDraft& draft, std::vector<ScopeDraft*>& out) {
  out.push_back(&draft);
  for (ListDraft& list : draft.lists) {
    for (ScopeDraft& item : list.items) list_scopes(item, out);
  }
  for (auto& document : draft.embedded) {
    for (ScopeDraft& inner : document) list_scopes(inner, out);
  }
}

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
    for (std::size_t at = 0; at < scopes(best_).size(); ++at) {
      const Scope& scope = *scopes(best_)[at]->scope;
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

  static std::vector<ScopeDraft*> scopes(ScopeDraft& draft) {
    std::vector<ScopeDraft*> out;
    list_scopes(draft, out);
    return out;
  }

  bool shorten_list(std::size_t at, std::size_t list) {
    if (attempt(at, [list](ScopeDraft& draft) { return std::exchange(draft.lists[list], {}).there; })) return true;
    bool better = false;
    for (std::size_t i = 0; at < scopes(best_).size() && i < scopes(best_)[at]->lists[list].items.size();) {
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
    const ScopeDraft& here = *scopes(best_)[at];
    if (!here.values[step] && here.absences[step].kind != AbsentWay::Kind::left_out) {
      return attempt(at, [step](ScopeDraft& draft) {
        draft.absences[step] = {};
        return true;
      });
    }
    if (!here.values[step] || dates_codes(*here.scope, step)) return false;
    const auto* version = drafter_->version_for(here.scope->steps[step], best_);
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
    auto all = scopes(next);
    if (at >= all.size() || !change(*all[at])) return false;
    for (const ScopeDraft* scope : scopes(next)) {
      if (!missing_in(*scope, drafter_->side()).empty()) return false;
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
