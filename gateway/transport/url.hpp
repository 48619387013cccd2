#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace lienthong::transport {

enum class Scheme { http, https };

/// Where a request goes. Boost.URL 1.81 is that library's first release: it is seen in url.cpp only.
struct Url {
  Scheme scheme = Scheme::https;
  std::string host;  ///< lower case; IPv6 without brackets
  std::uint16_t port = 443;
  std::string target = "/";  ///< path and query, still percent-encoded

  /// "https://host:port": what connections are shared by.
  [[nodiscard]] std::string origin() const;
  /// The Host header: the port only when it is not the scheme's own.
  [[nodiscard]] std::string host_header() const;
};

/// `invalid` "url.*" unless it is absolute http or https with a host, without user information and fragment.
[[nodiscard]] base::Result<Url> parse_url(std::string_view text);

/// What a request line asks for.
struct Target {
  std::string path;                          ///< still percent-encoded, starts with "/" (or is "*")
  std::map<std::string, std::string> query;  ///< decoded; a key given twice keeps the first
};

/// Origin form, absolute form (its authority is dropped: RFC 9112 3.2.2) or "*". `invalid` "url.*" for bad percent
/// encoding, an encoded NUL, text that is not UTF-8 after decoding, and "." or ".." segments, encoded or not.
[[nodiscard]] base::Result<Target> parse_target(std::string_view text);

/// Percent-decoded. `invalid` "url.encoding" for a bad escape, NUL, or what is not UTF-8 then. '+' stays '+'.
[[nodiscard]] base::Result<std::string> percent_decode(std::string_view text);

}  // namespace lienthong::transport
