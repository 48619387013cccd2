#include "transport/session_cache.hpp"

#include "runtime/task_group.hpp"
#include "runtime/tokens.hpp"
#include "support/run_coroutine.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::run;
using testing::settle;
using testing::soon;

class SetClock final : public base::Clock {
 public:
  [[nodiscard]] base::Instant now() const override { return base::Instant{}; }
  [[nodiscard]] Steady steady() const override { return steady_; }
  void advance(std::chrono::milliseconds by) { steady_ += by; }

 private:
  Steady steady_{seconds{1000}};
};

/// The peer's login page: plays outcomes, can be made to wait, counts.
class LoginPage {
 public:
  LoginPage(boost::asio::io_context& io, const SetClock& clock) : gate_(io), clock_(clock) {
    gate_.expires_at(std::chrono::steady_clock::time_point::max());
  }

  awaitable<Result<Session>> log_in(base::Deadline) {
    ++logins;
    most_at_once = std::max(most_at_once, ++running_);
    const auto number = logins;
    if (held) co_await gate_.async_wait(runtime::nothrow);
    --running_;
    const bool cancelled =
        (co_await boost::asio::this_coro::cancellation_state).cancelled() != boost::asio::cancellation_type::none;
    if (cancelled) co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped");
    if (!failures.empty()) {
      const ErrorKind kind = failures.front();
      failures.pop_front();
      co_return base::fail(kind, "login.failed", "scripted");
    }
    Session session;
    session.value = base::Secret("token-" + std::to_string(number));
    session.expires = clock_.steady() + life;
    co_return session;
  }
  void release() {
    held = false;
    gate_.cancel();
  }

  int logins = 0;
  int most_at_once = 0;
  bool held = false;
  std::chrono::milliseconds life = seconds{600};
  std::deque<ErrorKind> failures;

 private:
  boost::asio::steady_timer gate_;
  const SetClock& clock_;
  int running_ = 0;
};

struct SessionCacheTest : ::testing::Test {
  boost::asio::io_context io;
  SetClock clock;
  LoginPage page{io, clock};
  SessionCache cache{io.get_executor(), clock, [this](base::Deadline deadline) { return page.log_in(deadline); },
                     seconds{30}};
  runtime::TaskGroup group{io.get_executor()};
  std::vector<Result<Session>> got;

  static awaitable<void> ask(SessionCache& cache, base::Deadline deadline, std::vector<Result<Session>>& got) {
    auto session = co_await cache.get(deadline);
    got.push_back(std::move(session));
  }
  void ask(int times, runtime::TaskGroup& by, base::Deadline deadline = soon()) {
    for (int i = 0; i < times; ++i) by.spawn("ask", ask(cache, deadline, got));
    settle(io);
  }
  Result<Session> get() { return run(io, cache.get(soon())); }
};

TEST_F(SessionCacheTest, LogsInOnceAndKeepsTheSession) {
  const auto first = get();
  const auto second = get();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->value.reveal(), "token-1");
  EXPECT_EQ(second->generation, 1U);
  EXPECT_EQ(page.logins, 1);
}

TEST_F(SessionCacheTest, ManyWhoFindNoSessionCauseOneLogin) {
  page.held = true;
  ask(50, group);
  EXPECT_EQ(page.logins, 1);
  EXPECT_TRUE(got.empty());
  page.release();
  settle(io);
  ASSERT_EQ(got.size(), 50U);
  for (const auto& session : got) EXPECT_EQ(session->generation, 1U);
  EXPECT_EQ(page.logins, 1);
}

TEST_F(SessionCacheTest, ManyRefusedRequestsCauseOneLogin) {
  const auto old = get();
  page.held = true;
  for (int i = 0; i < 20; ++i) cache.invalidate(old->generation);
  ask(20, group);
  page.release();
  settle(io);
  cache.invalidate(old->generation);  // a straggler that was refused with the old one
  const auto now = get();
  EXPECT_EQ(now->generation, 2U);
  EXPECT_EQ(page.logins, 2);
}

TEST_F(SessionCacheTest, AFailedLoginIsEverybodysResultAndNobodyTriesAgainAtOnce) {
  page.held = true;
  page.failures = {ErrorKind::transient};
  ask(30, group);
  page.release();
  settle(io);
  ASSERT_EQ(got.size(), 30U);
  for (const auto& session : got) {
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code(), "login.failed");
  }
  EXPECT_EQ(page.logins, 1);
  EXPECT_TRUE(get()) << "the next who asks tries again";
}

TEST_F(SessionCacheTest, AnExpiredSessionIsNeverHandedOut) {
  page.life = seconds{60};
  (void)get();
  clock.advance(seconds{60});
  const auto session = get();
  EXPECT_EQ(session->generation, 2U);
}

TEST_F(SessionCacheTest, OneRenewsEarlyWhileTheOthersGoOn) {
  page.life = seconds{60};
  (void)get();
  clock.advance(seconds{31});
  page.held = true;
  ask(10, group);
  EXPECT_EQ(page.logins, 2);
  ASSERT_EQ(got.size(), 9U) << "only the one who renews waits";
  for (const auto& session : got) EXPECT_EQ(session->generation, 1U);
  page.release();
  settle(io);
  EXPECT_EQ(got.back()->generation, 2U);
}

TEST_F(SessionCacheTest, AFailedEarlyRenewalUsesTheOldSessionAndRests) {
  page.life = seconds{60};
  (void)get();
  clock.advance(seconds{31});
  page.failures = {ErrorKind::transient};
  EXPECT_EQ(get()->generation, 1U);
  EXPECT_EQ(get()->generation, 1U);
  EXPECT_EQ(page.logins, 2) << "not at every call";
  clock.advance(seconds{8});
  EXPECT_EQ(get()->generation, 2U);
}

TEST_F(SessionCacheTest, WhenTheOneWhoLogsInIsCancelledTheNextTakesOver) {
  page.held = true;
  runtime::TaskGroup leader(io.get_executor());
  ask(1, leader);
  ask(5, group);
  EXPECT_EQ(page.logins, 1);
  leader.cancel();
  settle(io);
  EXPECT_EQ(page.logins, 2);
  page.release();
  settle(io);
  ASSERT_EQ(got.size(), 6U);
  EXPECT_EQ(got[0].error().kind(), ErrorKind::cancelled);
  for (std::size_t i = 1; i < got.size(); ++i) EXPECT_TRUE(got[i]);
  EXPECT_EQ(page.most_at_once, 1);
}

TEST_F(SessionCacheTest, ACancelledWaiterDoesNotDisturbTheLogin) {
  page.held = true;
  ask(1, group);
  runtime::TaskGroup waiter(io.get_executor());
  ask(1, waiter);
  waiter.cancel();
  settle(io);
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].error().kind(), ErrorKind::cancelled);
  page.release();
  settle(io);
  EXPECT_TRUE(got.back());
  EXPECT_EQ(page.logins, 1);
}

TEST_F(SessionCacheTest, AWaiterGivesUpAtItsDeadline) {
  page.held = true;
  ask(1, group);
  const auto late = run(io, cache.get(soon(milliseconds{5})));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code(), "session.timeout");
  EXPECT_EQ(late.error().kind(), ErrorKind::transient);
  page.release();
  settle(io);
  EXPECT_TRUE(got.at(0));
}

}  // namespace
}  // namespace lienthong::transport
