#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::http {

/// A request after the parser's limits. Header names in lower case; a header given twice is joined by ", ".
struct Request {
  std::string method;
  std::string path;                               ///< percent-decoded, without query
  std::map<std::string, std::string> query;       ///< percent-decoded; a key given twice keeps the first
  std::map<std::string, std::string> parameters;  ///< of the route: "/attachments/{id}" → id
  std::map<std::string, std::string> headers;
  std::string body;
  std::string remote;                             ///< address, for rate limits; never logged with a person
  std::optional<std::string> client_certificate;  ///< subject CN of a verified client certificate
  std::string trace_id;                           ///< from traceparent, or made here

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const {
    const auto found = headers.find(std::string(lower_case_name));
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
  }
};

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

}  // namespace lienthong::http
