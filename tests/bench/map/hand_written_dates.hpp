#pragma once

#include <array>
#include <stdexcept>
#include <string_view>

namespace lienthong::bench {

inline constexpr std::string_view canonical_moment = "0000-00-00T00:00:00.000+07:00";
inline constexpr std::string_view external_moment = "00000000000000";

/// "2025-07-01T17:30:00.000+07:00" as "20250701173000": both are wall time of Viet Nam, so it is only moved about.
[[nodiscard]] inline std::array<char, external_moment.size()> external_digits(std::string_view canonical) {
  if (canonical.size() != canonical_moment.size()) throw std::runtime_error("not a moment");
  std::array<char, external_moment.size()> out{};
  canonical.copy(out.data(), 4, 0);
  canonical.copy(out.data() + 4, 2, 5);
  canonical.copy(out.data() + 6, 2, 8);
  canonical.copy(out.data() + 8, 2, 11);
  canonical.copy(out.data() + 10, 2, 14);
  canonical.copy(out.data() + 12, 2, 17);
  return out;
}

[[nodiscard]] inline std::array<char, canonical_moment.size()> canonical_text(std::string_view external) {
  if (external.size() != external_moment.size()) throw std::runtime_error("not a moment");
  std::array<char, canonical_moment.size()> out{};
  canonical_moment.copy(out.data(), out.size());
  external.copy(out.data(), 4, 0);
  external.copy(out.data() + 5, 2, 4);
  external.copy(out.data() + 8, 2, 6);
  external.copy(out.data() + 11, 2, 8);
  external.copy(out.data() + 14, 2, 10);
  external.copy(out.data() + 17, 2, 12);
  return out;
}

}  // namespace lienthong::bench
