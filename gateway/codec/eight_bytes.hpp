#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lienthong::codec {

// Eight bytes of a text at once, the first of them lowest.
static_assert(std::endian::native == std::endian::little);

[[nodiscard]] inline std::uint64_t load_eight(const char* bytes) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight;
}

/// Eight bytes that are all `byte`.
constexpr std::uint64_t all_eight(std::uint8_t byte) { return 0x0101010101010101U * byte; }

/// Not 0 when one of the bytes is below `bound`, which is at most 0x80. The lowest bit that is set stands in the first
/// such byte; those above it say nothing. So it is with results put together by '|'.
constexpr std::uint64_t any_below(std::uint64_t eight, std::uint8_t bound) {
  return (eight - all_eight(bound)) & ~eight & all_eight(0x80);
}

/// The same for bytes that are `byte`.
constexpr std::uint64_t any_is(std::uint64_t eight, std::uint8_t byte) { return any_below(eight ^ all_eight(byte), 1); }

/// Which byte a result that is not 0 found.
constexpr std::size_t first_of(std::uint64_t found) { return static_cast<std::size_t>(std::countr_zero(found)) / 8; }

}  // namespace lienthong::codec
