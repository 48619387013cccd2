#include "sync/procedures.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"

namespace lienthong::sync {

std::string Procedures::complete(const domain::ProcedureCode& code, std::string_view procedure_fact) const {
  const auto found = known_.find(code);
  if (found == known_.end()) return std::string(procedure_fact);
  codec::Arena arena;
  const auto fact = codec::read_json(procedure_fact, arena);
  if (!fact || !fact->is_record()) return std::string(procedure_fact);
  codec::RecordBuilder out(arena);
  for (const auto& [name, value] : fact->members()) out.add(name, value);
  const auto add_missing = [&](std::string_view name, const std::string& text) {
    if (fact->find(name) == nullptr && !text.empty()) out.add_text(name, text);
  };
  add_missing("name", found->second.name);
  add_missing("field_code", found->second.field_code);
  add_missing("field_name", found->second.field_name);
  return codec::write_canonical_json(out.build());
}

}  // namespace lienthong::sync
