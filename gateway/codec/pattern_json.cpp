#include "codec/pattern_engine.hpp"
#include "codec/pattern_translation.hpp"

#include <array>
#include <cctype>

namespace lienthong::codec {
namespace {

constexpr std::string_view spaces =
    R"(\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view no_spaces =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e})"
    R"(\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";
constexpr std::string_view any_but_line_ends = R"([^\n\r\x{2028}\x{2029}])";

bool is_hex(std::string_view digits) {
  for (const char c : digits) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return false;
  }
  return true;
}

/// ECMA 262 to RE2. What the two read differently is written out or refused.
class EcmaTranslation final : public PatternTranslation {
 public:
  using PatternTranslation::PatternTranslation;

 private:
  bool step() override {
    const char c = source_[at_];
    if (c == '\\') return escape();
    if (c == '[') return open_class();
    if (c == '.') return put(any_but_line_ends, 1);
    if (c == '(' && rest().starts_with("(?") && !rest().starts_with("(?:")) return false;
    return put(rest().substr(0, 1), 1);
  }

  bool open_class() {
    const bool negated = rest().starts_with("[^");
    const std::size_t size = negated ? 2 : 1;
    if (rest().substr(size).starts_with(']')) return false;  // RE2 would take the bracket as a member
    in_class_ = true;
    return put(rest().substr(0, size), size);
  }

  bool step_in_class() override {
    const char c = source_[at_];
    if (c == '\\') return escape();
    if (c == '[') {
      const auto next = rest().substr(1);
      const bool named = next.starts_with(':') || next.starts_with('.') || next.starts_with('=');
      return !named && put("\\[", 1);
    }
    if (c == ']') in_class_ = false;
    return put(rest().substr(0, 1), 1);
  }

  bool escape() {
    if (at_ + 1 >= source_.size()) return false;
    const char c = source_[at_ + 1];
    switch (c) {
      case 's':
        return put_set(spaces, "[");
      case 'S':
        return put_set(in_class_ ? no_spaces : spaces, "[^");
      case 'b':
        return put(in_class_ ? R"(\x08)" : R"(\b)", 2);
      case 'B':
        return !in_class_ && put(R"(\B)", 2);
      case '0':
        return put(R"(\x00)", 2);
      case 'x':
        return hex(2);
      case 'u':
        return hex(4);
      default:
        return escape_of(c);
    }
  }

  bool escape_of(char c) {
    constexpr std::string_view alike = "dDwWfnrtv";
    if (alike.find(c) != std::string_view::npos) return put(rest().substr(0, 2), 2);
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      return false;  // back-references and letters without a meaning
    const bool plain = c == '_' || static_cast<unsigned char>(c) >= 0x80;
    return plain ? put(rest().substr(1, 1), 2) : put(rest().substr(0, 2), 2);
  }

  bool hex(std::size_t size) {
    const auto digits = rest().substr(2, size);
    if (digits.size() != size || !is_hex(digits)) return false;
    const bool surrogate = size == 4 && (digits[0] == 'd' || digits[0] == 'D') && digits[1] > '7';
    return !surrogate && put("\\x{" + std::string(digits) + "}", 2 + size);
  }

  bool put_set(std::string_view members, std::string_view open) {
    if (in_class_) return put(members, 2);
    return put(std::string(open) + std::string(members) + "]", 2);
  }
};

}  // namespace

base::Result<std::shared_ptr<const Pattern>> json_pattern(std::string_view expression) {
  return compile_pattern(expression, EcmaTranslation(expression).run(), PatternReach::anywhere);
}

}  // namespace lienthong::codec
