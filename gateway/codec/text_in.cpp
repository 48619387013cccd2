#include "codec/text_in.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

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

/// What starts at the end is cut off there.
constexpr Byte open_end(Byte last, Byte last_but_one) {
  return starts_two(last) | starts_three(last) | starts_three(last_but_one);
}

constexpr std::size_t step = 32;

bool ascii_step(const Byte* bytes) {
  Byte seen = 0;
  for (std::size_t i = 0; i < step; ++i) seen |= bytes[i];
  return seen < 0x80;
}

/// Looks at the two bytes before, too.
Byte doubtful_step(const Byte* bytes) {
  Byte doubt = 0;
  for (std::size_t i = 0; i < step; ++i) doubt |= doubtful(bytes[i], *(bytes + i - 1), *(bytes + i - 2));
  return doubt;
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
  Byte doubt = 0;
  Byte two_before = 0;
  Byte before = 0;
  std::size_t at = 0;
  const auto judge = [&](std::size_t end) {
    for (; at < end; ++at) {
      doubt |= doubtful(bytes[at], before, two_before);
      two_before = std::exchange(before, bytes[at]);
    }
  };
  judge(std::min<std::size_t>(size, 2));
  for (; at + step <= size && doubt == 0; at += step) {
    doubt = ascii_step(bytes + at) ? open_end(bytes[at - 1], bytes[at - 2]) : doubtful_step(bytes + at);
  }
  if (at >= 2) two_before = bytes[at - 2], before = bytes[at - 1];
  judge(size);
  return (doubt | open_end(before, two_before)) == 0;
}

bool has_few_marks(std::string_view text) { return is_plainly_nfc(text) || base::is_stream_safe(text); }

std::string_view nfc_of(Arena& arena, std::string_view text) {
  return is_plainly_nfc(text) ? text : arena.copy(base::to_nfc(text));
}

std::string_view keep_nfc(Arena& arena, std::string_view text) {
  return is_plainly_nfc(text) ? arena.copy(text) : arena.copy(base::to_nfc(text));
}

}  // namespace lienthong::codec
