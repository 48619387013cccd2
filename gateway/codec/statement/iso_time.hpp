#pragma once

#include "domain/money.hpp"

#include <optional>
#include <string_view>

namespace lienthong::codec {

// xs:date and xs:dateTime whose form the schema has judged. Nothing for a year that has not four digits.

/// The day as it is written, whatever its zone.
[[nodiscard]] std::optional<domain::Day> day_of_date(std::string_view text);
/// A moment without a zone is in Viet Nam's. Finer than milliseconds is cut off.
[[nodiscard]] std::optional<base::Instant> instant_of_date_time(std::string_view text);
/// The day in Viet Nam.
[[nodiscard]] std::optional<domain::Day> day_of_date_time(std::string_view text);

}  // namespace lienthong::codec
