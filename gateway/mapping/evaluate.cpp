#include "mapping/evaluate.hpp"

#include "mapping/scope_run.hpp"

namespace lienthong::mapping {

base::Result<codec::Value> evaluate(const Scope& program, const codec::Value& input, Evaluation& evaluation) {
  Workspace work(evaluation);
  return ScopeRun(program, work, {}, nullptr)(input);
}

}  // namespace lienthong::mapping
