#include "transport/paced_client.hpp"

#include "support/run_coroutine.hpp"
#include "support/scripted_client.hpp"

#include <gtest/gtest.h>

namespace lienthong::transport {
namespace {

using testing::run;
using testing::ScriptedClient;
using testing::soon;

struct PacedClientTest : ::testing::Test {
  boost::asio::io_context io;
  base::SystemClock clock;
  ScriptedClient* peer = nullptr;

  PacedClient paced(std::chrono::milliseconds interval) {
    auto inner = std::make_unique<ScriptedClient>();
    inner->answers(200, "1").answers(200, "2").answers(200, "3");
    peer = inner.get();
    return PacedClient(io.get_executor(), std::move(inner), RateLimiter(interval, 1), clock);
  }
};

TEST_F(PacedClientTest, CallsWaitTheirTurn) {
  auto client = paced(std::chrono::milliseconds{10});
  const auto started = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(run(io, client.send(HttpRequest{}, soon())));
  EXPECT_GE(std::chrono::steady_clock::now() - started, std::chrono::milliseconds{20});
  EXPECT_EQ(peer->requests().size(), 3U);
}

TEST_F(PacedClientTest, ACallWhoseTurnComesTooLateIsNotSent) {
  auto client = paced(std::chrono::hours{1});
  EXPECT_TRUE(run(io, client.send(HttpRequest{}, soon())));
  const auto second = run(io, client.send(HttpRequest{}, soon()));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind(), base::ErrorKind::transient);
  EXPECT_EQ(peer->requests().size(), 1U);
}

}  // namespace
}  // namespace lienthong::transport
