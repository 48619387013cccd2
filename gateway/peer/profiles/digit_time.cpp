#include "peer/profiles/digit_time.hpp"

#include <algorithm>

namespace lienthong::peer {

std::string to_digits(base::Instant at) {
  // to_rfc3339 has one form: "2026-06-15T08:30:00.000+07:00".
  std::string out;
  for (const char c : base::to_rfc3339(at).substr(0, 19)) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

std::optional<base::Instant> from_digits(std::string_view text) {
  if (text.size() != 14 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  const auto part = [text](std::size_t from, std::size_t count) { return std::string(text.substr(from, count)); };
  const auto at = base::from_rfc3339(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" +
                                     part(10, 2) + ":" + part(12, 2) + "+07:00");
  return at ? std::optional(*at) : std::nullopt;
}

}  // namespace lienthong::peer
