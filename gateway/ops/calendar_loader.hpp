#pragma once

#include "domain/working_calendar.hpp"
#include "mapping/diagnostic.hpp"

#include <filesystem>
#include <optional>

namespace lienthong::ops {

/// Reads every vn-YYYY.toml of `folder` (format: config/README.md). Each problem goes to `problems` at its place: no
/// file at all, a file whose year is not that of its name, a year without sessions, an entry without its source, an
/// unknown weekday or time, a date given twice. Nothing when there was any: a deadline counted by half a calendar is a
/// wrong deadline (rules, calendar: a year without a complete, sourced table is a gap).
[[nodiscard]] std::optional<domain::WorkingCalendar> load_calendars(const std::filesystem::path& folder,
                                                                    mapping::Diagnostics& problems);

}  // namespace lienthong::ops
