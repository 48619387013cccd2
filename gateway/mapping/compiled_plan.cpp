#include "mapping/compiled_plan.hpp"

#include "codec/xml.hpp"

namespace lienthong::mapping {
namespace {

using base::Result;
using codec::Value;

/// The error says which mapping it was; the path is in its text.
Result<Value> named(Result<Value> result, const std::string& plan) {
  if (result) return result;
  return base::fail(base::Error(result.error()).with("mapping", plan));
}

Result<void> refuse(const std::vector<codec::SchemaProblem>& problems) {
  if (problems.empty()) return {};
  const codec::SchemaProblem& first = problems.front();
  return base::fail(base::ErrorKind::invalid, "mapping.schema", first.path + ": " + first.text);
}

}  // namespace

/// What the model cannot say is left to the library that knows the whole schema language.
Result<void> CompiledPlan::gate(const Value& external) const {
  if (parts_.external->model_is_complete()) return {};
  if (parts_.format == Format::json) return refuse(parts_.external->check(external));
  const auto bytes = codec::write_xml({parts_.xml_root, external}, parts_.xml_names);
  if (!bytes) return base::fail(bytes.error());
  return refuse(parts_.external->check_xml(*bytes));
}

Result<Value> CompiledPlan::run(Direction direction, const Value& input, codec::Arena& arena, Notes& notes,
                                Origins* origins) const {
  if (direction == Direction::inward) {
    if (auto passed = gate(input); !passed) return named(base::fail(passed.error()), parts_.name);
  }
  Evaluation evaluation{direction, parts_.format, arena, notes, origins, parts_.file};
  auto out = evaluate(*parts_.program, input, evaluation);
  if (out && direction == Direction::outward) {
    if (auto passed = gate(*out); !passed) return named(base::fail(passed.error()), parts_.name);
  }
  return named(std::move(out), parts_.name);
}

Result<Value> CompiledPlan::to_canonical(const Value& external, codec::Arena& arena, Notes& notes) const {
  return run(Direction::inward, external, arena, notes, nullptr);
}

Result<Value> CompiledPlan::to_external(const Value& canonical, codec::Arena& arena, Notes& notes) const {
  return run(Direction::outward, canonical, arena, notes, nullptr);
}

Result<Value> CompiledPlan::explain_canonical(const Value& external, codec::Arena& arena, Notes& notes,
                                              Origins& origins) const {
  return run(Direction::inward, external, arena, notes, &origins);
}

Result<Value> CompiledPlan::explain_external(const Value& canonical, codec::Arena& arena, Notes& notes,
                                             Origins& origins) const {
  return run(Direction::outward, canonical, arena, notes, &origins);
}

}  // namespace lienthong::mapping
