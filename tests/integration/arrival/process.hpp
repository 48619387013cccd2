#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace lienthong::arrival {

/// Runs a program to its end; throws when it fails. What it prints to stdout is given.
std::string run_program(const std::vector<std::string>& arguments);

/// Starts a program, its output going to `log`.
pid_t start_program(const std::vector<std::string>& arguments, const std::filesystem::path& log);

/// Whether a process of ours that was started still runs.
bool is_running(pid_t process);

/// Children, grandchildren, … of a process.
std::vector<pid_t> descendants(pid_t process);

}  // namespace lienthong::arrival
