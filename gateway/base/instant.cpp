#include "base/instant.hpp"

#include <date/date.h>

#include <algorithm>
#include <sstream>

namespace lienthong::base {

using date::operator<<;

std::string to_rfc3339(Instant at) { return date::format("%Y-%m-%dT%H:%M:%S", at + vietnam_offset) + "+07:00"; }

std::string to_vietnamese(Instant at) {
  return date::format("%d/%m/%Y %H:%M", date::floor<std::chrono::minutes>(at + vietnam_offset));
}

namespace {

/// What the stream below takes more of than RFC 3339 has: single digits, offsets without a colon, spaces.
bool has_rfc3339_form(std::string_view text) {
  static constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
  static constexpr std::size_t most_decimals = 9;
  const auto fits = [](std::string_view part, std::string_view shape) {
    return std::equal(part.begin(), part.end(), shape.begin(), shape.end(),
                      [](char c, char wanted) { return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted; });
  };
  if (!fits(text.substr(0, form.size()), form)) return false;
  text.remove_prefix(form.size());
  if (text.starts_with('.')) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    if (end == 1 || end > most_decimals + 1) return false;
    text.remove_prefix(end);
  }
  return text == "Z" || fits(text, "+dd:dd") || fits(text, "-dd:dd");
}

}  // namespace

Result<Instant> from_rfc3339(std::string_view text) {
  if (!has_rfc3339_form(text)) return fail(ErrorKind::invalid, "instant.rfc3339", "not an RFC 3339 instant");
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
