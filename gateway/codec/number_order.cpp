#include "codec/number_order.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace lienthong::codec {
namespace {

constexpr std::int64_t furthest_exponent = 1'000'000'000'000'000;

/// 0.d₁d₂d₃… × 10^exponent with d₁ ≠ 0; no digits: zero. `digits` may still hold the point.
struct Scientific {
  bool negative = false;
  std::string_view digits;
  std::int64_t exponent = 0;
};

std::int64_t exponent_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t size = 0;
  const auto error = std::from_chars(text.data(), text.data() + text.size(), size).ec;
  if (error == std::errc::result_out_of_range || size > furthest_exponent) size = furthest_exponent;
  return negative ? -size : size;
}

Scientific scientific(std::string_view lexeme) {
  Scientific out;
  out.negative = lexeme.starts_with('-');
  if (out.negative || lexeme.starts_with('+')) lexeme.remove_prefix(1);
  const auto e = lexeme.find_first_of("eE");
  if (e != std::string_view::npos) out.exponent = exponent_of(lexeme.substr(e + 1));
  const auto mantissa = lexeme.substr(0, e);
  const auto first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return {};
  const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
  const auto at = static_cast<std::int64_t>(first);
  out.exponent += at < point ? point - at : point - at + 1;
  out.digits = mantissa.substr(first);
  return out;
}

/// Takes the next digit; '0' when there is none.
char next_digit(std::string_view& digits) {
  if (digits.starts_with('.')) digits.remove_prefix(1);
  if (digits.empty()) return '0';
  const char digit = digits.front();
  digits.remove_prefix(1);
  return digit;
}

std::strong_ordering compare_sizes(Scientific left, Scientific right) {
  if (left.exponent != right.exponent) return left.exponent <=> right.exponent;
  while (!left.digits.empty() || !right.digits.empty()) {
    const auto order = next_digit(left.digits) <=> next_digit(right.digits);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

int sign_of(const Scientific& number) {
  if (number.digits.empty()) return 0;
  return number.negative ? -1 : 1;
}

/// What nearly every number is: an integer that fits.
std::optional<std::int64_t> small_integer(std::string_view lexeme) {
  std::int64_t number = 0;
  const auto [stopped, error] = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), number);
  if (error != std::errc{} || stopped != lexeme.data() + lexeme.size()) return std::nullopt;
  return number;
}

}  // namespace

std::strong_ordering compare_numbers(std::string_view left, std::string_view right) {
  const auto small_left = small_integer(left);
  const auto small_right = small_integer(right);
  if (small_left && small_right) return *small_left <=> *small_right;
  const auto ours = scientific(left);
  const auto theirs = scientific(right);
  const int sign = sign_of(ours);
  if (sign != sign_of(theirs)) return sign <=> sign_of(theirs);
  if (sign == 0) return std::strong_ordering::equal;
  return sign > 0 ? compare_sizes(ours, theirs) : compare_sizes(theirs, ours);
}

}  // namespace lienthong::codec
