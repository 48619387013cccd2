#include "codec/text_in.hpp"

#include "base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lienthong::codec {
namespace {

/// Length of the ASCII prefix, eight bytes at a time: attachments are megabytes of it.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

/// Bytes of the inert character above ASCII that starts `text`; 0 when it is not one.
std::size_t inert_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead >= 0xC2 && lead <= 0xCB) return 2;  // U+0080 … U+02FF
  if (lead != 0xE1 || text.size() < 3) return 0;
  const auto next = static_cast<unsigned char>(text[1]);
  return next >= 0xB8 && next <= 0xBB ? 3 : 0;  // U+1E00 … U+1EFF
}

}  // namespace

bool is_ascii(std::string_view text) { return ascii_prefix(text) == text.size(); }

bool is_plainly_nfc(std::string_view text) {
  while (true) {
    text.remove_prefix(ascii_prefix(text));
    if (text.empty()) return true;
    const auto length = inert_length(text);
    if (length == 0 || length > text.size()) return false;
    text.remove_prefix(length);
  }
}

std::string_view keep_nfc(Arena& arena, std::string_view text) {
  return is_plainly_nfc(text) ? arena.copy(text) : arena.copy(base::to_nfc(text));
}

}  // namespace lienthong::codec
