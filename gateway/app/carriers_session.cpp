#include "app/carriers_session.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace lienthong::app {
namespace {

using base::ErrorKind;

constexpr std::size_t session_bytes = 16;

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::string_view pair = base::trim(header.substr(0, header.find(';')));
    header.remove_prefix(
        std::min(header.size(), header.find(';') == std::string_view::npos ? header.size() : header.find(';') + 1));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace

void CarrierSessions::add(console::CarrierName name, base::Secret secret) {
  // A key of its own for each carrier and secret: a token of a peer's client is none of a carrier, nor the reverse.
  base::Secret key(
      base::hmac_sha256_hex(signing_key_.reveal(), "carrier|" + name.id + "|" + base::sha256_hex(secret.reveal())));
  carriers_.push_back({std::move(name), std::move(secret), http::TokenIssuer(std::move(key), working_day)});
}

const CarrierSessions::Carrier* CarrierSessions::find(std::string_view id) const {
  const auto found = std::ranges::find_if(carriers_, [&](const Carrier& carrier) { return carrier.name.id == id; });
  return found == carriers_.end() ? nullptr : &*found;
}

base::Result<const console::CarrierName*> CarrierSessions::sign_in(std::string_view id, std::string_view secret,
                                                                   base::Clock::Steady now) {
  const Carrier* carrier = find(id);
  if (carrier == nullptr) return base::fail(ErrorKind::unauthorised, "carrier.sign_in", "no such carrier or secret");
  if (wrong_secrets_.locked(id, now))
    return base::fail(ErrorKind::forbidden, "carrier.locked", "too many wrong secrets in a row");
  if (!carrier->secret.equals(secret)) {
    wrong_secrets_.wrong(id, now);
    return base::fail(ErrorKind::unauthorised, "carrier.sign_in", "no such carrier or secret");
  }
  wrong_secrets_.right(id);
  return &carrier->name;
}

std::string CarrierSessions::issue_token(const console::CarrierName& carrier, base::Instant now) const {
  return find(carrier.id)->issuer.issue(carrier.id + "/" + base::random_hex(session_bytes), now);
}

base::Result<CarrierSession> CarrierSessions::session_of(const http::Request& request, base::Instant now) const {
  const std::string_view header = request.header("authorization");
  const bool bearer = header.starts_with("Bearer ");
  const std::string_view token = bearer ? header.substr(7) : cookie_value(request.header("cookie"), cookie_name());
  for (const Carrier& carrier : carriers_) {
    auto session = carrier.issuer.verify(token, now);
    if (!session) continue;
    if (!bearer && request.method != "GET" && request.method != "HEAD" && !of_own_page(request))
      return base::fail(ErrorKind::forbidden, "carrier.origin", "the cookie came with what is not from our page");
    return CarrierSession{&carrier.name, std::move(*session)};
  }
  return base::fail(ErrorKind::unauthorised, "carrier.session", "no carrier is signed in");
}

std::string_view CarrierSessions::cookie_name() const {
  return transport_ == CookieTransport::secure ? "__Host-buu-ta" : "buu-ta";
}

std::string CarrierSessions::cookie(std::string_view value, std::chrono::seconds life) const {
  return std::string(cookie_name()) + "=" + std::string(value) + "; Path=/; Max-Age=" + std::to_string(life.count()) +
         "; HttpOnly; SameSite=Strict" + (transport_ == CookieTransport::secure ? "; Secure" : "");
}

std::string CarrierSessions::cookie_with(std::string_view token) const { return cookie(token, working_day); }
std::string CarrierSessions::cookie_without_token() const { return cookie("", std::chrono::seconds(0)); }

bool of_own_page(const http::Request& request) {
  if (!request.header("content-type").starts_with("application/json")) return false;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return true;
  const auto host = origin.find("://");
  return host != std::string_view::npos && origin.substr(host + 3) == request.header("host");
}

}  // namespace lienthong::app
