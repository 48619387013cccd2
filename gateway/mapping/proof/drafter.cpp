#include "mapping/proof/drafter.hpp"

#include "mapping/canonical_day.hpp"
#include "mapping/date_pattern.hpp"
#include "mapping/proof/moments.hpp"
#include "mapping/proof/requirements.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

constexpr std::size_t most_rounds = 60;  // a draft needs a few; more means that nothing can complete it

/// Fields below which a field stands: its list, and the lists that is in.
bool stands_in(const Field& inner, const Field& outer) {
  const auto below = [](const std::string& place, const std::string& above) {
    return place.size() > above.size() && place.starts_with(above) && place[above.size()] == '.';
  };
  if (outer.each == nullptr && outer.embedded == nullptr) return false;
  const bool canonical = !inner.canonical.empty() && below(inner.canonical.front(), outer.canonical.front());
  const bool external = !inner.external.empty() && below(inner.external.front(), outer.external.front());
  const bool whole_item = (!inner.canonical.empty() && inner.canonical.front() == outer.canonical.front()) ||
                          (!inner.external.empty() && inner.external.front() == outer.external.front());
  return &inner != &outer && (canonical || external || (whole_item && inner.step != nullptr));
}

}  // namespace

Drafter::Drafter(const Plan& plan, const Inventory& inventory, const SampleStore& store, Side side, std::uint64_t seed)
    : plan_(&plan), inventory_(&inventory), store_(&store), side_(side), random_(seed) {}

ScopeDraft Drafter::draft(const Row& row) {
  row_ = row;
  has_wanted_ = false;
  ++rows_;
  return scope(plan_->program(), nullptr);
}

ScopeDraft Drafter::least_with(std::size_t field, SamplePtr value) {
  row_ = {Row::Presence::none, 0, Row::Values::simplest, false};
  has_wanted_ = true;
  wanted_field_ = field;
  wanted_value_ = std::move(value);
  ScopeDraft out = scope(plan_->program(), nullptr);
  has_wanted_ = false;
  wanted_value_ = nullptr;
  return out;
}

bool Drafter::complete(ScopeDraft& draft) { return complete(draft, draft); }

ScopeDraft Drafter::scope(const Scope& scope, const ScopeDraft* root) {
  ScopeDraft out(scope);
  out.with_lost = row_.with_lost;
  fill(out, root != nullptr ? *root : out);
  settle_choices(out, rows_);
  (void)complete(out, root != nullptr ? *root : out);
  respect_orders(out, *store_, side_);
  return out;
}

/// Whether other steps wait for what this one says: conditions and days of code tables.
bool Drafter::leads(const Scope& scope, std::size_t step) const {
  const bool conditions = std::any_of(scope.conditions.begin(), scope.conditions.end(),
                                      [&](const Condition& condition) { return condition.step == step; });
  return conditions || store_->dates_codes(scope.steps[step]);
}

void Drafter::fill(ScopeDraft& draft, const ScopeDraft& root) {
  const Scope& scope = *draft.scope;
  for (const bool leading : {true, false}) {
    for (std::size_t i = 0; i < scope.steps.size(); ++i) {
      if (leads(scope, i) == leading) fill_step(draft, i, root);
    }
  }
  for (std::size_t i = 0; i < scope.eaches.size(); ++i) {
    if (draft.holds(scope.eaches[i].when) && wants(inventory_->index_of(&scope.eaches[i])))
      draft.lists[i] = list(scope.eaches[i], root);
  }
  for (std::size_t i = 0; i < scope.embedded.size(); ++i) {
    if (draft.holds(scope.embedded[i].when) && wants(inventory_->index_of(&scope.embedded[i])))
      draft.embedded[i] = {this->scope(*scope.embedded[i].document, nullptr)};
  }
}

void Drafter::fill_step(ScopeDraft& draft, std::size_t index, const ScopeDraft& root) {
  const Step& step = draft.scope->steps[index];
  if (step.constant || step.computed) return;
  draft.absences[index] = absent_way(step);
  if (!draft.holds(step.when)) return;
  if (store_->dates_codes(step) || wants(inventory_->index_of(&step))) draft.values[index] = choose(step, draft, root);
}

bool Drafter::wants(std::size_t field) {
  if (has_wanted_) {
    const auto& fields = inventory_->fields();
    return field == wanted_field_ || stands_in(fields[wanted_field_], fields[field]);
  }
  switch (row_.presence) {
    case Row::Presence::all:
      return true;
    case Row::Presence::none:
      return false;
    case Row::Presence::bit:
      return ((field >> row_.bit) & 1U) == 1U;
    case Row::Presence::not_bit:
      return ((field >> row_.bit) & 1U) == 0U;
    case Row::Presence::random:
      return random_.between(0, 3) != 0;
  }
  return false;
}

SamplePtr Drafter::choose(const Step& step, const ScopeDraft& scope, const ScopeDraft& root) {
  if (has_wanted_ && wanted_value_ && inventory_->index_of(&step) == wanted_field_) return wanted_value_;
  const auto& samples = store_->of(step, version_for(step, scope, root), side_).carried;
  if (samples.empty()) return nullptr;
  if (row_.values == Row::Values::simplest) return samples.front();
  std::size_t chosen = 0;
  if (row_.values == Row::Values::random) {
    chosen = static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(samples.size()) - 1));
  } else {
    for (std::size_t i = 1; i < samples.size(); ++i) {
      if (used_[samples[i].get()] < used_[samples[chosen].get()]) chosen = i;
    }
  }
  ++used_[samples[chosen].get()];
  return samples[chosen];
}

const CodeTable::Version* Drafter::version_for(const Step& step, const ScopeDraft& scope, const ScopeDraft& document) {
  const CodeTable* table = step.function.table.get();
  if (table == nullptr) return nullptr;
  if (!table->is_dated()) return &table->versions().front();
  if (!step.dated_by) return nullptr;
  const SamplePtr& moment = (step.dated_here ? scope : document).values[*step.dated_by];
  const auto day = moment && moment->meaning ? day_of_moment(*moment->meaning) : std::nullopt;
  return day ? table->on(*day) : nullptr;
}

/// Rows go round the ways in which nothing can be said, as far as the schema lets them.
AbsentWay Drafter::absent_way(const Step& step) {
  std::vector<AbsentWay> ways;
  const bool null = step.external.schema != nullptr && step.external.schema->nullable;
  if (!step.external.required) ways.push_back({});
  for (std::size_t i = 0; i < step.absent.size(); ++i) ways.push_back({AbsentWay::Kind::spelt, i});
  if (null) ways.push_back({AbsentWay::Kind::null, 0});
  if (ways.empty()) return {};
  return ways[absences_used_[&step]++ % ways.size()];
}

ListDraft Drafter::list(const Each& each, const ScopeDraft& root) {
  ListDraft out{true, {}};
  const std::size_t count = item_count(each);
  for (std::size_t i = 0; i < count; ++i) out.items.push_back(scope(*each.item, &root));
  return out;
}

/// One, two, none, many, and the numbers that the schemas name.
std::size_t Drafter::item_count(const Each& each) {
  std::size_t least = 0;
  std::size_t most = 1000;
  for (const End* end : {&each.canonical, &each.external}) {
    least = std::max(least, end->schema->min_items.value_or(0));
    most = std::min(most, end->schema->max_items.value_or(most));
  }
  if (each.refuse_missing || each.external.required) least = std::max<std::size_t>(least, 1);
  std::vector<std::size_t> counts;
  for (const std::size_t count : std::vector<std::size_t>{1, 2, 0, 6, least, most}) {
    if (count >= least && count <= most && count <= 60) counts.push_back(count);
  }
  if (counts.empty()) return least;
  if (row_.values == Row::Values::simplest || row_.presence != Row::Presence::all) {
    const bool one_needed = has_wanted_ || counts.front() == 1;
    return one_needed ? std::clamp<std::size_t>(1, least, most) : counts.front();
  }
  std::size_t chosen = counts.front();
  for (const std::size_t count : counts) {
    if (counts_used_[{&each, count}] < counts_used_[{&each, chosen}]) chosen = count;
  }
  ++counts_used_[{&each, chosen}];
  return chosen;
}

bool Drafter::complete(ScopeDraft& draft, const ScopeDraft& root) {
  for (std::size_t round = 0; round < most_rounds; ++round) {
    const auto missing = missing_in(draft, side_);
    if (missing.empty()) return true;
    bool put_any = false;
    for (const TreeNode::Use& use : missing) put_any = put(draft, use, root) || put_any;
    if (!put_any) return false;
  }
  return false;
}

bool Drafter::put(ScopeDraft& draft, const TreeNode::Use& use, const ScopeDraft& root) {
  switch (use.kind) {
    case TreeNode::Kind::leaf:
      draft.values[use.index] = choose(draft.scope->steps[use.index], draft, root);
      return draft.values[use.index] != nullptr;
    case TreeNode::Kind::list:
      draft.lists[use.index] = list(draft.scope->eaches[use.index], root);
      return true;
    case TreeNode::Kind::embedded:
      draft.embedded[use.index] = {scope(*draft.scope->embedded[use.index].document, nullptr)};
      return true;
    case TreeNode::Kind::constant:
    case TreeNode::Kind::computed:
    case TreeNode::Kind::branch:
    case TreeNode::Kind::one_item:
    case TreeNode::Kind::ignored:
      return false;
  }
  return false;
}

}  // namespace lienthong::mapping::proof
