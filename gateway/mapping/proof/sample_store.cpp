#include "mapping/proof/sample_store.hpp"

#include "base/instant.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

/// The first moment of each version of a table and the last before it, as texts of the calendar and of the clock.
std::vector<std::string> edges_of(const CodeTable& table) {
  std::vector<std::string> out;
  for (const CodeTable::Version& version : table.versions()) {
    const auto first = base::Instant(version.from) - base::vietnam_offset;
    for (const auto& at : {first, first - std::chrono::milliseconds(1)}) {
      out.push_back(base::to_rfc3339(at));
      out.push_back(out.back().substr(0, 10));
    }
  }
  return out;
}

}  // namespace

std::string version_day(const CodeTable& table, const CodeTable::Version& version) {
  if (!table.is_dated()) return {};
  return base::to_rfc3339(base::Instant(version.from) - base::vietnam_offset).substr(0, 10);
}

SampleStore::SampleStore(const Plan& plan, const Inventory& inventory, std::multimap<std::string, std::string> hints)
    : inventory_(&inventory), hints_(std::move(hints)) {
  find_dated_tables(plan.program(), plan.program());
  add_scope(plan.program(), plan.format());
}

void SampleStore::find_dated_tables(const Scope& scope, const Scope& root) {
  for (const Step& step : scope.steps) {
    const CodeTable* table = step.function.table.get();
    if (table == nullptr || !table->is_dated() || !step.dated_by) continue;
    dated_tables_.emplace(&(step.dated_here ? scope : root).steps[*step.dated_by], table);
  }
  for (const Each& each : scope.eaches) find_dated_tables(*each.item, root);
  for (const Embedded& embedded : scope.embedded) find_dated_tables(*embedded.document, *embedded.document);
}

void SampleStore::add_scope(const Scope& scope, Format format) {
  for (const Step& step : scope.steps) {
    if (!step.constant && !step.computed) add_step(step, format);
  }
  for (const Each& each : scope.eaches) add_scope(*each.item, format);
  for (const Embedded& embedded : scope.embedded) add_scope(*embedded.document, embedded.format);
}

void SampleStore::add_step(const Step& step, Format format) {
  std::vector<std::string> hints = hints_of(step);
  const auto [first, last] = dated_tables_.equal_range(&step);
  for (auto it = first; it != last; ++it) {
    const auto edges = edges_of(*it->second);
    hints.insert(hints.end(), edges.begin(), edges.end());
  }
  if (!step.function.table) {
    samples_.emplace(Key{&step, nullptr}, samples_of(step, format, nullptr, hints));
    return;
  }
  for (const CodeTable::Version& version : step.function.table->versions())
    samples_.emplace(Key{&step, &version}, samples_of(step, format, &version, hints));
}

std::vector<std::string> SampleStore::hints_of(const Step& step) const {
  std::vector<std::string> out;
  for (const std::string& place : inventory_->fields()[inventory_->index_of(&step)].canonical) {
    const auto [first, last] = hints_.equal_range(place);
    for (auto it = first; it != last; ++it) out.push_back(it->second);
  }
  return out;
}

const Samples& SampleStore::of(const Step& step, const CodeTable::Version* version, Side side) const {
  static const Samples none;
  const auto found = samples_.find({&step, version});
  if (found == samples_.end()) return none;
  return side == Side::canonical ? found->second.canonical : found->second.external;
}

std::vector<CountedValue> SampleStore::counted(Side side) const {
  std::vector<CountedValue> out;
  for (const auto& [key, samples] : samples_) {
    const auto& [step, version] = key;
    const std::string from = version != nullptr ? version_day(*step->function.table, *version) : "";
    for (const SamplePtr& sample : (side == Side::canonical ? samples.canonical : samples.external).carried) {
      if (!sample->counted.empty()) out.push_back({inventory_->index_of(step), sample->counted, from});
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t SampleStore::most_samples(Side side) const {
  std::size_t out = 0;
  for (const auto& [key, samples] : samples_)
    out = std::max(out, (side == Side::canonical ? samples.canonical : samples.external).carried.size());
  return out;
}

}  // namespace lienthong::mapping::proof
