#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace lienthong::transport {

/// Limits of one HTTP head (reliability 4.1, row HTTP).
struct HeadLimits {
  std::size_t bytes = 16 * 1024;
  std::size_t line = 8 * 1024;
  std::size_t fields = 100;
};

/// Looks for the end of a head in bytes that arrive piece by piece; each byte is looked at once.
class HeadScanner {
 public:
  explicit HeadScanner(HeadLimits limits) : limits_(limits) {}

  /// `bytes` is everything received so far. The length of the head including its empty line, or nothing yet.
  /// `invalid` "http.framing" for NUL and for CR or LF alone, `too_large` "http.header_too_large" over a limit; both as
  /// soon as they are seen, so that nobody has to send an end first.
  [[nodiscard]] base::Result<std::optional<std::size_t>> scan(std::string_view bytes);

 private:
  HeadLimits limits_;
  std::size_t scanned_ = 0;
  std::size_t line_start_ = 0;
  std::size_t lines_ = 0;
};

/// A stricter reading than any parser's: what two implementations could read differently is refused (S1, F46).
/// `head` is a whole head as found by HeadScanner.
/// `invalid` "http.*": start line not exactly three parts, field name not a token, blank before the colon, obs-fold,
/// control characters, Content-Length twice or not digits, Transfer-Encoding other than one `chunked`, both of them,
/// for HTTP/1.1 not exactly one Host. `unsupported` "http.version" for anything but 1.0 and 1.1.
[[nodiscard]] base::Result<void> check_request_head(std::string_view head);
[[nodiscard]] base::Result<void> check_response_head(std::string_view head);

/// RFC 9110 token: header names and methods.
[[nodiscard]] bool is_token(std::string_view text);
/// No control character but TAB: what may stand in a header value.
[[nodiscard]] bool is_field_value(std::string_view text);
/// Header names are compared without case.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right);

}  // namespace lienthong::transport
