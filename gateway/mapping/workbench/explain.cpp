#include "mapping/workbench/explain.hpp"

#include "mapping/workbench/value_paths.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

bool has_content(const codec::Value& value) {
  const bool empty_container = value.items().empty() && value.members().empty();
  return value.is_list() || value.is_record() ? !empty_container : !value.is_null();
}

}  // namespace

Explanation explain(const Plan& plan, Way way, std::string_view bytes, codec::Arena& arena,
                    const codec::Limits& limits) {
  Explanation out{pass_explained(plan, way, bytes, arena, limits), {}, {}};
  for (const Note& note : out.passage.notes) {
    if (note.rule == "field.unread") out.unread.push_back(note.path);
  }
  const Side input = way == Way::in ? Side::external : Side::canonical;
  for (const LostField& loss : plan.losses()) {
    const auto values = values_at(out.passage.input, loss.path);
    if (loss.side == input && std::any_of(values.begin(), values.end(), has_content)) out.lost.push_back(loss);
  }
  return out;
}

}  // namespace lienthong::mapping
