#include "app/carriers_page.hpp"

#include "base/digest.hpp"
#include "console/carrier/carrier_answers.hpp"
#include "console/carrier/page_files.hpp"
#include "http/problem.hpp"

#include <string_view>

namespace lienthong::app {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr std::string_view start_page = "index.html";
constexpr std::string_view worker = "worker.js";
/// Stands in the worker for the digest of all that it keeps: another file, or word, makes another worker, which fetches
/// them anew.
constexpr std::string_view version_mark = "{{version}}";
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types buu-ta";

std::string digest_of_all() {
  std::string digests = base::sha256_hex(console::reasons_json());
  for (const console::PageFile& file : console::carrier_page_files()) digests += base::sha256_hex(file.bytes);
  return base::sha256_hex(digests).substr(0, 16);
}

awaitable<Response> at_once(Response response) { co_return response; }

}  // namespace

void add_page_headers(Response& response, CookieTransport transport) {
  response.headers.emplace_back("Content-Security-Policy", policy);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  if (transport == CookieTransport::secure)
    response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  response.headers.emplace_back("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
}

CarrierPage::CarrierPage(CookieTransport transport) : transport_(transport) {
  const std::string version = digest_of_all();
  for (const console::PageFile& file : console::carrier_page_files()) {
    std::string bytes(file.bytes);
    if (file.name == worker) {
      if (const auto mark = bytes.find(version_mark); mark != std::string::npos)
        bytes.replace(mark, version_mark.size(), version);
    }
    std::string etag = '"' + base::sha256_hex(bytes).substr(0, 32) + '"';
    files_.emplace(file.name, File{std::string(file.content_type), std::move(bytes), std::move(etag)});
  }
}

Response CarrierPage::answer(const std::string& name, const Request& request) const {
  const auto file = files_.find(name);
  if (file == files_.end()) {
    return http::problem(base::Error(base::ErrorKind::not_found, "page.unknown_file", "the page has no such file"),
                         request.trace_id);
  }
  Response response;
  add_page_headers(response, transport_);
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.headers.emplace_back("ETag", file->second.etag);
  if (name == worker) response.headers.emplace_back("Service-Worker-Allowed", "/buu-ta");
  response.content_type = file->second.content_type;
  if (request.header("if-none-match") == file->second.etag) {
    response.status = 304;
  } else {
    response.body = file->second.bytes;
  }
  return response;
}

void CarrierPage::add_routes(http::Router& router) {
  const auto get = [&](std::string pattern, auto name_of) {
    http::Route route;
    route.method = "GET";
    route.pattern = std::move(pattern);
    route.handle = [this, name_of](Request request, base::Deadline) {
      return at_once(answer(name_of(request), request));
    };
    router.add(std::move(route));
  };
  get("/buu-ta", [](const Request&) { return std::string(start_page); });
  get("/buu-ta/{file}", [](const Request& request) { return request.parameters.at("file"); });
}

}  // namespace lienthong::app
