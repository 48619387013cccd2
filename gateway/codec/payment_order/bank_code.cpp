#include "codec/payment_order/bank_code.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

constexpr std::string_view country = "VN";

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Institution, country, place; a branch or none.
bool is_bic(std::string_view code) {
  if (code.size() != 8 && code.size() != 11) return false;
  const auto place = code.substr(6, 2);
  const bool placed = place[0] != '0' && place[0] != '1' && place[1] != 'O';
  return placed && std::ranges::all_of(code.substr(0, 6), is_capital) && code.substr(4, 2) == country &&
         std::ranges::all_of(code.substr(6), [](char c) { return is_capital(c) || is_digit(c); });
}

}  // namespace

BankCodeKind bank_code_kind(std::string_view code) {
  if (is_bic(code)) return BankCodeKind::bic;
  if (code.size() == 8 && std::ranges::all_of(code, is_digit)) return BankCodeKind::clearing_member;
  return BankCodeKind::other;
}

}  // namespace lienthong::codec
