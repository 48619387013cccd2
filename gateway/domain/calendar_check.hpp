#pragma once

#include "domain/working_calendar.hpp"

#include <string>
#include <vector>

namespace lienthong::domain {

/// Every reason why these tables cannot be a calendar, one line each; empty when they can.
[[nodiscard]] std::vector<std::string> find_calendar_problems(const std::vector<CalendarYear>& years);

}  // namespace lienthong::domain
