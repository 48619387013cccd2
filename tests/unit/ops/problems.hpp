#pragma once

#include "mapping/diagnostic.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace lienthong::ops::test {

/// How many problems carry `rule` and name `part` in their text.
inline std::ptrdiff_t count(const mapping::Diagnostics& problems, std::string_view rule, std::string_view part = "") {
  return std::ranges::count_if(problems, [&](const mapping::Diagnostic& problem) {
    return problem.rule == rule && problem.text.find(part) != std::string::npos;
  });
}

/// Every problem as a line each: the message of a failed expectation.
inline std::string lines(const mapping::Diagnostics& problems) {
  std::string out;
  for (const auto& problem : problems) {
    out += problem.file + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": " +
           problem.rule + ": " + problem.text + "\n";
  }
  return out;
}

inline std::string read_all(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder of this test's own, gone when it ends.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lienthong-ops-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace lienthong::ops::test
