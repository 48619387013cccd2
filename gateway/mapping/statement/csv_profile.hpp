#pragma once

#include "codec/statement_profile.hpp"
#include "mapping/statement/profile_reader.hpp"

namespace lienthong::mapping {

/// With defaults where something is wrong; what is wrong is reported.
[[nodiscard]] codec::CsvProfile read_csv_profile(const toml::table& table, ProfileReader& reader);

}  // namespace lienthong::mapping
