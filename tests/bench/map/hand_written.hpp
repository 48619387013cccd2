#pragma once

#include <string>
#include <string_view>

namespace lienthong::bench {

/// What one writes by hand for this one pair of formats: RapidJSON and pugixml trees, code in both directions, and no
/// check but that of the parsers. Throws std::runtime_error where it cannot go on.
[[nodiscard]] std::string json_to_xml_by_hand(std::string_view json);
[[nodiscard]] std::string xml_to_json_by_hand(std::string_view xml);

}  // namespace lienthong::bench
