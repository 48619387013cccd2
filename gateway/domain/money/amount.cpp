#include "domain/money/amount.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

__extension__ using Wide = __int128;

constexpr std::size_t most_digits = 18;
constexpr std::size_t most_decimals = 5;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits before and after the point, without the zeros that say nothing.
struct Digits {
  std::string_view whole;
  std::string_view decimals;
};

std::optional<Digits> split(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  auto decimals = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() && decimals.empty()) return std::nullopt;
  if (!std::all_of(whole.begin(), whole.end(), is_digit)) return std::nullopt;
  if (!std::all_of(decimals.begin(), decimals.end(), is_digit)) return std::nullopt;
  decimals = decimals.substr(0, decimals.find_last_not_of('0') + 1);
  const auto first = whole.find_first_not_of('0');
  return Digits{first == std::string_view::npos ? std::string_view{} : whole.substr(first), decimals};
}

std::int64_t number_of(const Digits& digits) {
  std::int64_t out = 0;
  for (const char c : digits.whole) out = out * 10 + (c - '0');
  for (const char c : digits.decimals) out = out * 10 + (c - '0');
  return out;
}

Wide at_scale(const Amount& amount, std::size_t scale) {
  Wide out = amount.units;
  for (std::size_t i = amount.scale; i < scale; ++i) out *= 10;
  return out;
}

}  // namespace

std::optional<Currency> Currency::from_code(std::string_view code) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() != 3 || !std::all_of(code.begin(), code.end(), capital)) return std::nullopt;
  return Currency({code[0], code[1], code[2]});
}

Currency vnd() { return Currency({'V', 'N', 'D'}); }

std::optional<Amount> Amount::read(std::string_view decimal, Currency currency) {
  const bool negative = decimal.starts_with('-');
  if (negative || decimal.starts_with('+')) decimal.remove_prefix(1);
  const auto digits = split(decimal);
  if (!digits || digits->decimals.size() > most_decimals) return std::nullopt;
  if (digits->whole.size() + digits->decimals.size() > most_digits) return std::nullopt;
  const auto units = number_of(*digits);
  return Amount{negative ? -units : units, static_cast<std::uint8_t>(digits->decimals.size()), currency};
}

std::string Amount::text() const {
  std::string out = std::to_string(units);
  const bool negative = out.starts_with('-');
  if (negative) out.erase(0, 1);
  if (out.size() <= scale) out.insert(0, scale + 1 - out.size(), '0');
  if (scale != 0) {
    out.insert(out.size() - scale, ".");
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
  }
  return negative && units != 0 ? "-" + out : out;
}

std::optional<std::int64_t> Amount::dong() const {
  if (currency != vnd()) return std::nullopt;
  std::int64_t whole = units;
  for (std::size_t i = 0; i < scale; ++i) {
    if (whole % 10 != 0) return std::nullopt;
    whole /= 10;
  }
  return whole;
}

std::partial_ordering compare(const Amount& left, const Amount& right) {
  if (left.currency != right.currency) return std::partial_ordering::unordered;
  const auto scale = std::max(left.scale, right.scale);
  const Wide a = at_scale(left, scale);
  const Wide b = at_scale(right, scale);
  return a < b   ? std::partial_ordering::less
         : a > b ? std::partial_ordering::greater
                 : std::partial_ordering::equivalent;
}

std::optional<Amount> add(const Amount& left, const Amount& right) {
  if (left.currency != right.currency) return std::nullopt;
  auto scale = std::max(left.scale, right.scale);
  Wide sum = at_scale(left, scale) + at_scale(right, scale);
  while (scale > 0 && sum % 10 == 0) {
    sum /= 10;
    --scale;
  }
  const auto units = static_cast<std::int64_t>(sum);
  if (units != sum) return std::nullopt;
  return Amount{units, scale, left.currency};
}

}  // namespace lienthong::domain
