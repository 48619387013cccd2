#include "peer/authenticator.hpp"

#include "base/digest.hpp"
#include "codec/json.hpp"
#include "peer/profiles/join_url.hpp"
#include "peer/profiles/percent_encoded.hpp"
#include "transport/head_rules.hpp"
#include "transport/session_cache.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using codec::Value;
using std::chrono::milliseconds;

std::string json_text(std::string_view text) { return codec::write_json(Value::text(text)); }

std::string_view scalar_of(const Value& record, std::string_view name) {
  const Value* found = record.find(name);
  return found == nullptr ? std::string_view{} : found->scalar();
}

/// `{token_type} {access_token}` (contracts §4.1). The type has no case (RFC 6749 §5.1); where a peer leaves it out or
/// it cannot stand in a header, `Bearer`.
std::string authorization(std::string_view type, std::string_view token) {
  const bool usable = transport::is_token(type) && !transport::same_name(type, "bearer");
  return std::string(usable ? type : "Bearer") + " " + std::string(token);
}

/// A login that could not be carried out says nothing about the message that waits for it: nothing of it was sent.
base::Error as_not_sent(const base::Error& error) {
  const ErrorKind kind = error.kind() == ErrorKind::cancelled ? ErrorKind::cancelled : ErrorKind::transient;
  return base::Error(kind, error.code(), "the login did not end: " + error.text());
}

}  // namespace

/// How a session or token is fetched; shared with a login under way, which may outlive a cancelled caller.
struct Authenticator::Logins {
  Manifest manifest;
  SystemSettings site;
  SystemContext context;
  transport::Headers common;

  [[nodiscard]] transport::HttpRequest request() const;
  [[nodiscard]] Result<transport::Session> read(const transport::HttpResponse& response) const;
  static awaitable<Result<transport::Session>> log_in(std::shared_ptr<const Logins> logins, base::Deadline deadline);
};

transport::HttpRequest Authenticator::Logins::request() const {
  transport::HttpRequest out;
  out.headers = common;
  if (manifest.auth == AuthScheme::session_login) {
    out.url = join_url(site.base_url, manifest.settings.at("login_path"));
    out.headers.emplace_back("Content-Type", "application/json");
    out.body =
        "{\"username\":" + json_text(site.client_id) + ",\"password\":" + json_text(site.client_secret.reveal()) + "}";
    return out;
  }
  out.url = join_url(site.base_url, manifest.settings.at("token_path"));
  out.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  out.headers.emplace_back("Accept", "application/json");
  const auto credentials = manifest.settings.find("token_credentials");
  if (credentials != manifest.settings.end() && credentials->second == "basic") {
    const std::string pair = site.client_id + ":" + std::string(site.client_secret.reveal());
    out.headers.emplace_back("Authorization", "Basic " + base::to_base64(pair));
    out.body = "grant_type=client_credentials";
    return out;
  }
  out.body = "grant_type=client_credentials&client_id=" + form_encoded(site.client_id) +
             "&client_secret=" + form_encoded(site.client_secret.reveal());
  return out;
}

Result<transport::Session> Authenticator::Logins::read(const transport::HttpResponse& response) const {
  if (response.status == 429 || response.status >= 500) {
    return base::fail(ErrorKind::transient, "auth.login_http", "the peer cannot log us in now");
  }
  codec::Arena arena;
  const auto body = codec::read_json(response.body, arena, site.limits);
  if (!body || !body->is_record()) {
    if (response.status >= 400)
      return base::fail(ErrorKind::unauthorised, "auth.login_refused", "the peer refused our login");
    return base::fail(ErrorKind::transient, "auth.login_unreadable", "the answer to the login cannot be read");
  }
  const bool by_session = manifest.auth == AuthScheme::session_login;
  const std::string_view code = scalar_of(*body, "error_code");
  const bool refused = response.status >= 400 || (by_session && code != "0" && code != "00");
  const std::string_view value = scalar_of(*body, by_session ? "session" : "access_token");
  if (refused || value.empty())
    return base::fail(ErrorKind::unauthorised, "auth.login_refused", "the peer refused our login");
  transport::Session out;
  out.value = base::Secret(by_session ? std::string(value) : authorization(scalar_of(*body, "token_type"), value));
  milliseconds life = manifest.session_life;
  const Value* expires_in = body->find("expires_in");
  const auto seconds = expires_in == nullptr ? std::nullopt : expires_in->as_integer();
  if (seconds && *seconds > 0 && *seconds < life.count() / 1000) life = milliseconds(*seconds * 1000);
  out.expires = context.clock->steady() + life;
  return out;
}

awaitable<Result<transport::Session>> Authenticator::Logins::log_in(std::shared_ptr<const Logins> logins,
                                                                    base::Deadline deadline) {
  auto response = co_await logins->context.http->send(logins->request(), deadline);
  if (!response) co_return base::fail(as_not_sent(response.error()));
  co_return logins->read(*response);
}

Authenticator::Authenticator(const Manifest& manifest, const SystemSettings& settings, SystemContext context,
                             transport::Headers common)
    : scheme_(manifest.auth),
      logins_(std::make_shared<const Logins>(Logins{manifest, settings, std::move(context), std::move(common)})) {}

Authenticator::~Authenticator() = default;

transport::SessionCache& Authenticator::cache(const boost::asio::any_io_executor& executor) {
  if (!cache_) {
    const auto early = std::min<milliseconds>(std::chrono::seconds{30}, logins_->manifest.session_life / 4);
    cache_ = std::make_unique<transport::SessionCache>(
        executor, *logins_->context.clock,
        [logins = logins_](base::Deadline deadline) { return Logins::log_in(logins, deadline); }, early);
  }
  return *cache_;
}

Result<Proof> Authenticator::fixed_header() const {
  Proof proof;
  const SystemSettings& site = logins_->site;
  if (site.client_secret.empty()) return proof;
  const std::string& scheme = logins_->manifest.settings.at("scheme");
  std::string value(site.client_secret.reveal());
  if (scheme == "bearer") value = "Bearer " + value;
  if (scheme == "basic") value = "Basic " + base::to_base64(site.client_id + ":" + value);
  proof.headers.emplace_back(logins_->manifest.settings.at("header"), std::move(value));
  return proof;
}

awaitable<Result<Proof>> Authenticator::prove(base::Deadline deadline) {
  switch (scheme_) {
    case AuthScheme::none:
      co_return Proof{};
    case AuthScheme::static_header:
      co_return fixed_header();
    case AuthScheme::session_login:
    case AuthScheme::client_credentials:
      break;
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  auto session = co_await cache(executor).get(deadline);
  if (!session) co_return base::fail(std::move(session).error());
  Proof proof;
  proof.generation = session->generation;
  if (scheme_ == AuthScheme::session_login) {
    proof.session = session->value;
  } else {
    proof.headers.emplace_back("Authorization", session->value.reveal());
  }
  co_return proof;
}

bool Authenticator::renew_after(const Proof& refused) {
  if (!cache_) return false;
  cache_->invalidate(refused.generation);
  return true;
}

}  // namespace lienthong::peer
