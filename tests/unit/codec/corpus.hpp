#pragma once

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// The shared corpora, beside the repository; tests run in its root. Absent on a user's machine.
inline const std::filesystem::path corpora = "../shared/corpora";

inline bool skip_without(const std::filesystem::path& place) {
  if (std::filesystem::exists(place)) return false;
  std::cout << "skipped: " << place.filename().string() << " is not on this machine\n";
  return true;
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::vector<std::string> split(std::string_view line, char by) {
  std::vector<std::string> out{""};
  for (const char c : line) {
    if (c == by) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

inline std::vector<std::string> lines_of(const std::filesystem::path& file) {
  auto lines = split(bytes_of(file), '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace lienthong::codec
