#include "codec/xml_names.hpp"

#include "base/text.hpp"
#include "codec/text_in.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace lienthong::codec {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// Latin letters that XML 1.0 lets into names in its fourth edition (expat) as in its fifth.
constexpr std::array letters{Range{'A', 'Z'},     Range{'a', 'z'},     Range{'_', '_'},       Range{0xC0, 0xD6},
                             Range{0xD8, 0xF6},   Range{0xF8, 0x131},  Range{0x134, 0x13E},   Range{0x141, 0x148},
                             Range{0x14A, 0x17E}, Range{0x180, 0x1C3}, Range{0x1E00, 0x1E9B}, Range{0x1EA0, 0x1EF9}};

bool is_letter(std::uint32_t point) {
  return std::any_of(letters.begin(), letters.end(), [point](Range r) { return point >= r.first && point <= r.last; });
}

bool is_name_point(std::uint32_t point) {
  return is_letter(point) || (point >= '0' && point <= '9') || point == '-' || point == '.';
}

bool is_ascii_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

bool is_ascii_name_part(char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

std::uint32_t byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// Takes one code point off the front of valid UTF-8.
std::uint32_t take_point(std::string_view& text) {
  const std::uint32_t lead = byte_at(text, 0);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t point = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) point = (point << 6U) | (byte_at(text, i) & 0x3FU);
  text.remove_prefix(size);
  return point;
}

}  // namespace

bool is_writable_name(std::string_view name) {
  if (name.empty()) return false;
  if (is_ascii_letter(name.front()) && std::all_of(name.begin(), name.end(), is_ascii_name_part)) return true;
  if (!base::is_utf8(name)) return false;
  if (!is_letter(take_point(name))) return false;
  while (!name.empty()) {
    if (!is_name_point(take_point(name))) return false;
  }
  return true;
}

bool is_xml_text(std::string_view text) {
  // Without a branch, so that compilers look at sixteen bytes a step.
  unsigned char forbidden = 0;
  for (const char c : text) {
    forbidden |= static_cast<unsigned char>(static_cast<unsigned char>(c) < 0x20) &
                 static_cast<unsigned char>(c != '\t') & static_cast<unsigned char>(c != '\n') &
                 static_cast<unsigned char>(c != '\r');
  }
  if (forbidden != 0) return false;
  if (is_plainly_nfc(text)) return true;
  if (!base::is_utf8(text)) return false;
  // U+FFFE and U+FFFF are the only others; both are EF BF BE/BF in UTF-8.
  return text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

}  // namespace lienthong::codec
