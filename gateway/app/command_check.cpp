#include "app/commands.hpp"
#include "app/exit_codes.hpp"
#include "app/problems_json.hpp"
#include "app/site.hpp"

#include <iostream>

namespace lienthong::app {
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
