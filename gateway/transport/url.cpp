#include "transport/url.hpp"

#include "base/text.hpp"

#include <boost/url/decode_view.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::uint16_t own_port(Scheme scheme) { return scheme == Scheme::https ? 443 : 80; }

Result<std::string> host_of(const boost::urls::url_view& url) {
  std::string host = lower(std::string(url.host_address()));
  if (host.empty()) return base::fail(ErrorKind::invalid, "url.host", "a URL needs a host");
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':';
  });
  if (!plain)
    return base::fail(ErrorKind::invalid, "url.host", "a host is ASCII letters, digits, '.', '-' or an address");
  return host;
}

Result<void> no_dot_segments(std::string_view path) {
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    const auto segment = percent_decode(path.substr(start, end - start));
    if (!segment) return base::fail(segment.error());
    if (*segment == "." || *segment == "..")
      return base::fail(ErrorKind::invalid, "url.dots", "dot segments are not resolved here");
    start = end + 1;
  }
  return {};
}

Result<std::map<std::string, std::string>> query_of(const boost::urls::url_view& url) {
  std::map<std::string, std::string> query;
  for (const auto& parameter : url.encoded_params()) {
    // A form's blank is '+'; decoded here only, where HTML forms put it.
    std::string raw_value(parameter.value.data(), parameter.value.size());
    std::replace(raw_value.begin(), raw_value.end(), '+', ' ');
    auto key = percent_decode(std::string_view(parameter.key.data(), parameter.key.size()));
    auto value = percent_decode(raw_value);
    if (!key) return base::fail(key.error());
    if (!value) return base::fail(value.error());
    query.emplace(std::move(*key), std::move(*value));
  }
  return query;
}

}  // namespace

std::string Url::host_header() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == own_port(scheme) ? name : name + ":" + std::to_string(port);
}

std::string Url::origin() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return (scheme == Scheme::https ? "https://" : "http://") + name + ":" + std::to_string(port);
}

Result<Url> parse_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
  if (!parsed) return base::fail(ErrorKind::invalid, "url.syntax", "not an absolute URL");
  const boost::urls::url_view view = *parsed;
  Url url;
  const std::string scheme = lower(std::string_view(view.scheme().data(), view.scheme().size()));
  if (scheme != "https" && scheme != "http")
    return base::fail(ErrorKind::invalid, "url.scheme", "only http and https are spoken");
  url.scheme = scheme == "https" ? Scheme::https : Scheme::http;
  if (view.has_userinfo()) return base::fail(ErrorKind::invalid, "url.user", "credentials do not belong in a URL");
  if (view.has_fragment()) return base::fail(ErrorKind::invalid, "url.fragment", "a fragment is never sent");
  auto host = host_of(view);
  if (!host) return base::fail(host.error());
  url.host = std::move(*host);
  url.port = own_port(url.scheme);
  if (view.has_port() && !view.port().empty()) {
    // Not port_number(): in 1.81 a number that does not fit comes out as some other port.
    const std::string digits(view.port());
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
    if (read.ec != std::errc() || url.port == 0) return base::fail(ErrorKind::invalid, "url.port", "not a port");
  }
  url.target = std::string(view.encoded_resource());
  if (url.target.empty() || url.target.front() != '/') url.target.insert(0, "/");
  return url;
}

Result<std::string> percent_decode(std::string_view text) {
  const auto view = boost::urls::make_pct_string_view({text.data(), text.size()});
  if (!view) return base::fail(ErrorKind::invalid, "url.encoding", "bad percent encoding");
  const boost::urls::decode_view decoded = **view;
  std::string out(decoded.begin(), decoded.end());
  if (out.find('\0') != std::string::npos) return base::fail(ErrorKind::invalid, "url.encoding", "an encoded NUL");
  if (!base::is_utf8(out)) return base::fail(ErrorKind::invalid, "url.encoding", "not UTF-8");
  return out;
}

Result<Target> parse_target(std::string_view text) {
  Target target;
  if (text == "*") {
    target.path = "*";
    return target;
  }
  const boost::urls::string_view raw(text.data(), text.size());
  const bool origin_form = !text.empty() && text.front() == '/';
  const auto parsed = origin_form ? boost::urls::parse_origin_form(raw) : boost::urls::parse_absolute_uri(raw);
  if (!parsed) return base::fail(ErrorKind::invalid, "url.syntax", "not a request target");
  if (!origin_form && !parse_url(text)) return base::fail(ErrorKind::invalid, "url.syntax", "not an http target");
  target.path = std::string(parsed->encoded_path());
  if (target.path.empty()) target.path = "/";
  if (auto clean = no_dot_segments(target.path); !clean) return base::fail(clean.error());
  auto query = query_of(*parsed);
  if (!query) return base::fail(query.error());
  target.query = std::move(*query);
  return target;
}

}  // namespace lienthong::transport
