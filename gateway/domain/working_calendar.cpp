#include "domain/working_calendar.hpp"

#include "domain/calendar_check.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::domain {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Wall time in Viet Nam, counted as if it were UTC.
sys_days day_of(base::Instant at) { return std::chrono::floor<std::chrono::days>(at + base::vietnam_offset); }

base::Instant instant_of(sys_days day, std::chrono::minutes minutes) {
  return base::Instant(day + minutes - base::vietnam_offset);
}

/// A swapped-in Saturday keeps the hours of the nearest weekday before it that has any: it replaces such a day.
std::vector<Session> sessions_of_swap_day(const CalendarYear& year, std::chrono::weekday day) {
  for (int back = 0; back < 7; ++back) {
    const auto found = year.weekly.find(day - std::chrono::days{back});
    if (found != year.weekly.end() && !found->second.empty()) return found->second;
  }
  return {};
}

}  // namespace

base::Result<WorkingCalendar> WorkingCalendar::from_years(std::vector<CalendarYear> years) {
  const auto problems = find_calendar_problems(years);
  if (!problems.empty()) {
    base::Error error(base::ErrorKind::invalid, "calendar.invalid", "the working calendar cannot be used");
    for (const std::string& problem : problems) std::move(error).with("problem", problem);
    return base::fail(std::move(error));
  }
  std::map<int, CalendarYear> by_year;
  for (CalendarYear& year : years) {
    for (auto& [day, sessions] : year.weekly) {
      std::sort(sessions.begin(), sessions.end(), [](const Session& a, const Session& b) { return a.from < b.from; });
    }
    const int number = static_cast<int>(year.year);
    by_year.emplace(number, std::move(year));
  }
  return WorkingCalendar(std::move(by_year));
}

base::Result<std::vector<Session>> WorkingCalendar::sessions_on(year_month_day day) const {
  if (!day.ok()) return base::fail(base::ErrorKind::invalid, "calendar.date", "no such date");
  const auto found = years_.find(static_cast<int>(day.year()));
  if (found == years_.end()) {
    return base::fail(
        base::Error(base::ErrorKind::permanent, "calendar.gap", "there is no working calendar for this year")
            .with("year", std::to_string(static_cast<int>(day.year()))));
  }
  const CalendarYear& year = found->second;
  const std::chrono::weekday weekday{sys_days(day)};
  if (year.swap_work_days.contains(day)) return sessions_of_swap_day(year, weekday);
  if (year.days_off.contains(day)) return std::vector<Session>{};
  const auto weekly = year.weekly.find(weekday);
  return weekly != year.weekly.end() ? weekly->second : std::vector<Session>{};
}

base::Result<bool> WorkingCalendar::is_working_day(year_month_day day) const {
  return sessions_on(day).map([](const std::vector<Session>& sessions) { return !sessions.empty(); });
}

base::Result<base::Instant> WorkingCalendar::after_working_days(base::Instant from, int days) const {
  if (days < 1) return base::fail(base::ErrorKind::invalid, "calendar.days", "a limit is at least one working day");
  sys_days day = day_of(from);
  while (true) {
    day += std::chrono::days{1};
    const auto sessions = sessions_on(day);
    if (!sessions) return base::fail(sessions.error());
    if (!sessions->empty() && --days == 0) return instant_of(day, sessions->back().to);
  }
}

base::Result<base::Instant> WorkingCalendar::after_working_time(base::Instant from, std::chrono::minutes time) const {
  if (time < std::chrono::minutes{0}) {
    return base::fail(base::ErrorKind::invalid, "calendar.time", "working time is not negative");
  }
  std::chrono::milliseconds remaining = time;
  for (sys_days day = day_of(from);; day += std::chrono::days{1}) {
    const auto sessions = sessions_on(day);
    if (!sessions) return base::fail(sessions.error());
    for (const Session& session : *sessions) {
      const base::Instant end = instant_of(day, session.to);
      if (end <= from) continue;
      const base::Instant start = std::max(from, instant_of(day, session.from));
      if (start + remaining <= end) return start + remaining;
      remaining -= end - start;
    }
  }
}

base::Result<std::chrono::minutes> WorkingCalendar::working_time_between(base::Instant from, base::Instant to) const {
  std::chrono::milliseconds sum{0};
  if (to <= from) return std::chrono::minutes{0};
  for (sys_days day = day_of(from); day <= day_of(to); day += std::chrono::days{1}) {
    const auto sessions = sessions_on(day);
    if (!sessions) return base::fail(sessions.error());
    for (const Session& session : *sessions) {
      const base::Instant start = std::max(from, instant_of(day, session.from));
      const base::Instant end = std::min(to, instant_of(day, session.to));
      if (start < end) sum += end - start;
    }
  }
  return std::chrono::floor<std::chrono::minutes>(sum);
}

base::Result<year_month_day> WorkingCalendar::last_working_day(std::chrono::year_month month) const {
  if (!month.ok()) return base::fail(base::ErrorKind::invalid, "calendar.date", "no such month");
  for (sys_days day = month / std::chrono::last; year_month_day(day).month() == month.month();
       day -= std::chrono::days{1}) {
    const auto working = is_working_day(day);
    if (!working) return base::fail(working.error());
    if (*working) return year_month_day(day);
  }
  return base::fail(base::ErrorKind::not_found, "calendar.month", "the month has no working day");
}

}  // namespace lienthong::domain
