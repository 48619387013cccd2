#pragma once

#include "codec/statement_profile.hpp"
#include "mapping/statement/profile_reader.hpp"

namespace lienthong::mapping {

/// With defaults where something is wrong; what is wrong is reported.
[[nodiscard]] codec::Mt940Profile read_mt940_profile(const toml::table& table, ProfileReader& reader);

}  // namespace lienthong::mapping
