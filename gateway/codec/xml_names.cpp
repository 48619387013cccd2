#include "codec/xml_names.hpp"

#include "base/text.hpp"

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
  if (name.empty() || !base::is_utf8(name)) return false;
  if (!is_letter(take_point(name))) return false;
  while (!name.empty()) {
    if (!is_name_point(take_point(name))) return false;
  }
  return true;
}

bool is_xml_text(std::string_view text) {
  const bool controls = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (controls || !base::is_utf8(text)) return false;
  // U+FFFE and U+FFFF are the only others; both are EF BF BE/BF in UTF-8.
  return text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

}  // namespace lienthong::codec
