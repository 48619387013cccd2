#include "codec/plain_xml_cursor.hpp"

#include "codec/eight_bytes.hpp"
#include "codec/put_utf8.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace lienthong::codec {
namespace {

enum Class : std::uint8_t { name_start = 1, name_part = 2, plain_text = 4, plain_value = 8 };

constexpr bool is_letter(unsigned c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }
constexpr bool is_digit(unsigned c) { return c >= '0' && c <= '9'; }

constexpr std::uint8_t class_of(unsigned c) {
  unsigned out = 0;
  if (is_letter(c)) out |= name_start;
  if (is_letter(c) || is_digit(c) || c == '-' || c == '.') out |= name_part;
  const bool character = c >= 0x20 || c == '\t' || c == '\n';
  if (character && c != '<' && c != '&' && c != ']') out |= plain_text;
  if (c >= 0x20 && c != '<' && c != '&' && c != '"' && c != '\'') out |= plain_value;
  return static_cast<std::uint8_t>(out);
}

constexpr auto classes = [] {
  std::array<std::uint8_t, 256> out{};
  for (unsigned c = 0; c < out.size(); ++c) out[c] = class_of(c);
  return out;
}();

bool is(char c, Class wanted) { return (classes[static_cast<unsigned char>(c)] & wanted) != 0; }

/// Moves what is read down to `out`, where something before it has become shorter.
void move_down(char*& out, const char* from, const char* end) {
  const auto size = static_cast<std::size_t>(end - from);
  if (out != from) std::memmove(out, from, size);
  out += size;
}

/// XML's Char, which leaves out surrogates, U+FFFE, U+FFFF and most control characters.
bool is_character(std::uint32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
  return point <= 0xD7FF || (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

}  // namespace

bool PlainXmlCursor::take(std::string_view expected) {
  if (std::strncmp(at_, expected.data(), expected.size()) != 0) return false;
  at_ += expected.size();
  return true;
}

bool PlainXmlCursor::take_again(std::string_view read_before) {
  if (static_cast<std::size_t>(end_ - at_) < read_before.size()) return false;
  const char* const here = at_;
  std::size_t done = 0;
  for (; done + 8 <= read_before.size(); done += 8) {
    if (load_eight(here + done) != load_eight(read_before.data() + done)) return false;
  }
  // Both stand in padded text, so that the last few bytes may be loaded with what follows them.
  const auto rest = read_before.size() - done;
  const auto difference = load_eight(here + done) ^ load_eight(read_before.data() + done);
  if (rest != 0 && difference << (64 - rest * 8) != 0) return false;
  at_ += read_before.size();
  return true;
}

bool PlainXmlCursor::skip_blanks() {
  const char* const first = at_;
  while (*at_ == ' ' || *at_ == '\n' || *at_ == '\t') ++at_;
  return at_ != first;
}

PlainXmlName PlainXmlCursor::name() {
  const char* const first = at_;
  const auto length = [first](const char* end) { return static_cast<std::uint32_t>(end - first); };
  if (!is(*at_, name_start)) return {};
  while (is(*at_, name_part)) ++at_;
  if (*at_ != ':') return {first, length(at_), 0};
  const auto prefix_size = length(at_);
  ++at_;
  if (!is(*at_, name_start)) return {};
  while (is(*at_, name_part)) ++at_;
  return *at_ == ':' ? PlainXmlName{} : PlainXmlName{first, length(at_), prefix_size};
}

PlainXmlText PlainXmlCursor::attribute_value() {
  const char quote = *at_;
  if (quote != '"' && quote != '\'') return {};
  char* const first = ++at_;
  char* out = at_;
  while (true) {
    const char* const run = at_;
    while (is(*at_, plain_value)) ++at_;
    move_down(out, run, at_);
    const char stop = *at_;
    if (stop == quote) break;
    if (stop == '&') {
      if (!reference(out)) return {};
    } else if (stop == '"' || stop == '\'') {
      *out++ = *at_++;
    } else if (stop == '\n' || stop == '\t') {
      *out++ = ' ';
      ++at_;
    } else {
      return {};
    }
  }
  ++at_;
  return {first, out};
}

void PlainXmlCursor::skip_plain_text() {
  static_assert(padding >= sizeof(std::uint64_t));  // whose NULs end the search
  while (true) {
    const auto eight = load_eight(at_);
    const auto special = any_below(eight, 0x20) | any_is(eight, '<') | any_is(eight, '&') | any_is(eight, ']');
    at_ += special == 0 ? sizeof eight : first_of(special);
    if (special == 0) continue;
    if (*at_ != '\n' && *at_ != '\t') return;
    ++at_;
  }
}

PlainXmlText PlainXmlCursor::text() {
  if (*at_ == '<' && at_[1] != '!') return {at_, at_};  // one tag after another
  char* const first = at_;
  char* out = at_;
  while (true) {
    const char* const run = at_;
    skip_plain_text();
    move_down(out, run, at_);
    if (*at_ == '<') {
      if (at_[1] != '!') return {first, out};
      if (!cdata(out)) return {};
    } else if (*at_ == '&') {
      if (!reference(out)) return {};
    } else if (*at_ == ']' && at_[1] != ']') {  // "]]>" must not stand in text
      *out++ = *at_++;
    } else {
      return {};
    }
  }
}

bool PlainXmlCursor::reference(char*& out) {
  ++at_;
  if (*at_ == '#') return character_reference(out);
  for (const auto& [entity, c] : std::array<std::pair<std::string_view, char>, 5>{
           {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}}}) {
    if (!take(entity)) continue;
    *out++ = c;
    return true;
  }
  return false;
}

bool PlainXmlCursor::character_reference(char*& out) {
  ++at_;
  const std::uint32_t base = take('x') ? 16 : 10;
  const char* const first = at_;
  std::uint32_t point = 0;
  for (; hex_digit(*at_) < base; ++at_) {
    point = point * base + hex_digit(*at_);
    if (point > 0x10FFFF) return false;
  }
  if (at_ == first || !take(';') || !is_character(point)) return false;
  above_ascii_ = above_ascii_ || point >= 0x80;
  put_utf8(out, point);
  return true;
}

bool PlainXmlCursor::cdata(char*& out) {
  if (!take("<![CDATA[")) return false;
  const char* const first = at_;
  while (is(*at_, plain_text) || *at_ == '<' || *at_ == '&' || (*at_ == ']' && !(at_[1] == ']' && at_[2] == '>')))
    ++at_;
  const char* const end = at_;
  if (!take("]]>")) return false;
  move_down(out, first, end);
  return true;
}

bool PlainXmlCursor::quoted(std::string_view either, std::string_view or_this) {
  const char quote = *at_;
  if (quote != '"' && quote != '\'') return false;
  ++at_;
  return (take(either) || take(or_this)) && take(quote);
}

bool PlainXmlCursor::declaration() {
  if (!take("<?xml ")) return true;
  if (!take("version=") || !quoted("1.0", "1.0")) return false;
  if (take(" encoding=") && !quoted("UTF-8", "utf-8")) return false;
  if (take(" standalone=") && !quoted("yes", "no")) return false;
  return take("?>") || take(" ?>");
}

}  // namespace lienthong::codec
