#include "domain/post/item_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lienthong::domain {
namespace {

using base::ErrorKind;

constexpr std::size_t s10_length = 13;
constexpr std::size_t serial_at = 2;
constexpr std::size_t serial_digits = 8;
constexpr std::size_t check_digit_at = 10;
constexpr std::size_t country_at = 11;
constexpr std::size_t shortest = 4;
constexpr std::size_t longest = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_two_capitals(std::string_view text) { return text.size() == 2 && std::ranges::all_of(text, is_capital); }

bool is_of_a_number(char c) { return is_digit(c) || is_capital(c) || c == '-' || c == '.' || c == '/'; }

bool has_form_of_s10(std::string_view text) {
  return text.size() == s10_length && is_two_capitals(text.substr(0, serial_at)) &&
         std::ranges::all_of(text.substr(serial_at, country_at - serial_at), is_digit) &&
         is_two_capitals(text.substr(country_at));
}

std::uint32_t serial_of(std::string_view s10) {
  std::uint32_t serial = 0;
  const std::string_view digits = s10.substr(serial_at, serial_digits);
  std::from_chars(digits.data(), digits.data() + digits.size(), serial);
  return serial;
}

std::string squeezed_capitals(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

}  // namespace

int s10_check_digit(std::uint32_t serial) {
  constexpr std::array<std::uint32_t, serial_digits> weights_from_the_right{7, 9, 5, 3, 2, 4, 6, 8};
  std::uint32_t sum = 0;
  for (const std::uint32_t weight : weights_from_the_right) {
    sum += serial % 10 * weight;
    serial /= 10;
  }
  const std::uint32_t rest = 11 - sum % 11;
  if (rest == 10) return 0;
  return rest == 11 ? 5 : static_cast<int>(rest);
}

base::Result<ItemNumber> ItemNumber::read(std::string_view text) {
  std::string number = squeezed_capitals(text);
  if (number.size() < shortest || number.size() > longest || !std::ranges::all_of(number, is_of_a_number))
    return base::fail(ErrorKind::invalid, "item.form", "this is no number of a postal item");
  if (!has_form_of_s10(number)) return ItemNumber(std::move(number), Form::domestic);
  if (number[check_digit_at] - '0' != s10_check_digit(serial_of(number)))
    return base::fail(ErrorKind::invalid, "item.check_digit", "the check digit of this item number is wrong");
  return ItemNumber(std::move(number), Form::s10);
}

base::Result<ItemNumber> ItemNumber::from_serial(std::string_view service, std::uint32_t serial,
                                                 std::string_view country) {
  if (!is_two_capitals(service))
    return base::fail(ErrorKind::invalid, "item.service", "a service indicator is two capital letters");
  if (serial > largest_serial) return base::fail(ErrorKind::invalid, "item.serial", "a serial has eight digits");
  if (!is_two_capitals(country))
    return base::fail(ErrorKind::invalid, "item.country", "a country is two capital letters");
  const std::string digits = std::to_string(serial);
  return ItemNumber(std::string(service) + std::string(serial_digits - digits.size(), '0') + digits +
                        std::to_string(s10_check_digit(serial)) + std::string(country),
                    Form::s10);
}

std::string_view ItemNumber::service() const {
  return form_ == Form::s10 ? std::string_view(text_).substr(0, serial_at) : std::string_view();
}

std::string_view ItemNumber::country() const {
  return form_ == Form::s10 ? std::string_view(text_).substr(country_at) : std::string_view();
}

std::optional<std::uint32_t> ItemNumber::serial() const {
  return form_ == Form::s10 ? std::optional(serial_of(text_)) : std::nullopt;
}

}  // namespace lienthong::domain
