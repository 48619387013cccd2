#include "codec/plain_json_cursor.hpp"

#include "codec/eight_bytes.hpp"
#include "codec/json_source.hpp"
#include "codec/put_utf8.hpp"

#include <cstring>

namespace lienthong::codec {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view between(const char* first, const char* end) { return {first, static_cast<std::size_t>(end - first)}; }

}  // namespace

bool PlainJsonCursor::take(std::string_view expected) {
  if (static_cast<std::size_t>(end_ - at_) < expected.size() || !between(at_, end_).starts_with(expected)) return false;
  at_ += expected.size();
  return true;
}

char* PlainJsonCursor::skip_characters(char* from) const {
  static_assert(padding >= sizeof(std::uint64_t));  // whose NULs end the search
  while (true) {
    const auto eight = load_eight(from);
    const auto special = any_below(eight, 0x20) | any_is(eight, '"') | any_is(eight, '\\');
    if (special != 0) return from + first_of(special);
    from += sizeof eight;
  }
}

std::optional<PlainJsonCursor::Text> PlainJsonCursor::text() {
  char* const first = at_;
  at_ = skip_characters(at_);
  if (take('"')) return Text{between(first, at_ - 1), false};
  char* out = at_;
  while (*at_ == '\\') {
    if (!escape(out)) return std::nullopt;
    char* const run = at_;
    at_ = skip_characters(at_);
    const auto size = static_cast<std::size_t>(at_ - run);
    std::memmove(out, run, size);
    out += size;
  }
  if (!take('"')) return std::nullopt;
  return Text{between(first, out), true};
}

bool PlainJsonCursor::escape(char*& out) {
  static constexpr std::string_view named = "\"\"\\\\//b\bf\fn\nr\rt\t";
  ++at_;
  if (take('u')) return unicode_escape(out);
  for (std::size_t i = 0; i < named.size(); i += 2) {
    if (!take(named[i])) continue;
    *out++ = named[i + 1];
    return true;
  }
  return false;
}

bool PlainJsonCursor::unicode_escape(char*& out) {
  const auto first = four_digits();
  if (!first) return false;
  const bool surrogate = *first >= 0xD800 && *first <= 0xDFFF;
  if (!surrogate) {
    put_utf8(out, *first);
    return true;
  }
  if (*first >= 0xDC00 || !take("\\u")) return false;
  const auto second = four_digits();
  if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
  put_utf8(out, 0x10000 + ((*first - 0xD800) << 10U) + (*second - 0xDC00));
  return true;
}

std::optional<unsigned> PlainJsonCursor::four_digits() {
  unsigned out = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const auto digit = hex_digit(*at_);
    if (digit > 15) return std::nullopt;
    out = out * 16 + digit;
  }
  return out;
}

std::optional<std::string_view> PlainJsonCursor::number() {
  const char* const first = at_;
  const char* at = at_ + (*at_ == '-' ? 1 : 0);
  if (*at >= '1' && *at <= '9') {
    while (is_digit(*at)) ++at;
    const bool whole = *at != '.' && *at != 'e' && *at != 'E' && *at != '+' && *at != '-';
    if (whole) {
      at_ += at - first;
      return between(first, at);
    }
  }
  const auto length = json_number_length(between(at_, end_));
  if (length == 0) return std::nullopt;
  at_ += length;
  return between(first, at_);
}

}  // namespace lienthong::codec
