#include "peer/exchange.hpp"

#include "peer/profiles/join_url.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using domain::Outcome;
using std::chrono::milliseconds;

/// "Wed, 21 Oct 2026 07:28:00 GMT"
std::optional<base::Instant> http_date(std::string_view text) {
  std::tm parts{};
  const std::string copy(text);
  const char* end = ::strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return base::from_unix_ms(std::int64_t{::timegm(&parts)} * 1000);
}

}  // namespace

std::optional<milliseconds> retry_after(const transport::HttpResponse& response, base::Instant now) {
  const std::string_view text = response.header("Retry-After");
  std::int64_t seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failure == std::errc{} && end == text.data() + text.size()) {
    constexpr std::int64_t century = 3'153'600'000;  // enough for any cap, and safe to multiply
    return seconds < 0 ? std::nullopt : std::optional(milliseconds(std::min(seconds, century) * 1000));
  }
  const auto at = http_date(text);
  return at && *at > now ? std::optional(*at - now) : std::nullopt;
}

domain::AttemptResult attempt_of(const base::Error& error) {
  switch (error.kind()) {
    case ErrorKind::transient:
    case ErrorKind::permanent:  // "net.tls_identity": nothing was sent, and a corrected certificate mends it
    case ErrorKind::cancelled:
      return {Outcome::retry, error.code(), std::nullopt};
    case ErrorKind::unauthorised:
    case ErrorKind::forbidden:
      return {Outcome::auth, error.code(), std::nullopt};
    case ErrorKind::ambiguous:
    case ErrorKind::invalid:
    case ErrorKind::not_found:
    case ErrorKind::conflict:
    case ErrorKind::too_large:
    case ErrorKind::unsupported:
    case ErrorKind::internal:
      return {Outcome::unknown, error.code(), std::nullopt};
  }
  return {Outcome::unknown, error.code(), std::nullopt};
}

transport::HttpRequest Exchange::request(const Outgoing& outgoing, const Proof& proof) const {
  const Outgoing proved = proof.session.empty() ? outgoing : profile_.with_session(outgoing, proof.session.reveal());
  transport::HttpRequest out;
  out.method = proved.method;
  out.url = join_url(base_url_, proved.path);
  out.headers = proved.headers;
  out.headers.insert(out.headers.end(), proof.headers.begin(), proof.headers.end());
  out.body = proved.body;
  return out;
}

awaitable<Exchanged> Exchange::once(const Outgoing& outgoing, const Proof& proof, std::string_view operation,
                                    base::Deadline deadline) {
  Exchanged out;
  auto response = co_await context_.http->send(request(outgoing, proof), deadline);
  if (!response) {
    out.attempt = attempt_of(response.error());
    co_return out;
  }
  const auto [outcome, reason] = manifest_.outcomes.classify(profile_.read(*response, operation));
  out.attempt = {outcome, reason, retry_after(*response, context_.clock->now())};
  out.response = std::move(*response);
  co_return out;
}

awaitable<Exchanged> Exchange::run(Outgoing outgoing, std::string operation, base::Deadline deadline) {
  Exchanged out;
  for (int tries = 0; tries < 2; ++tries) {
    auto proof = co_await auth_.prove(deadline);
    if (!proof) {
      out.attempt = attempt_of(proof.error());
      out.response = {};
      co_return out;
    }
    out = co_await once(outgoing, *proof, operation, deadline);
    if (out.attempt.outcome != Outcome::auth || !auth_.renew_after(*proof)) co_return out;
  }
  co_return out;
}

awaitable<Result<transport::HttpResponse>> Exchange::fetch(Outgoing outgoing, base::Deadline deadline) {
  for (int tries = 0; tries < 2; ++tries) {
    auto proof = co_await auth_.prove(deadline);
    if (!proof) co_return base::fail(std::move(proof).error());
    auto response = co_await context_.http->send(request(outgoing, *proof), deadline);
    if (!response) co_return response;
    const bool refused = response->status == 401 || response->status == 403;
    if (!refused) co_return response;
    if (!auth_.renew_after(*proof)) break;
  }
  co_return base::fail(ErrorKind::unauthorised, "auth.refused", "the peer does not accept who we are");
}

}  // namespace lienthong::peer
