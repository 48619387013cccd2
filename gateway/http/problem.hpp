#pragma once

#include "base/error.hpp"
#include "http/message.hpp"

#include <string>

namespace lienthong::http {

/// HTTP status for a kind of error: invalid 400, unauthorised 401, forbidden 403, not_found 404, conflict 409,
/// too_large 413, unsupported 415, transient 503 (with Retry-After), the rest 500.
[[nodiscard]] unsigned status_of(base::ErrorKind kind);

/// RFC 9457 `application/problem+json`: type "/problems/<code>", Vietnamese title, our text as detail, traceId. Nothing
/// of the peer's text, no path, no internals.
[[nodiscard]] Response problem(const base::Error& error, const std::string& trace_id);

}  // namespace lienthong::http
