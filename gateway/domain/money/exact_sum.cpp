#include "domain/money/exact_sum.hpp"

namespace lienthong::domain {
namespace {

constexpr std::size_t decimals = 5;

}  // namespace

ExactSum::ExactSum(const Amount& amount) : units_(amount.units) {
  for (std::size_t i = amount.scale; i < decimals; ++i) units_ *= 10;
}

std::optional<ExactSum> ExactSum::read(std::string_view decimal) {
  const auto amount = Amount::read(decimal, vnd());  // the currency plays no part
  return amount ? std::optional(ExactSum(*amount)) : std::nullopt;
}

ExactSum& ExactSum::operator+=(const ExactSum& other) {
  units_ += other.units_;
  return *this;
}

ExactSum& ExactSum::operator-=(const ExactSum& other) {
  units_ -= other.units_;
  return *this;
}

ExactSum ExactSum::operator-() const { return ExactSum() - *this; }

std::string ExactSum::text() const {
  Wide rest = units_ < 0 ? -units_ : units_;
  std::string digits;
  while (rest != 0 || digits.size() <= decimals) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  }
  digits.insert(digits.size() - decimals, ".");
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return units_ < 0 ? "-" + digits : digits;
}

}  // namespace lienthong::domain
