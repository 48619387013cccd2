#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "app/problems_json.hpp"

#include <filesystem>
#include <iostream>

namespace lienthong::app {
int map_check(const MapRequest& request) {
  mapping::SourceChoice sources;
  if (const int failed = choose_sources(request, sources); failed != exit_ok) return failed;
  mapping::Diagnostics problems;
  for (const std::string& file : request.mappings) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) return usage("không có tệp / there is no file " + file);
    const auto found = mapping::find_sources(file, sources);
    if (!found) return usage(found.error().text());
    static_cast<void>(mapping::load_mapping(file, *found, problems));
  }
  mapping::sort_problems(problems);
  const int code = problems.empty() ? exit_ok : exit_general;
  if (request.json) {
    std::cout << problems_json(problems);
    return code;
  }
  for (const mapping::Diagnostic& problem : problems) std::cout << mapping::to_line(problem) << "\n";
  if (problems.empty()) {
    for (const std::string& file : request.mappings) std::cout << "✔ " << file << ": không có lỗi / no problems\n";
  } else {
    std::cout << "✖ " << problems.size() << " lỗi / problems\n";
  }
  return code;
}

}  // namespace lienthong::app
