#include "mapping/proof/expression.hpp"

#include <algorithm>
#include <charconv>

namespace lienthong::mapping::proof {
namespace {

constexpr int deepest = 30;

std::string range(char first, char last) {
  std::string out;
  for (int c = first; c <= last; ++c) out += static_cast<char>(c);
  return out;
}

std::vector<std::string> each_of(std::string_view characters) {
  std::vector<std::string> out;
  for (const char c : characters) out.emplace_back(1, c);
  return out;
}

/// \d, \w, \s and the escapes of single characters; nothing for classes that need the Unicode tables.
std::optional<std::vector<std::string>> escaped(char letter) {
  if (letter == 'd') return each_of("0123456789");
  if (letter == 'w') return each_of(range('a', 'z') + range('A', 'Z') + range('0', '9') + "_");
  if (letter == 's') return each_of(" ");
  if (letter == 'D' || letter == 'W') return each_of("-");
  if (letter == 'S') return each_of("xY1");
  if (letter == 'n') return each_of("\n");
  if (letter == 'r') return each_of("\r");
  if (letter == 't') return each_of("\t");
  const bool meaning_unknown =
      (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
  if (meaning_unknown) return std::nullopt;
  return each_of(std::string_view(&letter, 1));
}

class Parser {
 public:
  explicit Parser(std::string_view source) : rest_(source) {}

  std::optional<Expression> whole() {
    auto out = alternatives(0);
    if (!rest_.empty()) return std::nullopt;
    return out;
  }

 private:
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// One character with all its bytes.
  std::string character() {
    std::size_t size = 1;
    while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0U) == 0x80U) ++size;
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
  }

  std::optional<Expression> alternatives(int depth) {
    if (depth > deepest) return std::nullopt;
    Expression out{Expression::Kind::alternatives, {}, {}, 1, 1};
    do {
      auto one = sequence(depth);
      if (!one) return std::nullopt;
      out.parts.push_back(std::move(*one));
    } while (take('|'));
    return out;
  }

  std::optional<Expression> sequence(int depth) {
    Expression out;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      if (take('^') || take('$')) continue;
      auto one = atom(depth);
      if (!one || !count(*one)) return std::nullopt;
      out.parts.push_back(std::move(*one));
    }
    return out;
  }

  std::optional<Expression> atom(int depth) {
    if (take('(')) return group(depth);
    if (take('[')) return bracketed();
    if (take('.')) return of(each_of("aB7 -"));
    if (take('\\')) {
      if (rest_.empty()) return std::nullopt;
      const char letter = rest_.front();
      rest_.remove_prefix(1);
      auto set = escaped(letter);
      return set ? of(std::move(*set)) : std::nullopt;
    }
    return of({character()});
  }

  static std::optional<Expression> of(std::vector<std::string> characters) {
    if (characters.empty()) return std::nullopt;
    return Expression{Expression::Kind::characters, std::move(characters), {}, 1, 1};
  }

  std::optional<Expression> group(int depth) {
    if (take('?') && !take(':')) return std::nullopt;
    auto out = alternatives(depth + 1);
    if (!out || !take(')')) return std::nullopt;
    return out;
  }

  std::optional<Expression> bracketed() {
    const bool negated = take('^');
    std::vector<std::string> set;
    while (!rest_.empty() && rest_.front() != ']') {
      if (!member(set)) return std::nullopt;
    }
    if (!take(']')) return std::nullopt;
    if (!negated) return of(std::move(set));
    std::vector<std::string> others;
    for (const std::string& one : each_of(range('a', 'z') + range('A', 'Z') + range('0', '9') + " -_.,/")) {
      if (std::find(set.begin(), set.end(), one) == set.end()) others.push_back(one);
    }
    return of(std::move(others));
  }

  bool member(std::vector<std::string>& set) {
    if (rest_.front() == '[') return false;
    if (take('\\')) {
      if (rest_.empty()) return false;
      const char letter = rest_.front();
      rest_.remove_prefix(1);
      const auto more = escaped(letter);
      if (more) set.insert(set.end(), more->begin(), more->end());
      return more.has_value();
    }
    const std::string first = character();
    if (rest_.size() < 2 || rest_[0] != '-' || rest_[1] == ']') {
      set.push_back(first);
      return true;
    }
    rest_.remove_prefix(1);
    const std::string last = character();
    // Both ends of a range are enough where it is not of ASCII.
    if (first.size() > 1 || last.size() > 1) {
      set.insert(set.end(), {first, last});
      return last != "\\" && last != "[";
    }
    const auto all = each_of(range(first[0], last[0]));
    set.insert(set.end(), all.begin(), all.end());
    return last != "\\" && last != "[";
  }

  bool count(Expression& expression) {
    if (take('*')) return set_count(expression, 0, Expression::unbounded);
    if (take('+')) return set_count(expression, 1, Expression::unbounded);
    if (take('?')) return set_count(expression, 0, 1);
    if (!take('{')) return true;
    const auto least = number();
    if (!least) return false;
    std::optional<std::size_t> most = least;
    if (take(',')) most = !rest_.empty() && rest_.front() == '}' ? Expression::unbounded : number();
    return most && take('}') && *least <= *most && set_count(expression, *least, *most);
  }

  bool set_count(Expression& expression, std::size_t least, std::size_t most) {
    expression.least = least;
    expression.most = most;
    take('?');  // a lazy count matches the same texts
    return true;
  }

  std::optional<std::size_t> number() {
    std::size_t out = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    if (error != std::errc{} || out > 5000) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return out;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<Expression> parse_expression(std::string_view source) { return Parser(source).whole(); }

}  // namespace lienthong::mapping::proof
