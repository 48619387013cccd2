#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "domain/circuit_breaker.hpp"
#include "peer/external_system.hpp"
#include "runtime/task_group.hpp"
#include "runtime/wakeup.hpp"
#include "storage/store.hpp"
#include "sync/attachments.hpp"
#include "sync/intake.hpp"
#include "sync/observer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace lienthong::sync {

/// Tells one peer what waits for it: leases lane heads, sends each within its deadline, settles. A lane that fails
/// waits alone; a peer that fails trips its breaker and costs nobody else anything (I4). Single executor.
class Dispatcher {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    base::Random& random;
    Observer& observer;
    const AttachmentAddress& addresses;
    Intake& intake;  ///< plans a dossier again when its lane left the peer with another opinion
  };

  Dispatcher(boost::asio::any_io_executor executor, std::unique_ptr<peer::ExternalSystem> system, Parts parts);

  /// Runs until `stop`, or until cancelled. Cancellation leaves what is on its way `in_flight` in the store: after its
  /// lease it becomes `unknown` and is found out like any other, so that a hard stop is no different from a crash.
  boost::asio::awaitable<void> run();
  /// Something new may be due.
  void wake() { wakeup_.notify(); }
  /// Leases nothing more; `run` returns when what is in hand has settled.
  void stop();
  /// Cuts what is in hand; false when some of it had not ended by `deadline`. After `stop` only.
  boost::asio::awaitable<bool> cut(base::Deadline deadline);

  [[nodiscard]] domain::CircuitBreaker::State breaker() const { return breaker_.state(); }
  [[nodiscard]] const peer::Manifest& manifest() const { return system_->manifest(); }
  [[nodiscard]] int in_hand() const { return in_hand_; }

 private:
  using Steady = base::Clock::Steady;
  [[nodiscard]] bool may_send(Steady now);
  boost::asio::awaitable<base::Result<int>> lease_and_send(int lanes);
  boost::asio::awaitable<void> work_on(storage::Lease lease);
  boost::asio::awaitable<void> find_out(const storage::Lease& lease);
  boost::asio::awaitable<void> send(const storage::Lease& lease);
  boost::asio::awaitable<base::Result<std::vector<std::string>>> documents(const storage::Lease& lease,
                                                                           const peer::Tell& tell, std::size_t count);
  boost::asio::awaitable<void> settle(const storage::Lease& lease, storage::Settlement settlement);
  boost::asio::awaitable<std::chrono::milliseconds> until_next();
  void learn(const domain::AttemptResult& attempt);

  std::unique_ptr<peer::ExternalSystem> system_;
  Parts parts_;
  domain::CircuitBreaker breaker_;
  runtime::Wakeup wakeup_;
  runtime::TaskGroup sends_;
  Steady quiet_until_{};  ///< the peer asked for quiet (Retry-After): all of its lanes keep it (F30)
  int in_hand_ = 0;
  bool stopping_ = false;
};

}  // namespace lienthong::sync
