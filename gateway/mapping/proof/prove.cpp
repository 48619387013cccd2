#include "mapping/proof/prove.hpp"

#include "mapping/proof/difference.hpp"
#include "mapping/proof/trials.hpp"
#include "mapping/workbench/value_paths.hpp"

#include <set>

namespace lienthong::mapping {
namespace {

using proof::Inventory;
using proof::SampleStore;
using proof::Trials;

std::multimap<std::string, std::string> hints_of(const std::vector<Witness>& witnesses) {
  std::set<std::pair<std::string, std::string>> seen;
  std::multimap<std::string, std::string> out;
  for (const Witness& witness : witnesses) {
    for (const Leaf& leaf : leaves_of(witness.canonical)) {
      if (!leaf.value.is_text()) continue;
      const auto [it, is_new] = seen.emplace(proof::place_of(leaf.path), leaf.value.scalar());
      if (is_new) out.emplace(it->first, it->second);
    }
  }
  return out;
}

void report_tables(const Scope& scope, std::set<std::string>& seen, std::vector<TableReport>& out) {
  for (const Step& step : scope.steps) {
    const CodeTable* table = step.function.table.get();
    if (table == nullptr || !seen.insert(table->name()).second) continue;
    for (const CodeTable::Version& version : table->versions()) {
      out.push_back({table->name(), proof::version_day(*table, version), version.outward.size(), version.inward.size(),
                     version.refused_canonical, version.refused_external});
    }
  }
  for (const Each& each : scope.eaches) report_tables(*each.item, seen, out);
  for (const Embedded& embedded : scope.embedded) report_tables(*embedded.document, seen, out);
}

}  // namespace

Certificate prove(const Plan& plan, const ProofOptions& options) {
  Certificate out;
  out.mapping = plan.name();
  out.version = plan.version();
  out.format = plan.format();
  out.seed = options.seed;
  out.witnesses = options.witnesses.size();
  out.losses = plan.losses();
  std::set<std::string> seen;
  report_tables(plan.program(), seen, out.tables);
  const Inventory inventory(plan);
  const SampleStore store(plan, inventory, hints_of(options.witnesses));
  for (const Way way : {Way::out, Way::in}) Trials(plan, inventory, store, options, way, out).run();
  return out;
}

}  // namespace lienthong::mapping
