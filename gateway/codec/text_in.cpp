#include "codec/text_in.hpp"

#include "base/text.hpp"

#include <cstddef>
#include <cstdint>

namespace lienthong::codec {
namespace {

using Byte = std::uint8_t;

// Whole bytes of zeros and ones and no branch: compilers turn the loops below into sixteen bytes a step.

/// U+0080 … U+02FF start with such a byte.
constexpr Byte starts_two(Byte byte) { return Byte{static_cast<Byte>(byte - 0xC2) <= 0xCB - 0xC2}; }
/// U+1E00 … U+1EFF start with this byte; what else does is told by the second one.
constexpr Byte starts_three(Byte byte) { return Byte{byte == 0xE1}; }
constexpr Byte follows(Byte byte) { return Byte{(byte & 0xC0) == 0x80}; }

constexpr Byte doubtful(Byte byte, Byte before, Byte two_before) {
  const Byte starts = starts_two(byte) | starts_three(byte);
  const Byte must_follow = starts_two(before) | starts_three(before) | starts_three(two_before);
  const Byte strange = Byte{byte >= 0xC0} & (starts ^ 1U);
  const Byte second_is_wrong = starts_three(before) & Byte{(byte & 0xFC) != 0xB8};
  return strange | second_is_wrong | (follows(byte) ^ must_follow);
}

const Byte* bytes_of(std::string_view text) { return reinterpret_cast<const Byte*>(text.data()); }

}  // namespace

bool is_ascii(std::string_view text) {
  const Byte* bytes = bytes_of(text);
  Byte seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) seen |= bytes[i];
  return seen < 0x80;
}

bool is_plainly_nfc(std::string_view text) {
  const Byte* bytes = bytes_of(text);
  const std::size_t size = text.size();
  if (size == 0) return true;
  Byte doubt = doubtful(bytes[0], 0, 0);
  if (size > 1) doubt |= doubtful(bytes[1], bytes[0], 0);
  for (std::size_t i = 2; i < size; ++i) doubt |= doubtful(bytes[i], bytes[i - 1], bytes[i - 2]);
  // What starts at the end is cut off there.
  const Byte last = bytes[size - 1];
  doubt |= starts_two(last) | starts_three(last);
  if (size > 1) doubt |= starts_three(bytes[size - 2]);
  return doubt == 0;
}

std::string_view nfc_of(Arena& arena, std::string_view text) {
  return is_plainly_nfc(text) ? text : arena.copy(base::to_nfc(text));
}

std::string_view keep_nfc(Arena& arena, std::string_view text) {
  return is_plainly_nfc(text) ? arena.copy(text) : arena.copy(base::to_nfc(text));
}

}  // namespace lienthong::codec
