#pragma once

#include "codec/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// "documents[2].name", built step by step.
[[nodiscard]] std::string path_member(std::string_view path, std::string_view name);
[[nodiscard]] std::string path_item(std::string_view path, std::size_t index);

/// The name of a member that the sender chose, when it can be shown; "?" when it might carry anything else than a name.
[[nodiscard]] std::string_view showable_name(std::string_view name);

/// Where a path leads: the positions of its steps among their siblings. Stops where the document has no such place.
[[nodiscard]] std::vector<std::size_t> position_of(const Value& root, std::string_view path);

}  // namespace lienthong::codec
