#include "codec/pattern_engine.hpp"
#include "codec/pattern_translation.hpp"

#include <algorithm>
#include <array>

namespace lienthong::codec {
namespace {

constexpr std::string_view name_start =
    R"(:A-Z_a-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{2ff}\x{370}-\x{37d}\x{37f}-\x{1fff}\x{200c}\x{200d}\x{2070}-\x{218f})"
    R"(\x{2c00}-\x{2fef}\x{3001}-\x{d7ff}\x{f900}-\x{fdcf}\x{fdf0}-\x{fffd}\x{10000}-\x{effff})";
constexpr std::string_view name_more = R"(\-.0-9\x{b7}\x{300}-\x{36f}\x{203f}\x{2040})";

/// A multi-character escape of XML Schema: what it stands for, as members of an RE2 class.
std::optional<std::string> members_of(char escape) {
  switch (escape) {
    case 'd':
      return R"(\p{Nd})";
    case 'w':
      return R"(\p{L}\p{M}\p{N}\p{S})";
    case 's':
      return R"(\t\n\r )";
    case 'i':
      return std::string(name_start);
    case 'c':
      return std::string(name_start) + std::string(name_more);
    default:
      return std::nullopt;
  }
}

/// XML Schema part 2, appendix F, to RE2. What RE2 has no equal for is refused.
class XsdTranslation final : public PatternTranslation {
 public:
  using PatternTranslation::PatternTranslation;

 private:
  bool step() override {
    const char c = source_[at_];
    if (is_quantifier(c)) return quantifier();
    atom_before_ = c != '(' && c != '|';
    switch (c) {
      case '\\':
        return escape();
      case '[':
        in_class_ = true;
        return rest().starts_with("[^") ? put("[^", 2) : put("[", 1);
      case '.':
        return put(R"([^\n\r])", 1);
      case '^':
        return put(R"(\^)", 1);
      case '$':
        return put(R"(\$)", 1);
      default:
        return put(rest().substr(0, 1), 1);
    }
  }

  static bool is_quantifier(char c) { return c == '?' || c == '*' || c == '+' || c == '{'; }

  /// RE2 reads a second quantifier as laziness and "{,3}" as text; XML Schema knows neither.
  bool quantifier() {
    const bool counted = rest().starts_with('{');
    const bool starts_with_digit = counted && rest().size() > 1 && rest()[1] >= '0' && rest()[1] <= '9';
    const auto size = counted ? rest().find('}') : 0;
    if (!atom_before_ || (counted && !starts_with_digit) || size == std::string_view::npos) return false;
    atom_before_ = false;
    return put(rest().substr(0, size + 1), size + 1);
  }

  bool step_in_class() override {
    const char c = source_[at_];
    if (c == '\\') return escape();
    if (c == '[') return false;  // subtraction
    if (c == '^') return put(R"(\^)", 1);
    if (c == ']') in_class_ = false;
    return put(rest().substr(0, 1), 1);
  }

  bool escape() {
    if (at_ + 1 >= source_.size()) return false;
    const char c = source_[at_ + 1];
    if (c == 'p' || c == 'P') return category();
    if (auto members = members_of(c)) return put(in_class_ ? *members : "[" + *members + "]", 2);
    if (auto members = members_of(static_cast<char>(c + ('a' - 'A')))) {
      return !in_class_ && put("[^" + *members + "]", 2);
    }
    constexpr std::string_view single = "nrt\\|.?*+(){}-[]^";
    return single.find(c) != std::string_view::npos && put(rest().substr(0, 2), 2);
  }

  /// Blocks ("IsBasicLatin") and the unassigned characters, also as a part of C, are not in RE2.
  bool category() {
    const auto close = rest().find('}');
    if (close == std::string_view::npos || !rest().substr(2).starts_with('{')) return false;
    const auto name = rest().substr(3, close - 3);
    constexpr std::string_view majors = "LMNPZS";
    constexpr std::array<std::string_view, 3> others{"Cc", "Cf", "Co"};
    const bool known = (!name.empty() && name.size() <= 2 && majors.find(name[0]) != std::string_view::npos) ||
                       std::find(others.begin(), others.end(), name) != others.end();
    return known && put(rest().substr(0, close + 1), close + 1);
  }

  bool atom_before_ = false;
};

}  // namespace

base::Result<std::shared_ptr<const Pattern>> xsd_pattern(std::string_view expression) {
  return compile_pattern(expression, XsdTranslation(expression).run(), PatternReach::whole_text);
}

}  // namespace lienthong::codec
