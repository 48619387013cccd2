#pragma once

#include <cstdint>

namespace lienthong::mapping {

/// How a document looks on the wire.
enum class Format : std::uint8_t { json, xml };

}  // namespace lienthong::mapping
