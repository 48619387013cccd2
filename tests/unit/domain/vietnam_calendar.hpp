#pragma once

#include "domain/working_calendar.hpp"

#include <string>
#include <vector>

namespace lienthong::domain::testing {

struct MonthDay {
  unsigned month = 1;
  unsigned day = 1;
};

/// A year of 07:30–11:30 and 13:30–17:00, Monday to Friday.
inline CalendarYear office_year(int year, const std::vector<MonthDay>& off = {},
                                const std::vector<MonthDay>& swapped = {}) {
  using namespace std::chrono_literals;
  CalendarYear made;
  made.year = std::chrono::year{year};
  for (unsigned weekday = 1; weekday <= 5; ++weekday) {
    made.weekly[std::chrono::weekday{weekday}] = {{450min, 690min}, {810min, 1020min}};
  }
  const auto date = [&](MonthDay md) { return made.year / static_cast<int>(md.month) / static_cast<int>(md.day); };
  for (const MonthDay md : off) made.days_off[date(md)] = "off";
  for (const MonthDay md : swapped) made.swap_work_days[date(md)] = "swap";
  return made;
}

inline CalendarYear vietnam_2025() {
  return office_year(
      2025, {{1, 1}, {1, 27}, {1, 28}, {1, 29}, {1, 30}, {1, 31}, {4, 7}, {4, 30}, {5, 1}, {5, 2}, {9, 1}, {9, 2}},
      {{4, 26}});
}

inline CalendarYear vietnam_2026() {
  return office_year(2026,
                     {{1, 1},
                      {1, 2},
                      {2, 16},
                      {2, 17},
                      {2, 18},
                      {2, 19},
                      {2, 20},
                      {4, 27},
                      {4, 30},
                      {5, 1},
                      {8, 31},
                      {9, 1},
                      {9, 2},
                      {11, 24}},
                     {{1, 10}, {8, 22}});
}

/// "2026-04-24 09:00" in Viet Nam.
inline base::Instant vn(const std::string& text) {
  return base::from_rfc3339(text.substr(0, 10) + "T" + text.substr(11) + ":00+07:00").value();
}

inline std::string text_of(const base::Result<base::Instant>& at) {
  if (!at) return at.error().code();
  const std::string full = base::to_rfc3339(*at);
  return full.substr(0, 10) + " " + full.substr(11, 5);
}

}  // namespace lienthong::domain::testing
