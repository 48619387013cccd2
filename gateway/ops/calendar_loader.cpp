#include "ops/calendar_loader.hpp"

#include "mapping/suggest.hpp"
#include "ops/table_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::ops {
namespace {

using std::chrono::minutes;
using std::chrono::weekday;

/// In the order of std::chrono::weekday's encoding.
const std::vector<std::string>& weekday_names() {
  static const std::vector<std::string> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  return names;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "07:30" and up to "24:00".
std::optional<minutes> time_of_day(const std::string& text) {
  const bool shaped = text.size() == 5 && is_digit(text[0]) && is_digit(text[1]) && text[2] == ':' &&
                      is_digit(text[3]) && is_digit(text[4]);
  if (!shaped) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return minutes{hour * 60 + minute};
}

std::optional<minutes> read_time(TableReader& table, std::string_view key) {
  const auto text = table.text(key);
  if (!text) return std::nullopt;
  const auto time = time_of_day(*text);
  if (!time) table.complain(key, "calendar.time", "'" + std::string(key) + "' must be a time of day such as \"07:30\"");
  return time;
}

void read_session(TableReader& table, domain::CalendarYear& year) {
  const auto from = read_time(table, "from");
  const auto to = read_time(table, "to");
  for (const std::string& name : table.texts("weekdays")) {
    const auto found = std::ranges::find(weekday_names(), name);
    if (found == weekday_names().end()) {
      table.complain("weekdays", "calendar.weekday",
                     "there is no weekday '" + name + "'" + mapping::suggestion(name, weekday_names()));
      continue;
    }
    const weekday day{static_cast<unsigned>(found - weekday_names().begin())};
    if (from && to) year.weekly[day].push_back({*from, *to});
  }
  table.finish();
}

using Days = std::map<std::chrono::year_month_day, std::string>;

/// `said`: the key whose text is kept beside the date.
void read_day(TableReader& table, std::string_view said, const domain::CalendarYear& year, Days& days) {
  const auto date = table.date("date");
  const auto source = table.text("source");
  const auto text = said == "source" ? source : table.text(said);
  if (said == "source") (void)table.optional_text("name");
  table.finish();
  if (!date || !text) return;
  if (date->year() != year.year) {
    table.complain("date", "calendar.year", "the date is not in the year of this file");
  } else if (!days.emplace(*date, *text).second) {
    table.complain("date", "calendar.twice", "this date is listed twice");
  }
}

/// "vn-2026.toml" → 2026.
std::optional<std::chrono::year> year_of_name(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (name.size() != 12 || !name.starts_with("vn-") || !name.ends_with(".toml")) return std::nullopt;
  const std::string digits = name.substr(3, 4);
  if (!std::ranges::all_of(digits, is_digit)) return std::nullopt;
  return std::chrono::year{std::stoi(digits)};
}

void read_year(const std::filesystem::path& file, std::chrono::year expected, std::vector<domain::CalendarYear>& years,
               mapping::Diagnostics& problems) {
  const auto root = parse_toml_file(file, problems);
  if (!root) return;
  TableReader table(*root, file.string(), problems);
  domain::CalendarYear year;
  year.year = expected;
  const auto written = table.integer("year");
  if (written && *written != static_cast<int>(expected)) {
    table.complain("year", "calendar.year", "the year is not the one in the file's name");
  }
  (void)table.text("source");
  auto sessions = table.tables("session");
  if (sessions.empty()) table.complain("session", "calendar.empty", "a year needs at least one [[session]]");
  for (TableReader& session : sessions) read_session(session, year);
  for (TableReader& day : table.tables("day_off")) read_day(day, "name", year, year.days_off);
  for (TableReader& day : table.tables("swap_work_day")) read_day(day, "source", year, year.swap_work_days);
  table.finish();
  years.push_back(std::move(year));
}

/// In the order of the years, so that problems come in a stable order.
std::map<std::chrono::year, std::filesystem::path> calendar_files(const std::filesystem::path& folder) {
  std::map<std::chrono::year, std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (const auto year = year_of_name(entry->path())) files.emplace(*year, entry->path());
  }
  return files;
}

}  // namespace

std::optional<domain::WorkingCalendar> load_calendars(const std::filesystem::path& folder,
                                                      mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  std::vector<domain::CalendarYear> years;
  const auto files = calendar_files(folder);
  if (files.empty())
    found.push_back({folder.string(), 0, 0, "calendar.none", "there is no vn-YYYY.toml in this folder"});
  for (const auto& [year, file] : files) read_year(file, year, years, found);
  if (found.empty()) {
    auto calendar = domain::WorkingCalendar::from_years(std::move(years));
    if (calendar) return std::move(*calendar);
    found.push_back({folder.string(), 0, 0, calendar.error().code(), calendar.error().text()});
  }
  problems.insert(problems.end(), found.begin(), found.end());
  return std::nullopt;
}

}  // namespace lienthong::ops
