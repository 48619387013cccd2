#include "mapping/proof/coverage.hpp"

namespace lienthong::mapping::proof {

Coverage::Coverage(const Inventory& inventory, const Drafter& drafter, Way way)
    : inventory_(&inventory), way_(way), wanted_values_(drafter.store().counted(drafter.side())) {}

void Coverage::add(const ScopeDraft& draft) { add(draft, draft); }

void Coverage::add(const ScopeDraft& draft, const ScopeDraft& root) {
  const Scope& scope = *draft.scope;
  for (std::size_t i = 0; i < scope.steps.size(); ++i) {
    const Step& step = scope.steps[i];
    const bool written = (step.constant || step.computed) && draft.holds(step.when);
    if (!draft.values[i] && !written) continue;
    const std::size_t field = inventory_->index_of(&step);
    fields_.insert(field);
    if (!draft.values[i] || draft.values[i]->counted.empty()) continue;
    const auto* version = Drafter::version_for(step, draft, root);
    const std::string from = version != nullptr ? version_day(*step.function.table, *version) : "";
    values_.insert({field, draft.values[i]->counted, from});
  }
  for (std::size_t i = 0; i < scope.eaches.size(); ++i) {
    if (draft.lists[i].items.empty()) continue;
    fields_.insert(inventory_->index_of(&scope.eaches[i]));
    for (const ScopeDraft& item : draft.lists[i].items) add(item, root);
  }
  for (std::size_t i = 0; i < scope.embedded.size(); ++i) {
    for (const ScopeDraft& document : draft.embedded[i]) {
      fields_.insert(inventory_->index_of(&scope.embedded[i]));
      add(document, document);
    }
  }
}

/// What is only written to the other side has nothing to cover on this way.
bool Coverage::is_wanted(const Field& field) const {
  return !(way_ == Way::out ? field.external : field.canonical).empty() ||
         (field.step != nullptr && field.step->computed);
}

std::string Coverage::title(const CountedValue& value) const {
  const std::string from = value.from.empty() ? "" : " (table from " + value.from + ")";
  return inventory_->fields()[value.field].title() + " = \"" + value.value + "\"" + from;
}

void Coverage::report(WayReport& report) const {
  const auto& fields = inventory_->fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!is_wanted(fields[i])) continue;
    ++report.fields;
    if (!fields_.contains(i)) report.fields_not_covered.push_back(fields[i].title());
  }
  report.values = wanted_values_.size();
  for (const CountedValue& value : wanted_values_) {
    if (!values_.contains(value)) report.values_not_covered.push_back(title(value));
  }
}

}  // namespace lienthong::mapping::proof
