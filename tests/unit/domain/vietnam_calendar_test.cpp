// Vectors of rules.md 2.2 and 3.
#include "unit/domain/vietnam_calendar.hpp"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace lienthong::domain {
namespace {

using namespace testing;
using std::chrono::hours;
using Pairs = std::vector<std::pair<std::string, std::string>>;

WorkingCalendar vietnam() { return WorkingCalendar::from_years({vietnam_2025(), vietnam_2026()}).value(); }
WorkingCalendar plain() { return WorkingCalendar::from_years({office_year(2026), office_year(2027)}).value(); }

TEST(VietnamCalendar, working_time_runs_through_sessions) {
  const auto calendar = plain();
  const auto after = [&](const char* from, int time) {
    return text_of(calendar.after_working_time(vn(from), hours{time}));
  };
  EXPECT_EQ(after("2026-09-21 08:00", 5), "2026-09-21 15:00");
  EXPECT_EQ(after("2026-09-21 08:30", 3), "2026-09-21 11:30") << "due at the end of the session, not at the next start";
  EXPECT_EQ(after("2026-09-18 22:00", 2), "2026-09-21 09:30");
  EXPECT_EQ(after("2026-09-21 12:00", 1), "2026-09-21 14:30");
  EXPECT_EQ(after("2026-09-21 10:00", 1), "2026-09-21 11:00");
  EXPECT_EQ(after("2026-09-21 07:30", 168), "2026-10-21 10:30");
  EXPECT_EQ(after("2026-12-31 07:30", 16), "2027-01-04 08:30") << "a span touches two years";
}

TEST(VietnamCalendar, the_supplement_notice_is_due_at_the_end_of_the_third_working_day) {
  const auto calendar = vietnam();
  const Pairs vectors{{"2025-04-24", "2025-04-28"}, {"2025-08-28", "2025-09-04"}, {"2025-12-30", "2026-01-06"},
                      {"2026-01-07", "2026-01-10"}, {"2026-02-12", "2026-02-24"}, {"2026-04-24", "2026-05-04"},
                      {"2026-08-20", "2026-08-24"}, {"2026-08-28", "2026-09-07"}, {"2026-11-20", "2026-11-26"}};
  for (const auto& [received, due] : vectors) {
    for (const char* hour : {" 00:00", " 09:00", " 23:59"}) {
      EXPECT_EQ(text_of(calendar.after_working_days(vn(received + hour), 3)), due + " 17:00") << received << hour;
    }
  }
}

TEST(VietnamCalendar, the_transfer_day_is_the_last_working_day_of_the_month) {
  const auto calendar = vietnam();
  const std::array<std::array<unsigned, 12>, 2> last{
      {{24, 28, 31, 29, 30, 30, 31, 29, 30, 31, 28, 31}, {30, 27, 31, 29, 29, 30, 31, 28, 30, 30, 30, 31}}};
  for (int year = 2025; year <= 2026; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const auto day = calendar.last_working_day(std::chrono::year{year} / month);
      ASSERT_TRUE(day);
      const auto expected = last[static_cast<std::size_t>(year - 2025)][static_cast<std::size_t>(month - 1)];
      EXPECT_EQ(static_cast<unsigned>(day->day()), expected) << year << "-" << month;
    }
  }
}

TEST(VietnamCalendar, bank_documents_are_due_on_the_last_working_day_up_to_the_ninth) {
  const auto calendar = vietnam();
  const std::array<std::array<unsigned, 12>, 2> expected{
      {{9, 7, 7, 9, 9, 9, 9, 8, 9, 9, 7, 9}, {9, 9, 9, 9, 8, 9, 9, 7, 9, 9, 9, 9}}};
  for (int year = 2025; year <= 2026; ++year) {
    for (int month = 1; month <= 12; ++month) {
      unsigned day = 9;
      while (!calendar.is_working_day(std::chrono::year{year} / month / static_cast<int>(day)).value()) --day;
      EXPECT_EQ(day, expected[static_cast<std::size_t>(year - 2025)][static_cast<std::size_t>(month - 1)])
          << year << "-" << month;
    }
  }
}

TEST(VietnamCalendar, the_years_have_250_and_249_working_days) {
  const auto calendar = vietnam();
  for (const auto& [year, expected] : {std::pair{2025, 250}, std::pair{2026, 249}}) {
    int count = 0;
    const std::chrono::sys_days end = std::chrono::year{year + 1} / 1 / 1;
    for (std::chrono::sys_days day = std::chrono::year{year} / 1 / 1; day < end; day += std::chrono::days{1}) {
      if (calendar.is_working_day(day).value()) ++count;
    }
    EXPECT_EQ(count, expected) << year;
  }
}

TEST(VietnamCalendar, a_swapped_in_saturday_has_the_hours_of_an_ordinary_day) {
  const auto calendar = vietnam();
  EXPECT_EQ(calendar.working_time_between(vn("2026-01-10 00:00"), vn("2026-01-11 00:00")).value(),
            std::chrono::minutes{450});
  EXPECT_EQ(calendar.working_time_between(vn("2026-01-17 00:00"), vn("2026-01-18 00:00")).value(),
            std::chrono::minutes{0});
}

TEST(VietnamCalendar, the_day_is_that_of_viet_nam) {
  const auto calendar = vietnam();
  const auto late_in_utc = base::from_rfc3339("2026-01-07T17:30:00Z").value();  // already the 8th in Viet Nam
  EXPECT_EQ(text_of(calendar.after_working_days(late_in_utc, 1)), "2026-01-09 17:00");
}

}  // namespace
}  // namespace lienthong::domain
