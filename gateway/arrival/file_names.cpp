#include "arrival/file_names.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace lienthong::arrival {
namespace {

constexpr std::array<std::string_view, 8> temporary_suffixes = {".part", ".partial",    ".filepart", ".tmp",
                                                                ".temp", ".crdownload", ".swp",      "~"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Length of the suffix that makes `name` a temporary one; 0 when none does.
std::size_t temporary_suffix(std::string_view name) {
  for (const std::string_view suffix : temporary_suffixes) {
    if (name.size() <= suffix.size()) continue;
    const std::string_view end = name.substr(name.size() - suffix.size());
    if (std::equal(end.begin(), end.end(), suffix.begin(), [](char c, char wanted) { return lower(c) == wanted; })) {
      return suffix.size();
    }
  }
  return 0;
}

bool has_control_byte(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
}

/// In valid UTF-8: C1 controls (U+0080–9F), line and paragraph separators and what turns the direction of the text
/// around it (U+2028–202E, U+2066–2069).
bool has_unshowable_character(std::string_view name) {
  const auto byte = [name](std::size_t at) { return at < name.size() ? static_cast<unsigned char>(name[at]) : 0U; };
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (byte(at) == 0xC2 && byte(at + 1) <= 0x9F) return true;
    if (byte(at) != 0xE2) continue;
    if (byte(at + 1) == 0x80 && byte(at + 2) >= 0xA8 && byte(at + 2) <= 0xAE) return true;
    if (byte(at + 1) == 0x81 && byte(at + 2) >= 0xA6 && byte(at + 2) <= 0xA9) return true;
  }
  return false;
}

}  // namespace

bool is_odd_name(std::string_view name) {
  return name.empty() || name == "." || name == ".." || name.size() > longest_name ||
         name.find_first_of("/\\") != std::string_view::npos || has_control_byte(name) || !base::is_utf8(name) ||
         !base::is_stream_safe(name) || has_unshowable_character(name);
}

bool is_hidden_name(std::string_view name) { return name.starts_with('.'); }

bool is_temporary_name(std::string_view name) { return name.starts_with("~$") || temporary_suffix(name) != 0; }

std::string_view finished_name(std::string_view name) {
  name.remove_suffix(temporary_suffix(name));
  if (name.starts_with('.')) name.remove_prefix(1);
  return name;
}

std::string free_name(std::string_view name, base::Instant modified_at, int attempt) {
  if (attempt == 0) return std::string(name);
  std::string stamp;
  for (const char c : base::to_rfc3339(modified_at).substr(0, 19)) {
    if (c >= '0' && c <= '9') stamp += c;
  }
  if (attempt > 1) stamp += "-" + std::to_string(attempt);
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  return std::string(name.substr(0, dot)) + "." + stamp + std::string(name.substr(dot));
}

}  // namespace lienthong::arrival
