#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "console/carrier/attempt_limit.hpp"
#include "console/carrier/carrier_event.hpp"
#include "http/message.hpp"
#include "http/token_issuer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::app {

/// Whether browsers reach the gateway by TLS, itself or in front of it. `secure` cookies are never sent without.
enum class CookieTransport : std::uint8_t { secure, plain };

/// One sign-in of a carrier; every sign-in is a session of its own.
struct CarrierSession {
  const console::CarrierName* carrier = nullptr;
  std::string id;  ///< unique, and no secret: whoever knows it cannot use the session
};

/// Who of [[carriers]] is calling. Tokens carry their own proof: a restart signs nobody out, another secret of a
/// carrier ends all its sessions. Which sessions were signed out is EndedSessions' to know. Single executor.
class CarrierSessions {
 public:
  static constexpr std::chrono::hours working_day{12};

  CarrierSessions(const base::Secret& signing_key, CookieTransport transport)
      : signing_key_(signing_key), transport_(transport) {}
  void add(console::CarrierName name, base::Secret secret);

  /// `unauthorised` "carrier.sign_in", which never says what was wrong; `forbidden` "carrier.locked" for a while after
  /// five wrong secrets in a row, even for the right one.
  base::Result<const console::CarrierName*> sign_in(std::string_view id, std::string_view secret,
                                                    base::Clock::Steady now);
  /// A new session, for 12 hours.
  [[nodiscard]] std::string issue_token(const console::CarrierName& carrier, base::Instant now) const;

  /// By `Authorization: Bearer` or by the page's cookie. `unauthorised` "carrier.session"; `forbidden` "carrier.origin"
  /// when a page of somebody else used the cookie.
  [[nodiscard]] base::Result<CarrierSession> session_of(const http::Request& request, base::Instant now) const;
  [[nodiscard]] CookieTransport transport() const { return transport_; }
  /// Values of Set-Cookie.
  [[nodiscard]] std::string cookie_with(std::string_view token) const;
  [[nodiscard]] std::string cookie_without_token() const;

 private:
  struct Carrier {
    console::CarrierName name;
    base::Secret secret;
    http::TokenIssuer issuer;
  };
  [[nodiscard]] const Carrier* find(std::string_view id) const;
  [[nodiscard]] std::string_view cookie_name() const;
  [[nodiscard]] std::string cookie(std::string_view value, std::chrono::seconds life) const;

  const base::Secret& signing_key_;
  CookieTransport transport_;
  std::vector<Carrier> carriers_;
  console::AttemptLimit wrong_secrets_{{}};
};

/// Whether a request that changes something can only come from our own page or from no browser at all: JSON, which a
/// form of somebody else cannot send, and of our own origin where the browser says of which.
[[nodiscard]] bool of_own_page(const http::Request& request);

}  // namespace lienthong::app
