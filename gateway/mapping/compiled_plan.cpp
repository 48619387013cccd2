#include "mapping/compiled_plan.hpp"

#include "mapping/evaluate.hpp"

namespace lienthong::mapping {
namespace {

/// The error says which mapping it was; the path is in its text.
base::Result<codec::Value> named(base::Result<codec::Value> result, const std::string& plan) {
  if (result) return result;
  return base::fail(base::Error(result.error()).with("mapping", plan));
}

}  // namespace

base::Result<codec::Value> CompiledPlan::to_canonical(const codec::Value& external, codec::Arena& arena,
                                                      Notes& notes) const {
  Evaluation evaluation{Direction::inward, parts_.format, arena, notes};
  return named(evaluate(*parts_.program, external, evaluation), parts_.name);
}

base::Result<codec::Value> CompiledPlan::to_external(const codec::Value& canonical, codec::Arena& arena,
                                                     Notes& notes) const {
  Evaluation evaluation{Direction::outward, parts_.format, arena, notes};
  return named(evaluate(*parts_.program, canonical, evaluation), parts_.name);
}

}  // namespace lienthong::mapping
