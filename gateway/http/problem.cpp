#include "http/problem.hpp"

#include "transport/http_status.hpp"

#include <cstdio>

namespace lienthong::http {
namespace {

using base::ErrorKind;

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += escaped;
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += out.size() == 1 ? "" : ",";
  append_json_text(out, name);
  out += ':';
  append_json_text(out, value);
}

std::string_view title_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return "Dữ liệu không hợp lệ";
    case ErrorKind::unauthorised:
      return "Chưa xác thực";
    case ErrorKind::forbidden:
      return "Không được phép";
    case ErrorKind::not_found:
      return "Không tìm thấy";
    case ErrorKind::conflict:
      return "Mâu thuẫn với dữ liệu đã có";
    case ErrorKind::too_large:
      return "Dữ liệu vượt quá giới hạn";
    case ErrorKind::unsupported:
      return "Không hỗ trợ";
    case ErrorKind::transient:
      return "Tạm thời chưa phục vụ được, vui lòng gửi lại sau";
    case ErrorKind::ambiguous:
    case ErrorKind::permanent:
    case ErrorKind::cancelled:
    case ErrorKind::internal:
      return "Lỗi hệ thống";
  }
  return "Lỗi hệ thống";
}

}  // namespace

unsigned status_of(ErrorKind kind) { return transport::http_status_of(kind); }

Response problem(const base::Error& error, const std::string& trace_id) {
  Response response;
  response.status = status_of(error.kind());
  response.content_type = "application/problem+json";
  // What broke inside is for the log, not for whoever is asking.
  const bool ours = response.status == 500;
  std::string body = "{";
  append_member(body, "type", "/problems/" + (ours ? std::string("internal") : error.code()));
  append_member(body, "title", title_of(error.kind()));
  body += ",\"status\":" + std::to_string(response.status);
  if (!ours) append_member(body, "detail", error.text());
  append_member(body, "traceId", trace_id);
  response.body = body + "}";
  if (response.status == 503) response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace lienthong::http
