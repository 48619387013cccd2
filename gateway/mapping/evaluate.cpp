#include "mapping/evaluate.hpp"

#include "mapping/scope_run.hpp"

#include <utility>

namespace lienthong::mapping {

base::Result<codec::Value> evaluate(const Scope& program, const codec::Value& input, Evaluation& evaluation) {
  Workspace work(evaluation);
  const auto out = ScopeRun(program, work, {}, nullptr)(input);
  if (!out) return base::fail(*std::move(work.refusal));
  return *out;
}

}  // namespace lienthong::mapping
