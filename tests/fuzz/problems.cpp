#include "fuzz/problems.hpp"

#include "fuzz/property.hpp"

#include <algorithm>
#include <string>

namespace lienthong::fuzz {

std::filesystem::path file_named_in(std::string_view bytes, std::string_view folder) {
  static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz0123456789-/";
  const std::size_t begin = bytes.find('"') + 1;
  std::string_view name = begin == 0 ? std::string_view{} : bytes.substr(begin, bytes.find('"', begin) - begin);
  const std::size_t slash = name.find('/');
  const bool usable = slash != std::string_view::npos && name.find_first_not_of(plain) == std::string_view::npos;
  if (!usable) name = "the/the";
  return std::filesystem::path("tests/fuzz/adapters") / name.substr(0, name.find('/')) / folder /
         (std::string(name.substr(name.rfind('/') + 1)) + ".toml");
}

void check_places(const mapping::Diagnostics& problems, std::string_view bytes) {
  const auto lines = static_cast<std::uint32_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  for (const mapping::Diagnostic& problem : problems) {
    require(!problem.file.empty() && !problem.rule.empty() && !problem.text.empty(), "a problem says what and where");
    require(problem.line >= 1 && problem.line <= lines, "a problem names a line of the file");
  }
}

}  // namespace lienthong::fuzz
