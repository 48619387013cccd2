#include "transport/request_text.hpp"

#include "transport/head_rules.hpp"

#include <algorithm>
#include <array>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;

constexpr std::array<std::string_view, 9> ours = {
    "host", "content-length", "transfer-encoding", "connection", "expect", "keep-alive", "upgrade", "te", "trailer"};

bool is_ours(std::string_view name) {
  return std::any_of(ours.begin(), ours.end(), [name](std::string_view own) { return same_name(own, name); });
}

bool has(const Headers& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [name](const auto& field) { return same_name(field.first, name); });
}

tl::unexpected<base::Error> refused(const char* text) { return base::fail(ErrorKind::invalid, "net.request", text); }

}  // namespace

Result<std::string> request_head(const Url& url, const HttpRequest& request) {
  if (!is_token(request.method)) return refused("the method is not a token");
  std::string head = request.method + " " + url.target + " HTTP/1.1\r\nHost: " + url.host_header() + "\r\n";
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || is_ours(name)) return refused("a header that callers may not set");
    if (!is_field_value(value)) return refused("a control character in a header value");
    head += name + ": " + value + "\r\n";
  }
  if (!has(request.headers, "accept-encoding")) head += "Accept-Encoding: identity\r\n";
  const bool bodyless = request.method == "GET" || request.method == "HEAD" || request.method == "DELETE";
  if (!request.body.empty() || !bodyless) head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return head + "\r\n";
}

}  // namespace lienthong::transport
