#include "unit/domain/vietnam_calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::domain {
namespace {

using namespace testing;
using namespace std::chrono_literals;

std::vector<std::string> problems_of(std::vector<CalendarYear> years) {
  const auto calendar = WorkingCalendar::from_years(std::move(years));
  if (calendar) return {};
  EXPECT_EQ(calendar.error().kind(), base::ErrorKind::invalid);
  EXPECT_EQ(calendar.error().code(), "calendar.invalid");
  std::vector<std::string> out;
  for (const auto& [key, value] : calendar.error().context()) out.push_back(value);
  return out;
}

using Lines = std::vector<std::string>;
constexpr std::chrono::weekday monday{1};

TEST(WorkingCalendar, an_empty_calendar_is_refused) {
  EXPECT_EQ(problems_of({}), Lines{"no years: an empty calendar"});
  CalendarYear bare;
  bare.year = 2026y;
  EXPECT_EQ(problems_of({bare}), Lines{"2026: no sessions: an empty calendar"});
}

TEST(WorkingCalendar, a_date_both_off_and_swapped_in_is_refused) {
  EXPECT_EQ(problems_of({office_year(2026, {{1, 10}}, {{1, 10}})}),
            Lines{"2026: 2026-01-10 is both off and swapped in"});
}

TEST(WorkingCalendar, a_session_that_ends_before_it_starts_or_overlaps_or_leaves_the_day_is_refused) {
  CalendarYear year = office_year(2026);
  year.weekly[monday] = {{690min, 690min}};
  EXPECT_EQ(problems_of({year}), Lines{"2026: weekday 1: a session ends before it starts"});
  year.weekly[monday] = {{600min, 700min}, {450min, 601min}};
  EXPECT_EQ(problems_of({year}), Lines{"2026: weekday 1: sessions overlap"});
  year.weekly[monday] = {{1400min, 1441min}};
  EXPECT_EQ(problems_of({year}), Lines{"2026: weekday 1: a session is outside the day"});
}

TEST(WorkingCalendar, a_date_that_does_not_exist_or_is_of_another_year_is_refused) {
  CalendarYear year = office_year(2026, {{2, 30}});
  year.swap_work_days[2025y / 4 / 26] = "swap";
  EXPECT_EQ(problems_of({year}), (Lines{"2026: 2026-02-30 does not exist", "2026: 2025-04-26 is in another year"}));
}

TEST(WorkingCalendar, a_year_given_twice_is_refused_together_with_every_other_problem) {
  CalendarYear bare;
  bare.year = 2026y;
  EXPECT_EQ(problems_of({office_year(2026), bare}),
            (Lines{"2026: given twice", "2026: no sessions: an empty calendar"}));
}

struct Counting : ::testing::Test {
  WorkingCalendar calendar = WorkingCalendar::from_years({vietnam_2026()}).value();
};

TEST_F(Counting, a_year_without_a_table_is_a_gap_and_never_guessed) {
  const auto gap = [](const auto& result) { return !result && result.error().code() == "calendar.gap"; };
  EXPECT_TRUE(gap(calendar.is_working_day(2027y / 1 / 4)));
  EXPECT_TRUE(gap(calendar.after_working_days(vn("2026-12-31 09:00"), 1)));
  EXPECT_TRUE(gap(calendar.after_working_time(vn("2026-12-31 16:00"), 2h)));
  EXPECT_TRUE(gap(calendar.working_time_between(vn("2025-12-31 09:00"), vn("2026-01-05 09:00"))));
  EXPECT_TRUE(gap(calendar.last_working_day(2025y / 12)));
  EXPECT_EQ(calendar.is_working_day(2027y / 1 / 4).error().kind(), base::ErrorKind::permanent);
}

TEST_F(Counting, what_ends_within_the_table_needs_no_next_year) {
  EXPECT_EQ(text_of(calendar.after_working_time(vn("2026-12-31 16:00"), 1h)), "2026-12-31 17:00");
}

TEST_F(Counting, senseless_questions_are_refused) {
  EXPECT_EQ(calendar.after_working_days(vn("2026-01-05 09:00"), 0).error().code(), "calendar.days");
  EXPECT_EQ(calendar.after_working_time(vn("2026-01-05 09:00"), -1min).error().code(), "calendar.time");
  EXPECT_EQ(calendar.is_working_day(2026y / 2 / 30).error().code(), "calendar.date");
  EXPECT_EQ(calendar.last_working_day(2026y / 13).error().code(), "calendar.date");
}

TEST_F(Counting, no_time_at_all_is_due_at_once_or_when_work_begins) {
  EXPECT_EQ(text_of(calendar.after_working_time(vn("2026-01-05 09:00"), 0min)), "2026-01-05 09:00");
  EXPECT_EQ(text_of(calendar.after_working_time(vn("2026-01-05 12:00"), 0min)), "2026-01-05 13:30");
  EXPECT_EQ(text_of(calendar.after_working_time(vn("2026-01-05 11:30"), 0min)), "2026-01-05 13:30");
}

TEST_F(Counting, receipt_at_the_end_of_a_session_counts_from_the_next_one) {
  EXPECT_EQ(text_of(calendar.after_working_time(vn("2026-01-05 11:30"), 30min)), "2026-01-05 14:00");
}

TEST_F(Counting, time_between_counts_sessions_only_and_never_backwards) {
  EXPECT_EQ(calendar.working_time_between(vn("2026-01-05 11:00"), vn("2026-01-05 14:00")).value(), 60min);
  EXPECT_EQ(calendar.working_time_between(vn("2026-01-09 16:00"), vn("2026-01-12 08:30")).value(), 570min)
      << "an hour, the swapped-in Saturday, an hour";
  EXPECT_EQ(calendar.working_time_between(vn("2026-01-05 14:00"), vn("2026-01-05 11:00")).value(), 0min);
}

TEST_F(Counting, adding_time_and_measuring_it_agree) {
  for (int minutes = 1; minutes < 5000; minutes += 37) {
    const auto from = vn("2026-02-11 06:10");
    const auto due = calendar.after_working_time(from, std::chrono::minutes{minutes}).value();
    EXPECT_EQ(calendar.working_time_between(from, due).value().count(), minutes);
  }
}

TEST(WorkingCalendar, a_month_without_work_has_no_last_working_day) {
  CalendarYear year = office_year(2026);
  for (std::chrono::sys_days day = 2026y / 2 / 1; day < 2026y / 3 / 1; day += std::chrono::days{1})
    year.days_off[day] = "closed";
  const auto calendar = WorkingCalendar::from_years({year}).value();
  EXPECT_EQ(calendar.last_working_day(2026y / 2).error().code(), "calendar.month");
}

TEST(WorkingCalendar, sessions_may_be_listed_in_any_order) {
  CalendarYear year = office_year(2026);
  for (auto& [weekday, sessions] : year.weekly) std::reverse(sessions.begin(), sessions.end());
  const auto calendar = WorkingCalendar::from_years({year}).value();
  EXPECT_EQ(text_of(calendar.after_working_days(vn("2026-01-05 09:00"), 1)), "2026-01-06 17:00");
}

}  // namespace
}  // namespace lienthong::domain
