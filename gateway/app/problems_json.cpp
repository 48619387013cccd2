#include "app/problems_json.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"

namespace lienthong::app {

std::string problems_json(const mapping::Diagnostics& problems) {
  codec::Arena arena;
  codec::ListBuilder rows(arena);
  for (const mapping::Diagnostic& problem : problems) {
    codec::RecordBuilder row(arena);
    row.add_text("file", problem.file);
    row.add("line", console::json_number(arena, problem.line));
    row.add("column", console::json_number(arena, problem.column));
    row.add_text("rule", problem.rule);
    row.add_text("text", problem.text);
    rows.add(row.build());
  }
  codec::RecordBuilder out(arena);
  out.add("problems", rows.build());
  return codec::write_json(out.build()) + "\n";
}

}  // namespace lienthong::app
