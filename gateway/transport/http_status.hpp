#pragma once

#include "base/error.hpp"

namespace lienthong::transport {

/// The HTTP status that says a kind of error: invalid 400, unauthorised 401, forbidden 403, not_found 404, conflict
/// 409, too_large 413, unsupported 415, transient 503, the rest 500. One table for the edge and for peers' envelopes.
[[nodiscard]] unsigned http_status_of(base::ErrorKind kind);

}  // namespace lienthong::transport
