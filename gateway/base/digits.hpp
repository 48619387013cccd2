#pragma once

#include <cstddef>

namespace lienthong::base {

/// The number that `width` characters spell; `broken` is set when one of them is no digit, and never cleared, so that
/// one test at the end serves several numbers.
[[nodiscard]] inline int read_digits(const char* text, std::size_t width, bool& broken) {
  unsigned number = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
    broken |= digit > 9;
    number = number * 10 + digit;
  }
  return static_cast<int>(number);
}

/// Writes the last `width` digits of a number that is not negative.
inline void write_digits(int number, std::size_t width, char* out) {
  for (std::size_t i = width; i > 0; --i) {
    out[i - 1] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

}  // namespace lienthong::base
