#include "mapping/proof/pattern_text.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "mapping/proof/expression.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

constexpr int attempts = 60;
constexpr std::size_t wanted = 6;

/// Writes one text of the expression; what is left open is decided by `random`.
class Writer {
 public:
  Writer(base::Random& random, std::size_t most_repeats) : random_(&random), most_repeats_(most_repeats) {}

  void write(const Expression& expression, std::string& out) {
    const std::size_t times = repeats(expression);
    for (std::size_t i = 0; i < times; ++i) write_once(expression, out);
  }

 private:
  std::size_t repeats(const Expression& expression) {
    const std::size_t most = std::min(expression.most, std::max(expression.least, most_repeats_));
    return pick(expression.least, most);
  }

  std::size_t pick(std::size_t low, std::size_t high) {
    return static_cast<std::size_t>(random_->between(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)));
  }

  void write_once(const Expression& expression, std::string& out) {
    switch (expression.kind) {
      case Expression::Kind::characters:
        out += expression.characters[pick(0, expression.characters.size() - 1)];
        return;
      case Expression::Kind::sequence:
        for (const Expression& part : expression.parts) write(part, out);
        return;
      case Expression::Kind::alternatives:
        write(expression.parts[pick(0, expression.parts.size() - 1)], out);
        return;
    }
  }

  base::Random* random_;
  std::size_t most_repeats_;
};

}  // namespace

std::vector<std::string> texts_matching(const codec::Pattern& pattern, LengthRange lengths) {
  const auto expression = parse_expression(pattern.source());
  if (!expression) return {};
  base::SeededRandom random(1);
  std::vector<std::string> out;
  for (int i = 0; i < attempts; ++i) {
    // From the barest text to long ones: most patterns that ask for little also allow a lot.
    std::string text;
    Writer(random, static_cast<std::size_t>(i) / 4).write(*expression, text);
    const std::size_t length = base::code_points(text);
    if (length < lengths.least || length > lengths.most || !pattern.matches(text)) continue;
    out.push_back(base::to_nfc(text));
  }
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  while (out.size() > wanted) out.erase(out.begin() + static_cast<std::ptrdiff_t>(out.size() / 2));
  return out;
}

}  // namespace lienthong::mapping::proof
