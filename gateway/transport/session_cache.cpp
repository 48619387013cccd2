#include "transport/session_cache.hpp"

#include "runtime/tokens.hpp"

#include <boost/asio/steady_timer.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;

struct Waiter {
  explicit Waiter(const boost::asio::any_io_executor& executor) : timer(executor) {}
  boost::asio::steady_timer timer;
  bool leads = false;                     ///< chosen to log in next
  std::optional<Result<Session>> result;  ///< of the login that was waited for
};

}  // namespace

struct SessionCache::State {
  State(boost::asio::any_io_executor on, const base::Clock& from, Login with, std::chrono::milliseconds early)
      : executor(std::move(on)), clock(from), login(std::move(with)), refresh_before(early) {}

  [[nodiscard]] bool usable() const { return session && clock.steady() < session->expires; }
  [[nodiscard]] bool wants_refresh() const {
    const auto now = clock.steady();
    return session->expires - now < refresh_before && now >= next_early_try;
  }

  void hand_out(const Result<Session>& result);
  void pass_lead();

  /// The right to log in. Whoever leaves with it unused (cancelled, thrown) passes it on.
  struct Lead {
    std::shared_ptr<State> state;
    bool held = false;
    ~Lead() {
      if (held) state->pass_lead();
    }
  };
  static awaitable<Result<Session>> log_in(Lead& lead, base::Deadline deadline);
  static awaitable<Result<Session>> wait_for_login(Lead& lead, base::Deadline deadline);

  boost::asio::any_io_executor executor;
  const base::Clock& clock;
  Login login;
  std::chrono::milliseconds refresh_before;
  std::optional<Session> session;
  std::uint64_t logins = 0;
  base::Clock::Steady next_early_try = base::Clock::Steady::min();
  bool logging_in = false;
  std::vector<Waiter*> waiters;
};

void SessionCache::State::hand_out(const Result<Session>& result) {
  logging_in = false;
  for (auto* waiter : std::exchange(waiters, {})) {
    waiter->result = result;
    waiter->timer.cancel();
  }
}

void SessionCache::State::pass_lead() {
  logging_in = false;
  if (waiters.empty()) return;
  auto* next = waiters.front();
  waiters.erase(waiters.begin());
  logging_in = true;  // reserved: nobody may start a second login before the new leader runs
  next->leads = true;
  next->timer.cancel();
}

awaitable<Result<Session>> SessionCache::State::log_in(Lead& lead, base::Deadline deadline) {
  State& state = *lead.state;
  auto result = co_await state.login(deadline);
  if (!result && result.error().kind() == ErrorKind::cancelled) co_return result;
  if (result) {
    result->generation = ++state.logins;
    state.session = *result;
  } else if (state.usable()) {
    // An early refresh failed while the old session still holds: use it, and do not ask again at every call.
    state.next_early_try = state.clock.steady() + state.refresh_before / 4;
    result = *state.session;
  }
  lead.held = false;
  state.hand_out(result);
  co_return result;
}

awaitable<Result<Session>> SessionCache::State::wait_for_login(Lead& lead, base::Deadline deadline) {
  State& state = *lead.state;
  Waiter waiter(state.executor);
  struct Place {
    State& state;
    Waiter& waiter;
    ~Place() { std::erase(state.waiters, &waiter); }
  };
  const Place place{state, waiter};
  waiter.timer.expires_at(deadline.at());
  state.waiters.push_back(&waiter);
  const auto waited = co_await waiter.timer.async_wait(runtime::nothrow);
  lead.held = waiter.leads;
  if (waiter.result) co_return std::move(*waiter.result);
  if (!std::get<0>(waited)) {
    co_return base::fail(ErrorKind::transient, "session.timeout", "another's login took longer than the deadline");
  }
  co_return base::fail(ErrorKind::cancelled, "session.cancelled", "stopped while waiting for a login");
}

SessionCache::SessionCache(boost::asio::any_io_executor executor, const base::Clock& clock, Login login,
                           std::chrono::milliseconds refresh_before)
    : state_(std::make_shared<State>(std::move(executor), clock, std::move(login), refresh_before)) {}

SessionCache::~SessionCache() = default;

awaitable<Result<Session>> SessionCache::get(base::Deadline deadline) {
  State::Lead lead{state_};
  State& state = *lead.state;
  if (state.usable() && (state.logging_in || !state.wants_refresh())) co_return *state.session;
  if (!state.logging_in) {
    state.logging_in = true;
    lead.held = true;
  } else {
    auto waited = co_await State::wait_for_login(lead, deadline);
    if (!lead.held) co_return waited;
  }
  co_return co_await State::log_in(lead, deadline);
}

void SessionCache::invalidate(std::uint64_t generation) {
  if (state_->session && state_->session->generation == generation) state_->session.reset();
}

}  // namespace lienthong::transport
