#include "mapping/canonical_day.hpp"

#include "mapping/date_pattern.hpp"
#include "mapping/rfc3339.hpp"

namespace lienthong::mapping {

std::optional<CodeTable::Day> day_of_moment(std::string_view moment) {
  if (const auto at = read_rfc3339(moment)) return std::chrono::floor<std::chrono::days>(*at + base::vietnam_offset);
  const auto date = read_date(moment);
  if (!date) return std::nullopt;
  return CodeTable::Day{std::chrono::year{date->year} / date->month / date->day};
}

}  // namespace lienthong::mapping
