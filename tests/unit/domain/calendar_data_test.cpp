// The tables that are shipped say the same as the vectors were computed from.
#include "unit/domain/vietnam_calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace lienthong::domain {
namespace {

using namespace testing;

struct Dates {
  std::set<std::string> days_off;
  std::set<std::string> swap_work_days;
  std::set<std::string> hours;
  int unsourced = 0;
};

/// Reads just enough of the file's fixed form; the loader proper lives in ops.
Dates read_dates(const std::string& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in.good()) << path;
  Dates out;
  std::string table;
  std::string line;
  bool sourced = true;
  while (std::getline(in, line)) {
    if (line.starts_with("[[")) {
      out.unsourced += sourced ? 0 : 1;
      table = line;
      sourced = table == "[[session]]";
    }
    if (line.starts_with("source = \"") && line.size() > 12) sourced = true;
    if (line.starts_with("date = "))
      (table == "[[day_off]]" ? out.days_off : out.swap_work_days).insert(line.substr(7));
    if (line.starts_with("from = ") || line.starts_with("to = ")) out.hours.insert(line);
  }
  out.unsourced += sourced ? 0 : 1;
  return out;
}

std::string iso(std::chrono::year_month_day day) {
  return base::to_rfc3339(base::Instant(std::chrono::sys_days(day))).substr(0, 10);
}

void expect_same(const CalendarYear& year) {
  const std::string number = std::to_string(static_cast<int>(year.year));
  const auto shipped = read_dates("config/calendars/vn-" + number + ".toml");
  std::set<std::string> off;
  std::set<std::string> swapped;
  for (const auto& [day, name] : year.days_off) off.insert(iso(day));
  for (const auto& [day, source] : year.swap_work_days) swapped.insert(iso(day));
  EXPECT_EQ(shipped.days_off, off) << number;
  EXPECT_EQ(shipped.swap_work_days, swapped) << number;
  EXPECT_EQ(shipped.hours,
            (std::set<std::string>{"from = \"07:30\"", "to = \"11:30\"", "from = \"13:30\"", "to = \"17:00\""}));
  EXPECT_EQ(shipped.unsourced, 0) << "a date without a source is a guess";
}

TEST(CalendarData, the_shipped_table_of_2025_is_the_one_tested) { expect_same(vietnam_2025()); }
TEST(CalendarData, the_shipped_table_of_2026_is_the_one_tested) { expect_same(vietnam_2026()); }

}  // namespace
}  // namespace lienthong::domain
