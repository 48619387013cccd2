#include "app/commands.hpp"
#include "app/exit_codes.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <optional>

namespace lienthong::app {
namespace {

namespace fs = std::filesystem;

/// The tree that holds tools/peer_sim: above the binary in a build tree, or the working directory.
std::optional<fs::path> tree_with_simulators(const fs::path& binary) {
  std::error_code ignored;
  for (fs::path folder = fs::weakly_canonical(binary, ignored).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (fs::exists(folder / "tools/peer_sim/demo.py")) return folder;
  }
  return std::nullopt;
}

}  // namespace

int command_demo(const std::string& own_path, const std::vector<std::string>& arguments) {
  std::error_code failed;
  const fs::path binary = fs::read_symlink("/proc/self/exe", failed);
  const auto root = tree_with_simulators(failed ? fs::path(own_path) : binary);
  if (!root) {
    std::cerr << "lienthong: the simulated peers (tools/peer_sim) are not beside this binary\n";
    return exit_general;
  }
  std::vector<std::string> words{
      "python3", (*root / "tools/peer_sim/demo.py").string(), "--binary", binary.string(), "--root", root->string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ::execvp("python3", argv.data());
  std::cerr << "lienthong: python3 cannot be started: " << std::strerror(errno) << "\n";
  return exit_general;
}

}  // namespace lienthong::app
