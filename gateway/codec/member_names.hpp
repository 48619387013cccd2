#pragma once

#include "codec/value.hpp"

#include <span>

namespace lienthong::codec {

[[nodiscard]] bool has_duplicate_name(std::span<const Member> members);

}  // namespace lienthong::codec
