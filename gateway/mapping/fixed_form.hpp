#pragma once

#include "base/wall_time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A form of dates and times in which every part has its width and its place: "yyyy-MM-dd'T'HH:mm:ss". Letters
/// yyyy MM dd HH mm ss SSS; text in single quotes is literal, and so is everything that is no letter.
class FixedForm {
 public:
  /// Nothing when `pattern` is no such form; `why` then says so.
  static std::optional<FixedForm> parse(std::string_view pattern, std::string& why);

  [[nodiscard]] bool has(int base::WallTime::*part) const;
  [[nodiscard]] std::size_t size() const { return shape_.size(); }
  /// Whether `text` is exactly of this form. Sets the parts that the form has, whatever their numbers are.
  [[nodiscard]] bool read(std::string_view text, base::WallTime& out) const;
  /// Writes size() characters.
  void write(const base::WallTime& wall, char* out) const;
  /// Whether there may be a text of both forms.
  [[nodiscard]] bool overlaps(const FixedForm& other) const;

 private:
  struct Number {
    int base::WallTime::*part = nullptr;
    std::uint32_t at = 0;
    std::uint32_t width = 0;
  };

  bool add_letters(std::string_view letters, std::string& why);
  void add_literal(std::string_view text);
  [[nodiscard]] bool has_digit_at(std::size_t at) const;

  std::string shape_;  ///< the literals in their places
  std::vector<Number> numbers_;
  std::vector<std::uint32_t> literals_;  ///< places in shape_
};

}  // namespace lienthong::mapping
