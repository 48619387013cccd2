#include "domain/dossier.hpp"
#include "unit/domain/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::domain {
namespace {

using namespace testing;

/// Few times, sources and fields, so that ties of a second and contradictions are the rule.
rc::Gen<Event> any_event() {
  return rc::gen::exec([] {
    Event event;
    event.source = *rc::gen::element(portal, province, ministry);
    event.dossier = code;
    event.occurred_at = at(0) + std::chrono::milliseconds{*rc::gen::element(0, 500, 1000, 60'000)};
    if (*rc::gen::inRange(0, 4) == 0) event.source_sequence = *rc::gen::inRange(0, 3);
    if (*rc::gen::inRange(0, 3) != 0) {
      const auto evidence = *rc::gen::element(Evidence::stated, Evidence::implied);
      event.move = Move{*status_from_code(*rc::gen::inRange(1, 11)), *rc::gen::element<std::string>("", "r"), evidence};
    }
    if (*rc::gen::inRange(0, 2) == 0) {
      event.facts[*rc::gen::element<std::string>("applicant", "officer", "result_files")] =
          *rc::gen::element<std::string>("1", "2");
    }
    if (*rc::gen::inRange(0, 5) == 0) event.procedure = *rc::gen::element(of_province, of_ministry);
    return identified(event);
  });
}

rc::Gen<std::vector<Event>> any_events() {
  return rc::gen::resize(14, rc::gen::container<std::vector<Event>>(any_event()));
}

template <class T>
std::vector<T> shuffled(std::vector<T> items) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[*rc::gen::inRange<std::size_t>(0, i)]);
  return items;
}

RC_GTEST_PROP(FoldProperty, any_permutation_with_any_duplication_gives_an_equal_dossier, ()) {
  const auto events = *any_events();
  auto arrived = events;
  for (const Event& event : events) {
    for (int copies = *rc::gen::inRange(0, 3); copies > 0; --copies) arrived.push_back(event);
  }
  RC_ASSERT(fold(shuffled(arrived), authority()) == fold(events, authority()));
}

RC_GTEST_PROP(FoldProperty, every_statement_is_accounted_for, ()) {
  const auto events = *any_events();
  const auto dossier = fold(events, authority());
  for (const Event& event : events) {
    if (!event.move || event.move->evidence == Evidence::implied) continue;
    const auto is_this = [&](const auto& entry) { return entry.event == event.id; };
    const bool step = std::any_of(dossier.steps.begin(), dossier.steps.end(), is_this);
    const bool observed = std::any_of(dossier.observations.begin(), dossier.observations.end(), is_this);
    const bool named = std::any_of(dossier.irregularities.begin(), dossier.irregularities.end(), is_this);
    RC_ASSERT(step || observed || named);
    RC_ASSERT(!(step && observed));
  }
}

RC_GTEST_PROP(FoldProperty, a_system_without_any_authority_never_changes_the_truth, ()) {
  const auto events = *any_events();
  auto more = events;
  for (Event stray : *any_events()) {
    stray.source = SystemId{"stray"};
    stray.procedure = ProcedureCode{};
    more.push_back(identified(stray));
  }
  auto before = fold(events, authority());
  auto after = fold(more, authority());
  before.observations.clear();
  after.observations.clear();
  before.code = after.code = code;
  RC_ASSERT(before == after);
}

}  // namespace
}  // namespace lienthong::domain
