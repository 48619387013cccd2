#include "console/json_values.hpp"

namespace lienthong::console {

using codec::Arena;
using codec::Value;

Value json_number(Arena& arena, std::int64_t number) { return Value::number(arena.copy(std::to_string(number))); }

Value json_instant(Arena& arena, base::Instant at) {
  return at == base::Instant{} ? Value::null() : Value::text(arena.copy(base::to_rfc3339(at)));
}

Value json_status(Arena& arena, const std::optional<domain::Status>& status) {
  if (!status) return Value::null();
  codec::RecordBuilder out(arena);
  out.add("code", json_number(arena, domain::code_of(*status)));
  out.add_text("name", domain::name(*status));
  out.add_text("title", domain::vietnamese_name(*status));
  return out.build();
}

}  // namespace lienthong::console
