#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "mapping/proof/prove.hpp"
#include "mapping/proof/witness_files.hpp"

#include <filesystem>
#include <iostream>

namespace lienthong::app {
namespace {

/// The golden cases of an adapter stand beside its mappings.
mapping::ProofOptions options_for(const MapRequest& request, const mapping::Plan& plan, const std::string& file,
                                  codec::Arena& arena) {
  const std::filesystem::path path = std::filesystem::absolute(file);
  mapping::ProofOptions out;
  out.seed = request.seed;
  out.random_cases = request.cases;
  out.witnesses =
      mapping::load_witnesses(plan, path.parent_path().parent_path() / "cases", path.stem().string(), arena);
  return out;
}

/// One certificate for each form.
int prove_file(const MapRequest& request, const std::string& file) {
  mapping::PlanSet plans;
  if (const int failed = load_plans(request, file, plans); failed != exit_ok) return failed;
  int code = exit_ok;
  for (const mapping::Plan* plan : {plans.json.get(), plans.xml.get()}) {
    if (plan == nullptr) continue;
    codec::Arena arena;
    const auto certificate = mapping::prove(*plan, options_for(request, *plan, file, arena));
    std::cout << (request.json ? to_json(certificate) : to_text(certificate));
    if (!certificate.proven()) code = exit_general;
  }
  return code;
}

}  // namespace

int map_prove(const MapRequest& request) {
  int code = exit_ok;
  for (const std::string& file : request.mappings) {
    const int one = prove_file(request, file);
    if (one == exit_usage) return one;
    if (one != exit_ok) code = one;
  }
  return code;
}

}  // namespace lienthong::app
