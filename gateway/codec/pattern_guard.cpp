#include "codec/pattern_guard.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <regex>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

constexpr std::uint64_t unbounded = 1'000'000;
constexpr std::uint64_t most_ways = 16;

struct Quantifier {
  std::uint64_t low = 1;
  std::uint64_t high = 1;
  std::size_t length = 0;  ///< characters it takes in the pattern
};

std::uint64_t number_at(std::string_view text, std::size_t& at, std::uint64_t otherwise) {
  std::uint64_t out = otherwise;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), out);
  if (error == std::errc::result_out_of_range) out = unbounded;
  at = static_cast<std::size_t>(end - text.data());
  return std::min(out, unbounded);
}

Quantifier braces_at(std::string_view pattern, std::size_t at) {
  const std::size_t start = at++;
  Quantifier found;
  found.low = number_at(pattern, at, 0);
  found.high = found.low;
  if (at < pattern.size() && pattern[at] == ',') found.high = number_at(pattern, ++at, unbounded);
  const std::size_t close = pattern.find('}', at);
  found.length = close == std::string_view::npos ? 1 : close + 1 - start;
  return found;
}

Quantifier quantifier_at(std::string_view pattern, std::size_t at) {
  if (at >= pattern.size()) return {};
  Quantifier found;
  if (pattern[at] == '*') found = {0, unbounded, 1};
  if (pattern[at] == '+') found = {1, unbounded, 1};
  if (pattern[at] == '?') found = {0, 1, 1};
  if (pattern[at] == '{') found = braces_at(pattern, at);
  const bool lazy = found.length != 0 && at + found.length < pattern.size() && pattern[at + found.length] == '?';
  if (lazy) ++found.length;
  return found;
}

std::size_t end_of_class(std::string_view pattern, std::size_t at) {
  for (++at; at < pattern.size() && pattern[at] != ']'; ++at) {
    if (pattern[at] == '\\') ++at;
  }
  return std::min(at + 1, pattern.size());
}

/// Reads the pattern once, keeping for each open group the widest repetition inside it (0: none that varies).
class NestScan {
 public:
  explicit NestScan(std::string_view pattern) : pattern_(pattern) {}

  bool safe() {
    while (at_ < pattern_.size()) {
      if (!step()) return false;
    }
    return true;
  }

 private:
  bool step() {
    switch (pattern_[at_]) {
      case '(':
        groups_.push_back(0);
        ++at_;
        if (pattern_.substr(at_).starts_with('?')) at_ += 2;
        return true;
      case ')': {
        ++at_;
        if (groups_.size() < 2) return false;
        const auto inside = groups_.back();
        groups_.pop_back();
        return quantify(inside);
      }
      case '\\':
        at_ = std::min(at_ + 2, pattern_.size());
        return quantify(0);
      case '[':
        at_ = end_of_class(pattern_, at_);
        return quantify(0);
      default:
        ++at_;
        return quantify(0);
    }
  }

  /// `inside`: the widest repetition within the atom that ends here.
  bool quantify(std::uint64_t inside) {
    const auto quantifier = quantifier_at(pattern_, at_);
    at_ += quantifier.length;
    if (inside != 0 && quantifier.high > 1 && inside * quantifier.high > most_ways) return false;
    const bool varies = quantifier.low != quantifier.high && quantifier.high > 1;
    const auto ways = varies ? std::max<std::uint64_t>(inside, 1) * quantifier.high : inside * quantifier.high;
    groups_.back() = std::max(groups_.back(), std::min(ways, unbounded));
    return true;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::vector<std::uint64_t> groups_{0};
};

bool compiles(std::string_view pattern) {
  try {
    const std::regex compiled{std::string(pattern)};
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

}  // namespace

bool nests_safely(std::string_view pattern) { return NestScan(pattern).safe(); }

bool is_safe_pattern(std::string_view pattern) { return nests_safely(pattern) && compiles(pattern); }

}  // namespace lienthong::codec
