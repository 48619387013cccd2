#pragma once

namespace lienthong::app {

/// What every command promises; documented in `lienthong --help` and the README.
enum ExitCode : int {
  exit_ok = 0,
  exit_general = 1,
  exit_usage = 2,
  exit_config = 3,
  exit_store = 4,
  exit_unreachable = 5,
  exit_problems = 6,
};

}  // namespace lienthong::app
