#pragma once

#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lienthong::domain {

inline constexpr std::uint32_t largest_serial = 99'999'999;

/// The S10 check digit of a serial of eight digits (weights 8 6 4 2 3 5 9 7; rules.md 5.1). `serial` is at most
/// `largest_serial`.
[[nodiscard]] int s10_check_digit(std::uint32_t serial);

/// Mã vận đơn: the number on a postal item. Two letters of service, eight digits, check digit, two letters of country
/// (UPU S10), or a domestic number in whatever form the post gives it. Not unique for ever: keyed with its order
/// (contracts 4.4).
class ItemNumber {
 public:
  enum class Form : std::uint8_t { s10, domestic };

  /// Scanned or typed: blanks are dropped, letters become capitals. `invalid` "item.form" unless 4 to 30 letters,
  /// digits,
  /// '-', '.' or '/'; "item.check_digit" when it has the form of S10 and the check digit is wrong.
  static base::Result<ItemNumber> read(std::string_view text);
  /// `invalid` "item.service", "item.serial" or "item.country" when the parts make no S10 number.
  static base::Result<ItemNumber> from_serial(std::string_view service, std::uint32_t serial,
                                              std::string_view country = "VN");

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Form form() const { return form_; }
  /// "EH" of EH005501233VN; empty for a domestic number.
  [[nodiscard]] std::string_view service() const;
  [[nodiscard]] std::string_view country() const;
  /// Nothing for a domestic number.
  [[nodiscard]] std::optional<std::uint32_t> serial() const;
  friend auto operator<=>(const ItemNumber&, const ItemNumber&) = default;

 private:
  ItemNumber(std::string text, Form form) : text_(std::move(text)), form_(form) {}
  std::string text_;
  Form form_;
};

}  // namespace lienthong::domain
