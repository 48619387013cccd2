#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lienthong::domain {

/// A part of a working day, minutes after midnight in Viet Nam: 07:30–11:30 is {450, 690}.
struct Session {
  std::chrono::minutes from{};
  std::chrono::minutes to{};
  friend bool operator==(const Session&, const Session&) = default;
};

/// One year's calendar as read from config/calendars/vn-YYYY.toml.
struct CalendarYear {
  std::chrono::year year{};
  std::map<std::chrono::weekday, std::vector<Session>,
           bool (*)(const std::chrono::weekday&, const std::chrono::weekday&)>
      weekly{
          [](const std::chrono::weekday& a, const std::chrono::weekday& b) { return a.c_encoding() < b.c_encoding(); }};
  std::map<std::chrono::year_month_day, std::string> days_off;        ///< date → name
  std::map<std::chrono::year_month_day, std::string> swap_work_days;  ///< date → source of the decision
};

/// Working time in Viet Nam (rules 2.2, 3). A year without a table is a gap: asking about it is an error, never a
/// guess.
class WorkingCalendar {
 public:
  /// `invalid` with every problem: an empty calendar, the same date off and swapped in, a session that ends before it
  /// starts or overlaps, a date outside its year, a year given twice.
  static base::Result<WorkingCalendar> from_years(std::vector<CalendarYear> years);

  [[nodiscard]] base::Result<bool> is_working_day(std::chrono::year_month_day day) const;
  /// The end of the last session of the n-th working day after the day of `from`, which is day 0 (rules 4.3.d).
  [[nodiscard]] base::Result<base::Instant> after_working_days(base::Instant from, int days) const;
  /// `from` plus working time; outside a session counting starts at the next one; a count that ends exactly at a
  /// session's end falls due there (rules 2.2 and its vectors).
  [[nodiscard]] base::Result<base::Instant> after_working_time(base::Instant from, std::chrono::minutes time) const;
  /// Working time between two instants, 0 when `to` is not after `from`.
  [[nodiscard]] base::Result<std::chrono::minutes> working_time_between(base::Instant from, base::Instant to) const;
  [[nodiscard]] base::Result<std::chrono::year_month_day> last_working_day(std::chrono::year_month month) const;

 private:
  explicit WorkingCalendar(std::map<int, CalendarYear> years) : years_(std::move(years)) {}
  [[nodiscard]] base::Result<std::vector<Session>> sessions_on(std::chrono::year_month_day day) const;
  std::map<int, CalendarYear> years_;
};

}  // namespace lienthong::domain
