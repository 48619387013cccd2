#pragma once

#include <string_view>

namespace lienthong::mapping {

/// Whether `text` is an absolute http or https URL as RFC 3986 writes one: a host, only the characters it allows (no
/// space, nothing outside ASCII), every '%' before two hexadecimal digits, a port up to 65535. Names and passwords
/// before the host are refused (RFC 9110, 4.2.4).
[[nodiscard]] bool is_absolute_http_url(std::string_view text);

}  // namespace lienthong::mapping
