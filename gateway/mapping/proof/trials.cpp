#include "mapping/proof/trials.hpp"

#include "codec/json.hpp"
#include "mapping/proof/difference.hpp"
#include "mapping/proof/mutation.hpp"
#include "mapping/proof/render.hpp"
#include "mapping/proof/shrink.hpp"

#include <algorithm>
#include <bit>

namespace lienthong::mapping::proof {
namespace {

using codec::Arena;
using codec::Value;
using Presence = Row::Presence;
using Values = Row::Values;

constexpr std::string_view law_of_witness = "witness";

Side source_of(Way way) { return way == Way::out ? Side::canonical : Side::external; }

/// The first scope of a draft that has a step.
std::optional<Located<const ScopeDraft>> scope_with(const ScopeDraft& draft, const Field& field) {
  for (const auto& located : scopes_of(draft)) {
    if (located.scope->scope == field.scope) return located;
  }
  return std::nullopt;
}

SamplePtr value_in(const ScopeDraft& draft, const Field& field) {
  const auto found = field.step == nullptr ? std::nullopt : scope_with(draft, field);
  return found ? found->scope->values[static_cast<std::size_t>(field.step - field.scope->steps.data())] : nullptr;
}

/// What makes two failures the same mistake.
std::string key_of(const Verdict& verdict) { return verdict.code + " " + place_of(verdict.path); }

}  // namespace

Trials::Trials(const Plan& plan, const Inventory& inventory, const SampleStore& store, const ProofOptions& options,
               Way way, Certificate& certificate)
    : plan_(&plan),
      inventory_(&inventory),
      options_(&options),
      way_(way),
      certificate_(&certificate),
      drafter_(plan, inventory, store, source_of(way), options.seed),
      coverage_(inventory, drafter_, way),
      laws_(plan, inventory) {}

WayReport& Trials::counts() { return way_ == Way::out ? certificate_->out : certificate_->in; }

bool Trials::has_failed_enough() const { return failures_.size() >= options_->most_counter_examples; }

void Trials::run() {
  try_witnesses();
  try_rows();
  for (std::size_t i = 0; i < inventory_->fields().size() && !has_failed_enough(); ++i) {
    try_outside(i);
    try_mutations(i);
  }
  counts().stopped = has_failed_enough();
  coverage_.report(counts());
}

/// Everything there, only what must be, every pair of fields in all four states; then every value; then at random.
void Trials::try_rows() {
  try_row({Presence::all, 0, Values::simplest, false});
  try_row({Presence::none, 0, Values::simplest, false});
  const auto bits = static_cast<unsigned>(std::bit_width(inventory_->fields().size()));
  for (unsigned bit = 0; bit < bits; ++bit) {
    try_row({Presence::bit, bit, Values::least_used, bit % 2 == 0});
    try_row({Presence::not_bit, bit, Values::least_used, bit % 2 == 1});
  }
  const std::size_t rows = drafter_.store().most_samples(drafter_.side());
  for (std::size_t row = 0; row < rows * 4 + 20; ++row) {
    if (row >= rows && coverage_.has_every_value()) break;
    try_row({Presence::all, 0, Values::least_used, row % 3 == 0});
  }
  for (std::size_t i = 0; i < options_->random_cases; ++i) try_row({Presence::random, 0, Values::random, i % 2 == 0});
}

Verdict Trials::round_trip(const ScopeDraft& draft) const {
  Arena arena;
  return laws_.round_trip(way_, render(draft, source_of(way_), plan_->format(), arena));
}

void Trials::try_row(const Row& row) {
  if (has_failed_enough()) return;
  const ScopeDraft draft = drafter_.draft(row);
  const Verdict verdict = round_trip(draft);
  if (verdict.kind == Verdict::Kind::unusable) {
    ++counts().unusable;
    return;
  }
  ++counts().cases;
  if (verdict.kind != Verdict::Kind::held) {
    fail(draft, verdict);
    return;
  }
  coverage_.add(draft);
  count_normalisations(verdict);
}

/// Losses are listed by themselves, with their reasons.
void Trials::count_normalisations(const Verdict& verdict) {
  for (const auto& allowance : verdict.allowances) {
    if (allowance.first != "loss") ++certificate_->normalisations[allowance];
  }
}

void Trials::fail(const ScopeDraft& draft, const Verdict& verdict) {
  if (!failures_.insert(key_of(verdict)).second) return;
  const auto same = [&](const ScopeDraft& other) {
    const Verdict found = round_trip(other);
    return found.kind == verdict.kind && key_of(found) == key_of(verdict);
  };
  const Verdict least = round_trip(shrunk(small_start(draft, verdict, same), drafter_, same));
  const bool refused = least.kind == Verdict::Kind::refused;
  const std::string law(way_ == Way::out ? law_out_then_in : law_in_then_out);
  report(least, refused ? law : least.code, refused ? "refused: " + least.code + ": " + least.what : least.what);
}

/// The least document with the field in question and its value, where that is wrong in the same way: most failures need
/// nothing else, and to come there from a full document takes long.
ScopeDraft Trials::small_start(const ScopeDraft& draft, const Verdict& verdict, const StillWrong& same) {
  const std::string place = place_of(verdict.path);
  for (const Side side : {source_of(way_), way_ == Way::out ? Side::external : Side::canonical}) {
    for (const Field* field : inventory_->at(side, place)) {
      const ScopeDraft least =
          drafter_.least_with(inventory_->index_of(field->correspondence()), value_in(draft, *field));
      if (same(least)) return least;
    }
  }
  return draft;
}

void Trials::report(const Verdict& verdict, std::string_view law, const std::string& what) {
  certificate_->counter_examples.push_back({way_, std::string(law), verdict.path, what, verdict.document});
}

/// Values that the other side has no place for: refused by name, or carried all the same, never changed in silence.
void Trials::try_outside(std::size_t field) {
  const Field& one = inventory_->fields()[field];
  if (one.step == nullptr || one.step->constant || one.step->computed) return;
  const ScopeDraft least = drafter_.least_with(field, nullptr);
  const auto found = scope_with(least, one);
  if (!found) return;
  const auto* version = Drafter::version_for(*one.step, *found->scope, *found->document);
  for (const SamplePtr& sample : drafter_.store().of(*one.step, version, drafter_.side()).outside)
    judge_outside(round_trip(drafter_.least_with(field, sample)));
}

void Trials::judge_outside(const Verdict& verdict) {
  if (verdict.kind == Verdict::Kind::unusable) {
    ++counts().unusable;
    return;
  }
  ++counts().outside;
  count_normalisations(verdict);
  if (verdict.kind == Verdict::Kind::refused) ++certificate_->refusals[{way_, place_of(verdict.path), verdict.code}];
  if (verdict.kind == Verdict::Kind::broken && failures_.insert(key_of(verdict)).second)
    report(verdict, verdict.code, verdict.what);
}

void Trials::try_mutations(std::size_t field) {
  Arena arena;
  const Value document = render(drafter_.least_with(field, nullptr), source_of(way_), plan_->format(), arena);
  const Field& one = inventory_->fields()[field];
  for (const Mutation& mutation : mutations_of(document, one, source_of(way_), plan_->format(), arena)) {
    ++counts().mutations;
    const Verdict verdict = laws_.agreement(way_, mutation.document);
    if (verdict.kind == Verdict::Kind::broken && failures_.insert(key_of(verdict)).second)
      report(verdict, verdict.code, std::string(mutation.what) + ": " + verdict.what);
    if (mutation.what == "left out") judge_omission(mutation.document);
  }
}

/// A valid document without one field is taken, or refused where the file says so.
void Trials::judge_omission(const Value& document) {
  const Verdict verdict = laws_.round_trip(way_, document);
  const std::string place = place_of(verdict.path);
  const bool disagrees = verdict.code == "mapping.choice" || verdict.code == "mapping.computed";
  const bool named = disagrees || may_refuse_missing(place);
  if (verdict.kind == Verdict::Kind::refused && named) {
    ++certificate_->refusals[{way_, place, verdict.code}];
    return;
  }
  const bool wrong = verdict.kind == Verdict::Kind::refused || verdict.kind == Verdict::Kind::broken;
  if (!wrong || !failures_.insert(key_of(verdict)).second) return;
  const std::string law(way_ == Way::out ? law_out_then_in : law_in_then_out);
  const bool broken = verdict.kind == Verdict::Kind::broken;
  report(verdict, broken ? verdict.code : law, broken ? verdict.what : "refused: " + verdict.code);
}

bool Trials::may_refuse_missing(const std::string& place) const {
  const auto fields = inventory_->at(source_of(way_), place);
  return std::any_of(fields.begin(), fields.end(), [&](const Field* field) {
    if (field->each != nullptr) return field->each->refuse_missing || field->each->canonical.required;
    if (field->embedded != nullptr) return field->embedded->refuse_missing || field->embedded->canonical.required;
    return field->step->refuse_missing || field->step->canonical.required || field->step->dated_by.has_value();
  });
}

/// Both documents of a witness keep the laws, and one is what the other means.
void Trials::try_witnesses() {
  for (const Witness& witness : options_->witnesses) {
    Verdict verdict = way_ == Way::out ? laws_.round_trip(way_, witness.canonical)
                                       : laws_.round_trip(way_, witness.external, witness.notes);
    if (verdict.kind == Verdict::Kind::refused || verdict.kind == Verdict::Kind::broken) {
      report(verdict, law_of_witness, witness.name + ": " + verdict.what);
      continue;
    }
    if (way_ == Way::out) continue;
    Arena arena;
    Notes notes;
    const auto canonical = plan_->to_canonical(witness.external, arena, notes);
    if (!canonical) continue;  // said above
    const auto found = differences(*inventory_, Side::canonical, witness.canonical, *canonical, arena);
    if (found.empty()) continue;
    verdict.path = found.front().path;
    report(verdict, law_of_witness,
           witness.name + ": means " + shown(found.front().before) + ", is mapped to " + shown(found.front().after));
  }
}

}  // namespace lienthong::mapping::proof
