#pragma once

#include <string_view>

namespace lienthong::codec {

inline constexpr std::string_view xsi_uri = "http://www.w3.org/2001/XMLSchema-instance";
inline constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";

/// White space as XML knows it.
[[nodiscard]] inline bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Whether a name without a prefix can be written: letters of Latin script (Vietnamese included), digits, '_', '-',
/// '.'. XML allows more, but its two editions differ there, and no peer of ours uses it.
[[nodiscard]] bool is_writable_name(std::string_view name);

/// Whether XML 1.0 can hold every character; the text must be UTF-8.
[[nodiscard]] bool is_xml_text(std::string_view text);

}  // namespace lienthong::codec
