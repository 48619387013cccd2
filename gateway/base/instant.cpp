#include "base/instant.hpp"

#include <date/date.h>

#include <sstream>

namespace lienthong::base {

using date::operator<<;

std::string to_rfc3339(Instant at) { return date::format("%Y-%m-%dT%H:%M:%S", at + vietnam_offset) + "+07:00"; }

std::string to_vietnamese(Instant at) {
  return date::format("%d/%m/%Y %H:%M", date::floor<std::chrono::minutes>(at + vietnam_offset));
}

Result<Instant> from_rfc3339(std::string_view text) {
  std::string copy(text);
  const bool zulu = !copy.empty() && copy.back() == 'Z';
  if (zulu) copy.replace(copy.size() - 1, 1, "+00:00");
  std::istringstream in(copy);
  Instant at;
  in >> date::parse("%Y-%m-%dT%H:%M:%S%Ez", at);
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) {
    return fail(ErrorKind::invalid, "instant.rfc3339", "not an RFC 3339 instant");
  }
  return at;
}

}  // namespace lienthong::base
