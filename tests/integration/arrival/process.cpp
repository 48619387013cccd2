#include "integration/arrival/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cctype>
#include <fstream>
#include <map>
#include <stdexcept>

extern char** environ;

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;

std::vector<char*> raw(const std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

/// The parent's id of every process that can be seen.
std::multimap<pid_t, pid_t> children_by_parent() {
  std::multimap<pid_t, pid_t> children;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (std::isdigit(static_cast<unsigned char>(name[0])) == 0) continue;
    std::ifstream file(entry.path() / "stat");
    std::string line;
    std::getline(file, line);
    // "pid (name) state ppid …": the name may hold anything, also brackets
    const std::size_t end = line.rfind(')');
    if (end == std::string::npos) continue;
    children.emplace(static_cast<pid_t>(std::stol(line.substr(end + 4))), static_cast<pid_t>(std::stol(name)));
  }
  return children;
}

void collect(const std::multimap<pid_t, pid_t>& children, pid_t parent, std::vector<pid_t>& found) {
  const auto [first, last] = children.equal_range(parent);
  for (auto child = first; child != last; ++child) {
    found.push_back(child->second);
    collect(children, child->second, found);
  }
}

}  // namespace

pid_t start_program(const std::vector<std::string>& arguments, const fs::path& log) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t process = 0;
  const int failure = ::posix_spawnp(&process, arguments[0].c_str(), &actions, nullptr, raw(arguments).data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) throw std::runtime_error("cannot start " + arguments[0]);
  return process;
}

std::string run_program(const std::vector<std::string>& arguments) {
  const fs::path log = fs::temp_directory_path() / ("lienthong-arrival-" + std::to_string(::getpid()) + ".out");
  const pid_t process = start_program(arguments, log);
  int status = 0;
  ::waitpid(process, &status, 0);
  std::ifstream in(log);
  std::string output{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  fs::remove(log);
  if (status != 0) throw std::runtime_error(arguments[0] + " failed: " + output);
  return output;
}

bool is_running(pid_t process) { return ::waitpid(process, nullptr, WNOHANG) == 0; }

std::vector<pid_t> descendants(pid_t process) {
  std::vector<pid_t> found;
  collect(children_by_parent(), process, found);
  return found;
}

}  // namespace lienthong::arrival
