#pragma once

#include "codec/arena.hpp"
#include "mapping/fixed_form.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// How much of a date is said.
enum class DatePrecision : std::uint8_t { year, month, day };

/// A date of the calendar as canonical documents write it: "1991-03-12", "1991-03" or "1991".
struct CalendarDate {
  DatePrecision precision = DatePrecision::day;
  int year = 0;
  int month = 1;
  int day = 1;

  /// A day, month or year of the calendar; years 1 to 9999.
  [[nodiscard]] bool is_real() const;
};
/// Nothing unless `text` is exactly of one of these forms and a real date.
[[nodiscard]] std::optional<CalendarDate> read_date(std::string_view text);
/// `date` must be real.
[[nodiscard]] std::string_view write_date(const CalendarDate& date, codec::Arena& arena);

/// A peer's way of writing a date of one precision: "dd/MM/yyyy", "MM/yyyy" or "yyyy".
class DatePattern {
 public:
  /// Nothing when `pattern` is none; `why` then says so.
  static std::optional<DatePattern> parse(std::string_view pattern, std::string& why);

  [[nodiscard]] DatePrecision precision() const { return precision_; }
  /// The canonical text, in `arena`. Nothing unless `text` is exactly of this form and a real date.
  [[nodiscard]] std::optional<std::string_view> read(std::string_view text, codec::Arena& arena) const;
  /// In `arena`. Nothing unless `canonical` is a real date of this precision.
  [[nodiscard]] std::optional<std::string_view> write(std::string_view canonical, codec::Arena& arena) const;
  /// Whether there may be a text of both patterns.
  [[nodiscard]] bool overlaps(const DatePattern& other) const { return form_.overlaps(other.form_); }

 private:
  DatePattern(DatePrecision precision, FixedForm form) : precision_(precision), form_(std::move(form)) {}

  DatePrecision precision_;
  FixedForm form_;
};

/// "dd/MM/yyyy|MM/yyyy|yyyy": at most one pattern for each precision, and no text that two of them could mean. Nothing
/// and `why` otherwise.
[[nodiscard]] std::optional<std::vector<DatePattern>> parse_date_patterns(std::string_view patterns, std::string& why);
/// Through the pattern that fits; nothing when none does.
[[nodiscard]] std::optional<std::string_view> read_date(std::span<const DatePattern> patterns, std::string_view text,
                                                        codec::Arena& arena);
[[nodiscard]] std::optional<std::string_view> write_date(std::span<const DatePattern> patterns,
                                                         std::string_view canonical, codec::Arena& arena);

}  // namespace lienthong::mapping
