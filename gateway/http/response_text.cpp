#include "http/response_text.hpp"

#include "transport/head_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace lienthong::http {
namespace {

using transport::same_name;

std::string_view reason_of(unsigned status) {
  struct Reason {
    unsigned status;
    std::string_view text;
  };
  static constexpr std::array<Reason, 25> reasons = {{{200, "OK"},
                                                      {201, "Created"},
                                                      {202, "Accepted"},
                                                      {204, "No Content"},
                                                      {301, "Moved Permanently"},
                                                      {302, "Found"},
                                                      {303, "See Other"},
                                                      {304, "Not Modified"},
                                                      {400, "Bad Request"},
                                                      {401, "Unauthorized"},
                                                      {403, "Forbidden"},
                                                      {404, "Not Found"},
                                                      {405, "Method Not Allowed"},
                                                      {408, "Request Timeout"},
                                                      {409, "Conflict"},
                                                      {413, "Content Too Large"},
                                                      {415, "Unsupported Media Type"},
                                                      {417, "Expectation Failed"},
                                                      {422, "Unprocessable Content"},
                                                      {429, "Too Many Requests"},
                                                      {431, "Request Header Fields Too Large"},
                                                      {500, "Internal Server Error"},
                                                      {501, "Not Implemented"},
                                                      {503, "Service Unavailable"},
                                                      {505, "HTTP Version Not Supported"}}};
  const auto found =
      std::find_if(reasons.begin(), reasons.end(), [status](const Reason& r) { return r.status == status; });
  return found == reasons.end() ? std::string_view{} : found->text;
}

/// RFC 9110 5.6.7. By hand because strftime follows the locale.
std::string http_date(std::chrono::sys_seconds at) {
  static constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss time(at - midnight);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                days[std::chrono::weekday(midnight).c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

bool may_send(const std::string& name, const std::string& value) {
  const bool ours =
      same_name(name, "content-length") || same_name(name, "transfer-encoding") || same_name(name, "connection");
  return !ours && transport::is_token(name) && transport::is_field_value(value);
}

}  // namespace

std::string response_text(const Response& response, KeepAlive keep_alive, BodyPart body, std::chrono::sys_seconds now) {
  const bool bodyless = response.status == 204 || response.status == 304;
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " ";
  text += reason_of(response.status);
  text += "\r\nDate: " + http_date(now) + "\r\n";
  if (!bodyless) {
    text += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    if (!response.content_type.empty() && transport::is_field_value(response.content_type)) {
      text += "Content-Type: " + response.content_type + "\r\n";
    }
  }
  for (const auto& [name, value] : response.headers) {
    if (may_send(name, value)) text += name + ": " + value + "\r\n";
  }
  if (keep_alive == KeepAlive::no) text += "Connection: close\r\n";
  text += "\r\n";
  if (!bodyless && body == BodyPart::included) text += response.body;
  return text;
}

}  // namespace lienthong::http
