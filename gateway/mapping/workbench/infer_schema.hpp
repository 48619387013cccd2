#pragma once

#include "codec/value.hpp"

#include <span>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// A draft-7 JSON Schema that all samples meet, indented, marked as a guess: types, and as required what every record
/// of its place has. No value of a sample is in it. `name`: its "$id".
[[nodiscard]] std::string infer_json_schema(std::span<const codec::Value> samples, std::string_view name);

}  // namespace lienthong::mapping
