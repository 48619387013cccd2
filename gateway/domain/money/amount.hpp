#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::domain {

/// ISO 4217: three capital letters.
class Currency {
 public:
  /// Nothing unless `code` is three capital letters.
  [[nodiscard]] static std::optional<Currency> from_code(std::string_view code);
  [[nodiscard]] std::string_view code() const { return {letters_.data(), letters_.size()}; }
  friend auto operator<=>(const Currency&, const Currency&) = default;

 private:
  explicit Currency(std::array<char, 3> letters) : letters_(letters) {}
  friend Currency vnd();
  std::array<char, 3> letters_;
};
[[nodiscard]] Currency vnd();

/// An exact, unsigned or signed sum: `units` of 10^-scale of a currency. ISO 20022 has at most 18 digits, at most five
/// of them after the point. Two amounts are the same money when they differ in trailing zeros only.
struct Amount {
  std::int64_t units = 0;
  std::uint8_t scale = 0;
  Currency currency = vnd();

  /// "50000.00" and a currency. Nothing when it is no plain decimal of at most 18 digits, five after the point.
  [[nodiscard]] static std::optional<Amount> read(std::string_view decimal, Currency currency);
  /// The shortest decimal: no trailing zeros after the point.
  [[nodiscard]] std::string text() const;
  /// Whole đồng: VND has no decimals (ISO 4217). Nothing for another currency, or for a fraction that is not zero.
  [[nodiscard]] std::optional<std::int64_t> dong() const;
};

/// Exact; by value, whatever the scales. Amounts of different currencies are unordered.
[[nodiscard]] std::partial_ordering compare(const Amount& left, const Amount& right);
/// Nothing when the currencies differ, or when the sum does not fit.
[[nodiscard]] std::optional<Amount> add(const Amount& left, const Amount& right);

}  // namespace lienthong::domain
