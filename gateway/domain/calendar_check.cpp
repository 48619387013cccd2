#include "domain/calendar_check.hpp"

#include <algorithm>
#include <iomanip>
#include <set>
#include <sstream>

namespace lienthong::domain {
namespace {

std::string text_of(std::chrono::year_month_day day) {
  std::ostringstream out;
  out << std::setfill('0') << std::setw(4) << static_cast<int>(day.year()) << '-' << std::setw(2)
      << static_cast<unsigned>(day.month()) << '-' << std::setw(2) << static_cast<unsigned>(day.day());
  return out.str();
}

class YearCheck {
 public:
  YearCheck(const CalendarYear& year, std::vector<std::string>& problems) : year_(year), problems_(problems) {}

  void run() {
    bool any = false;
    for (const auto& [weekday, sessions] : year_.weekly) {
      any = any || !sessions.empty();
      check_sessions(weekday, sessions);
    }
    if (!any) report("no sessions: an empty calendar");
    for (const auto& [day, name] : year_.days_off) {
      check_date(day);
      if (year_.swap_work_days.contains(day)) report(text_of(day) + " is both off and swapped in");
    }
    for (const auto& [day, source] : year_.swap_work_days) check_date(day);
  }

 private:
  void report(const std::string& text) {
    problems_.push_back(std::to_string(static_cast<int>(year_.year)) + ": " + text);
  }

  void check_date(std::chrono::year_month_day day) {
    if (!day.ok()) {
      report(text_of(day) + " does not exist");
    } else if (day.year() != year_.year) {
      report(text_of(day) + " is in another year");
    }
  }

  void check_sessions(std::chrono::weekday weekday, std::vector<Session> sessions) {
    const std::string where = "weekday " + std::to_string(weekday.iso_encoding()) + ": ";
    std::sort(sessions.begin(), sessions.end(), [](const Session& a, const Session& b) { return a.from < b.from; });
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      const Session& session = sessions[i];
      const bool in_day = session.from >= std::chrono::minutes{0} && session.to <= std::chrono::hours{24};
      if (!in_day) report(where + "a session is outside the day");
      if (session.to <= session.from) report(where + "a session ends before it starts");
      if (i > 0 && session.from < sessions[i - 1].to) report(where + "sessions overlap");
    }
  }

  const CalendarYear& year_;
  std::vector<std::string>& problems_;
};

}  // namespace

std::vector<std::string> find_calendar_problems(const std::vector<CalendarYear>& years) {
  std::vector<std::string> problems;
  if (years.empty()) problems.emplace_back("no years: an empty calendar");
  std::set<int> seen;
  for (const CalendarYear& year : years) {
    if (!seen.insert(static_cast<int>(year.year)).second) {
      problems.push_back(std::to_string(static_cast<int>(year.year)) + ": given twice");
    }
    YearCheck(year, problems).run();
  }
  return problems;
}

}  // namespace lienthong::domain
