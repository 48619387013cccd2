#pragma once

#include <string>
#include <string_view>

namespace lienthong::http {

/// The trace id of a W3C `traceparent` (32 lower-case hex digits, not all zero); a new random one when the header is
/// absent or not exactly of that form.
[[nodiscard]] std::string trace_id_of(std::string_view traceparent);

}  // namespace lienthong::http
