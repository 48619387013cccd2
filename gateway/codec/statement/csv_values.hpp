#pragma once

#include "codec/statement_profile.hpp"

#include <optional>
#include <string_view>

namespace lienthong::codec {

/// "-1.234.567,50" as the profile writes numbers: thousands in groups of three or not at all. The amount is signed.
[[nodiscard]] std::optional<domain::Amount> read_csv_amount(std::string_view text, const CsvProfile& profile,
                                                            domain::Currency currency);

/// The day of a date in the profile's pattern; a time in it must be one, and is dropped.
[[nodiscard]] std::optional<domain::Day> read_csv_date(std::string_view text, const CsvProfile& profile);

}  // namespace lienthong::codec
