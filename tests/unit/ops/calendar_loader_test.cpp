#include "ops/calendar_loader.hpp"

#include "problems.hpp"

#include <gtest/gtest.h>

namespace lienthong::ops {
namespace {

using namespace std::chrono_literals;
using test::count;
using test::Folder;
using test::lines;

constexpr std::string_view plain_2026 = R"(year = 2026
source = "test"
[[session]]
weekdays = ["mon", "tue", "wed", "thu", "fri"]
from = "07:30"
to = "11:30"
[[session]]
weekdays = ["mon", "tue", "wed", "thu", "fri"]
from = "13:30"
to = "17:00"
[[day_off]]
date = 2026-01-01
name = "Tết Dương lịch"
source = "test"
[[swap_work_day]]
date = 2026-01-10
source = "test"
)";

std::optional<domain::WorkingCalendar> load(std::string_view text, mapping::Diagnostics& problems) {
  const Folder folder;
  folder.write("vn-2026.toml", text);
  return load_calendars(folder.path(), problems);
}

TEST(CalendarLoader, reads_sessions_days_off_and_swapped_days) {
  mapping::Diagnostics problems;
  const auto calendar = load(plain_2026, problems);
  ASSERT_TRUE(calendar) << lines(problems);
  EXPECT_EQ(calendar->is_working_day(2026y / 1 / 1), false);
  EXPECT_EQ(calendar->is_working_day(2026y / 1 / 2), true);
  EXPECT_EQ(calendar->is_working_day(2026y / 1 / 10), true) << "a Saturday that was swapped in";
  EXPECT_EQ(calendar->is_working_day(2026y / 1 / 11), false) << "a Sunday";
  const auto from = base::from_rfc3339("2026-01-05T08:00:00+07:00");
  ASSERT_TRUE(from);
  const auto due = calendar->after_working_time(*from, 5h);
  ASSERT_TRUE(due);
  EXPECT_EQ(base::to_rfc3339(*due), "2026-01-05T15:00:00.000+07:00");
}

TEST(CalendarLoader, leaves_a_year_without_a_table_a_gap) {
  mapping::Diagnostics problems;
  const auto calendar = load(plain_2026, problems);
  ASSERT_TRUE(calendar) << lines(problems);
  EXPECT_FALSE(calendar->is_working_day(2027y / 1 / 4));
}

TEST(CalendarLoader, refuses_a_folder_without_calendars) {
  const Folder folder;
  folder.write("readme.txt", "nothing here");
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_calendars(folder.path(), problems));
  EXPECT_EQ(count(problems, "calendar.none"), 1) << lines(problems);
}

TEST(CalendarLoader, refuses_a_year_without_sessions) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load("year = 2026\nsource = \"test\"\n", problems));
  EXPECT_EQ(count(problems, "calendar.empty"), 1) << lines(problems);
}

TEST(CalendarLoader, reports_every_problem_of_a_file_at_once) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load(R"(year = 2025
sourc = "test"
[[session]]
weekdays = ["mon", "munday"]
from = "7:30"
to = "24:01"
[[day_off]]
date = "2026-01-01"
name = "Tết"
source = "test"
[[day_off]]
date = 2025-01-01
name = "Tết"
source = "test"
[[day_off]]
date = 2026-04-30
name = "a"
source = "test"
[[day_off]]
date = 2026-04-30
name = "b"
[[swap_work_day]]
date = 2026-01-10
)",
                    problems));
  EXPECT_EQ(count(problems, "calendar.year", "file's name"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "key.unknown", "did you mean 'source'?"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "calendar.weekday", "munday"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "calendar.time"), 2) << lines(problems);
  EXPECT_EQ(count(problems, "key.type", "'date'"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "calendar.year", "not in the year"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "calendar.twice"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "key.missing", "'source'"), 3) << lines(problems);
}

TEST(CalendarLoader, passes_on_what_the_domain_refuses) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(
      load(std::string(plain_2026) + "[[day_off]]\ndate = 2026-01-10\nname = \"both\"\nsource = \"test\"\n", problems));
  EXPECT_EQ(problems.size(), 1U) << lines(problems);
}

TEST(CommittedCalendars, load_and_know_the_swapped_days_of_2025_and_2026) {
  mapping::Diagnostics problems;
  const auto calendar = load_calendars("config/calendars", problems);
  ASSERT_TRUE(calendar) << lines(problems);
  EXPECT_EQ(calendar->is_working_day(2025y / 4 / 26), true);
  EXPECT_EQ(calendar->is_working_day(2025y / 5 / 2), false);
  EXPECT_EQ(calendar->is_working_day(2026y / 1 / 10), true);
  EXPECT_EQ(calendar->is_working_day(2026y / 8 / 22), true);
  EXPECT_EQ(calendar->is_working_day(2026y / 8 / 31), false);
  EXPECT_EQ(calendar->is_working_day(2026y / 11 / 24), false);
}

}  // namespace
}  // namespace lienthong::ops
