#pragma once

#include "base/instant.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace lienthong::arrival {

inline constexpr std::size_t longest_name = 240;  ///< bytes; leaves room for what is added to a moved file's name

/// Whether a name cannot be shown or stored safely: empty, not UTF-8, a control or direction-changing character, a path
/// separator of any system, over `longest_name` bytes.
[[nodiscard]] bool is_odd_name(std::string_view name);
[[nodiscard]] bool is_hidden_name(std::string_view name);
/// Whether a name says that somebody is still writing the file (".part", ".tmp", ".filepart", …, in any case).
[[nodiscard]] bool is_temporary_name(std::string_view name);
/// The name that a hidden or temporary file gets when it is finished: "a.xml.part" → "a.xml", ".a.xml" → "a.xml".
[[nodiscard]] std::string_view finished_name(std::string_view name);

/// The name for the `attempt`-th try (from 0) to find one that is not used: "a.xml", "a.20260615083000.xml" (Viet Nam
/// time), "a.20260615083000-2.xml", …
[[nodiscard]] std::string free_name(std::string_view name, base::Instant modified_at, int attempt);

}  // namespace lienthong::arrival
