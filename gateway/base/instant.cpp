#include "base/instant.hpp"

#include "base/rfc3339.hpp"

#include <date/date.h>

namespace lienthong::base {

using date::operator<<;

std::string to_rfc3339(Instant at) { return date::format("%Y-%m-%dT%H:%M:%S", at + vietnam_offset) + "+07:00"; }

std::string to_vietnamese(Instant at) {
  return date::format("%d/%m/%Y %H:%M", date::floor<std::chrono::minutes>(at + vietnam_offset));
}

Result<Instant> from_rfc3339(std::string_view text) {
  const auto at = read_instant(text);
  if (!at) return fail(ErrorKind::invalid, "instant.rfc3339", "not an RFC 3339 instant");
  return *at;
}

}  // namespace lienthong::base
