#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace lienthong::http {

/// The body of one request, read while it comes: what a handler does not ask for is not read, so a slow handler slows
/// its caller down. Lives as long as the handler.
class BodyReader {
 public:
  virtual ~BodyReader() = default;

  /// The next piece, of any size; empty behind the last one. The first call asks the caller for the body (100
  /// Continue). After an error nothing more comes. `too_large` "http.body_too_large", at once when the length was
  /// announced; `invalid` "http.framing"; `transient` "http.body_cut": the caller went away, or was silent for longer
  /// than the server's idle time, and will hear no answer.
  virtual boost::asio::awaitable<base::Result<std::string>> next() = 0;
};

}  // namespace lienthong::http
