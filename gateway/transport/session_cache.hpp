#pragma once

#include "base/clock.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace lienthong::transport {

/// A session id or access token of one peer.
struct Session {
  base::Secret value;
  std::uint64_t generation = 0;  ///< set by the cache: counts logins
  base::Clock::Steady expires = base::Clock::Steady::max();
};

/// Asks the peer for a new session. `generation` of the answer is ignored.
using Login = std::function<boost::asio::awaitable<base::Result<Session>>(base::Deadline)>;

/// The one session of one peer, fetched by one login at a time however many wait for it (F38). Single executor.
class SessionCache {
 public:
  /// A session is renewed when it has less than `refresh_before` left; until it has expired the others keep using it.
  SessionCache(boost::asio::any_io_executor executor, const base::Clock& clock, Login login,
               std::chrono::milliseconds refresh_before = std::chrono::seconds{30});
  ~SessionCache();

  /// A session that has not expired. All who wait share one login and its result, also its error. When the login is
  /// cancelled with its caller, the next who waits takes over. `transient` "session.timeout" when `deadline` passed
  /// while another's login was running; else what the login returned.
  boost::asio::awaitable<base::Result<Session>> get(base::Deadline deadline);

  /// The peer refused the session of that generation. A newer one is not touched, so that many refused requests cause
  /// one login.
  void invalidate(std::uint64_t generation);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace lienthong::transport
