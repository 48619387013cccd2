#pragma once

#include "domain/event.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::storage::sqlite {

/// A zstd frame with a content checksum: smaller, and one flipped bit is noticed when it is read (R17).
[[nodiscard]] std::string pack(std::string_view bytes);
/// Nothing when the frame is damaged.
[[nodiscard]] std::optional<std::string> unpack(std::string_view frame);

/// (length, key, length, value)*, lengths 32 bit little-endian; packed.
[[nodiscard]] std::string pack_facts(const domain::Facts& facts);
[[nodiscard]] std::optional<domain::Facts> unpack_facts(std::string_view frame);

}  // namespace lienthong::storage::sqlite
