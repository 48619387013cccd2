#pragma once

#include "domain/money/amount.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace lienthong::domain {

/// A sum of one currency, exact for as many amounts as a file can hold: in 100,000ths, the finest that ISO 20022 has.
class ExactSum {
 public:
  ExactSum() = default;
  explicit ExactSum(const Amount& amount);
  /// "-12.50". Nothing when it is no decimal of at most 18 digits; a finer one than 100,000ths is never a sum of
  /// amounts.
  [[nodiscard]] static std::optional<ExactSum> read(std::string_view decimal);

  ExactSum& operator+=(const ExactSum& other);
  ExactSum& operator-=(const ExactSum& other);
  [[nodiscard]] ExactSum operator-() const;
  friend ExactSum operator+(ExactSum left, const ExactSum& right) { return left += right; }
  friend ExactSum operator-(ExactSum left, const ExactSum& right) { return left -= right; }
  friend bool operator==(const ExactSum&, const ExactSum&) = default;

  /// The shortest decimal.
  [[nodiscard]] std::string text() const;

 private:
  __extension__ using Wide = __int128;
  Wide units_ = 0;
};

}  // namespace lienthong::domain
