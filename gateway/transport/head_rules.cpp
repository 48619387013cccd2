#include "transport/head_rules.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;

tl::unexpected<base::Error> bad(const char* text) { return base::fail(ErrorKind::invalid, "http.framing", text); }

struct Framing {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t encodings = 0;
  bool host_valid = true;
  bool length_valid = true;
  bool only_chunked = true;
};

bool is_digits(std::string_view text) {
  // 15 digits stay far from overflow and far above every limit.
  return !text.empty() && text.size() <= 15 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_host(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view(".-_:[]%~").find(c) != std::string_view::npos;
  });
}

Result<void> read_field(std::string_view line, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') return bad("a folded header line");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return bad("a header line without a colon");
  const auto name = line.substr(0, colon);
  const auto value = trim_blanks(line.substr(colon + 1));
  if (!is_token(name)) return bad("a header name that is not a token");
  if (!is_field_value(value)) return bad("a control character in a header");
  if (same_name(name, "host")) {
    ++framing.hosts;
    framing.host_valid = framing.host_valid && is_host(value);
  } else if (same_name(name, "content-length")) {
    ++framing.lengths;
    framing.length_valid = framing.length_valid && is_digits(value);
  } else if (same_name(name, "transfer-encoding")) {
    ++framing.encodings;
    framing.only_chunked = framing.only_chunked && same_name(value, "chunked");
  }
  return {};
}

/// All fields after the start line. `head` ends with its empty line.
Result<Framing> read_fields(std::string_view head) {
  Framing framing;
  auto at = head.find("\r\n") + 2;
  while (at + 2 < head.size()) {
    const auto end = head.find("\r\n", at);
    if (auto read = read_field(head.substr(at, end - at), framing); !read) return base::fail(read.error());
    at = end + 2;
  }
  return framing;
}

Result<void> check_body_framing(const Framing& framing, std::string_view version) {
  if (framing.lengths > 1) return bad("Content-Length more than once");
  if (!framing.length_valid) return bad("Content-Length is not a number");
  if (framing.encodings > 1 || !framing.only_chunked) return bad("a transfer encoding other than one chunked");
  if (framing.encodings == 1 && framing.lengths == 1) return bad("both Content-Length and Transfer-Encoding");
  if (framing.encodings == 1 && version == "HTTP/1.0") return bad("chunked in HTTP/1.0");
  return {};
}

Result<void> check_version(std::string_view version) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return {};
  const bool shaped = version.size() == 8 && version.starts_with("HTTP/") &&
                      std::isdigit(static_cast<unsigned char>(version[5])) != 0 && version[6] == '.' &&
                      std::isdigit(static_cast<unsigned char>(version[7])) != 0;
  if (shaped) return base::fail(ErrorKind::unsupported, "http.version", "only HTTP/1.1 and HTTP/1.0 are spoken");
  return bad("no HTTP version");
}

bool is_visible(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

bool same_name(std::string_view left, std::string_view right) {
  return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
         });
}

Result<std::optional<std::size_t>> HeadScanner::scan(std::string_view bytes) {
  for (; scanned_ < bytes.size(); ++scanned_) {
    const char c = bytes[scanned_];
    if (scanned_ >= limits_.bytes || scanned_ - line_start_ >= limits_.line) {
      return base::fail(ErrorKind::too_large, "http.header_too_large", "the head is over its limit");
    }
    if (c == '\0') return bad("NUL in the head");
    const bool after_cr = scanned_ > line_start_ && bytes[scanned_ - 1] == '\r';
    if (after_cr != (c == '\n')) return bad("CR or LF alone");
    if (c != '\n') continue;
    const bool empty_line = scanned_ - line_start_ == 1;
    line_start_ = scanned_ + 1;
    if (empty_line) return std::optional<std::size_t>(++scanned_);
    if (++lines_ > limits_.fields + 1)
      return base::fail(ErrorKind::too_large, "http.header_too_large", "too many header lines");
  }
  return std::optional<std::size_t>();
}

Result<void> check_request_head(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad("a request line has three parts");
  if (!is_token(line.substr(0, first))) return bad("a method that is not a token");
  if (!is_visible(line.substr(first + 1, last - first - 1))) return bad("a target with blanks or bytes outside ASCII");
  const auto version = line.substr(last + 1);
  if (auto known = check_version(version); !known) return known;
  const auto framing = read_fields(head);
  if (!framing) return base::fail(framing.error());
  if (framing->hosts > 1 || (framing->hosts == 0 && version == "HTTP/1.1")) return bad("not exactly one Host");
  if (!framing->host_valid) return bad("a Host that is not a host");
  return check_body_framing(*framing, version);
}

Result<void> check_response_head(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const auto version = line.substr(0, line.find(' '));
  if (auto known = check_version(version); !known) return known;
  const bool status =
      line.size() >= 12 && is_digits(line.substr(9, 3)) && line[9] != '0' && (line.size() == 12 || line[12] == ' ');
  if (!status) return bad("no status code");
  if (!is_field_value(line.substr(12))) return bad("a control character in the reason");
  const auto framing = read_fields(head);
  if (!framing) return base::fail(framing.error());
  return check_body_framing(*framing, version);
}

}  // namespace lienthong::transport
