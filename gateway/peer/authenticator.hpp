#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "peer/external_system.hpp"
#include "transport/http_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>

namespace lienthong::transport {
class SessionCache;
}

namespace lienthong::peer {

/// What shows a peer who we are, ready to be put on the wire.
struct Proof {
  base::Secret session;  ///< for the envelope; empty for the other schemes
  transport::Headers headers;
  std::uint64_t generation = 0;  ///< of the session or token
};

/// Keeps the one session or token of one peer. Single executor: that of the first call.
class Authenticator {
 public:
  /// `common`: headers that this peer wants on every call.
  Authenticator(const Manifest& manifest, const SystemSettings& settings, SystemContext context,
                transport::Headers common);
  ~Authenticator();

  /// All who wait share one login. `unauthorised` "auth.login_refused" when the peer does not take our credentials,
  /// `transient` for everything that may pass: of the message itself nothing has been sent yet.
  boost::asio::awaitable<base::Result<Proof>> prove(base::Deadline deadline);
  /// The peer did not accept this proof: the next `prove` logs in again. Returns whether that can help.
  [[nodiscard]] bool renew_after(const Proof& refused);

 private:
  struct Logins;
  transport::SessionCache& cache(const boost::asio::any_io_executor& executor);
  [[nodiscard]] base::Result<Proof> fixed_header() const;

  AuthScheme scheme_;
  std::shared_ptr<const Logins> logins_;
  std::unique_ptr<transport::SessionCache> cache_;
};

}  // namespace lienthong::peer
