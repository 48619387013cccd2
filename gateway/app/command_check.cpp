#include "app/commands.hpp"
#include "app/exit_codes.hpp"
#include "app/site.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"

#include <iostream>

namespace lienthong::app {
namespace {

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

}  // namespace

int command_check(const std::string& config_file, Output output) {
  mapping::Diagnostics problems;
  const auto site = load_site(config_file, problems);
  if (output == Output::json) {
    std::cout << problems_json(problems);
  } else {
    for (const mapping::Diagnostic& problem : problems) std::cout << mapping::to_line(problem) << "\n";
    if (site) {
      std::cout << "✔ " << site->adapters.size() << " hệ thống, " << site->world.systems.size()
                << " liên kết gửi: không có lỗi / no problems\n";
    } else {
      std::cout << "✖ " << problems.size() << " lỗi / problems\n";
    }
  }
  return site ? exit_ok : exit_problems;
}

}  // namespace lienthong::app
