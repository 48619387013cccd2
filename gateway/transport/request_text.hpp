#pragma once

#include "base/result.hpp"
#include "transport/http_client.hpp"
#include "transport/url.hpp"

#include <string>

namespace lienthong::transport {

/// The head of a request as it goes out, with Host, Content-Length and "Accept-Encoding: identity".
/// `invalid` "net.request" when the method or a header name is not a token, a value holds a control character, or a
/// header is given that belongs to the connection (Host, Content-Length, Transfer-Encoding, Connection, Expect, …).
[[nodiscard]] base::Result<std::string> request_head(const Url& url, const HttpRequest& request);

}  // namespace lienthong::transport
