#pragma once

#include "domain/fees.hpp"
#include "mapping/diagnostic.hpp"

#include <filesystem>
#include <optional>

namespace lienthong::ops {

/// Reads config/regulation/fees.toml (format: config/README.md): what each procedure costs, since when, whose it is.
/// Each problem goes to `problems` at its place; what makes the schedule itself invalid (an overlap, a gap, a charge
/// that would not reach the State Treasury, …) with the rule "FEE_SCHEDULE_INVALID". Nothing when there was any.
[[nodiscard]] std::optional<domain::FeeSchedule> load_fee_schedule(const std::filesystem::path& file,
                                                                   mapping::Diagnostics& problems);

}  // namespace lienthong::ops
