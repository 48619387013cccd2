#include "runtime/task_group.hpp"
#include "runtime/tokens.hpp"
#include "support/run_coroutine.hpp"
#include "transport/beast_client.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include <deque>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using testing::run;
using testing::settle;
using testing::soon;

/// How the scripted peer behaves, and what it saw. Shared by all its connections.
struct Peer {
  int opened = 0;
  int alive = 0;
  int exchanges = 0;
  bool quiet = true;
  bool silent = false;  ///< takes the request and never answers
  bool slow_to_open = false;
  Reuse reuse = Reuse::keep;
  std::deque<base::Error> open_errors;
  std::deque<base::Error> exchange_errors;
};

class FakeConnection final : public Connection {
 public:
  explicit FakeConnection(Peer& peer) : peer_(peer) { ++peer_.alive; }
  ~FakeConnection() override { --peer_.alive; }

  awaitable<Result<void>> open(base::Deadline) override {
    if (peer_.slow_to_open && co_await wait()) co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped");
    if (!peer_.open_errors.empty()) co_return base::fail(take(peer_.open_errors));
    ++peer_.opened;
    co_return Result<void>();
  }
  [[nodiscard]] bool quiet() const override { return peer_.quiet; }
  awaitable<Result<Exchanged>> exchange(const std::string&, const HttpRequest& request) override {
    ++peer_.exchanges;
    if (!peer_.exchange_errors.empty()) co_return base::fail(take(peer_.exchange_errors));
    if (peer_.silent && co_await wait()) co_return base::fail(ErrorKind::ambiguous, "net.cancelled", "stopped");
    Exchanged exchanged;
    exchanged.reuse = peer_.reuse;
    exchanged.response.status = 200;
    exchanged.response.body = request.body;
    co_return exchanged;
  }

 private:
  static base::Error take(std::deque<base::Error>& errors) {
    base::Error error = errors.front();
    errors.pop_front();
    return error;
  }
  static awaitable<bool> wait() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours{1});
    const auto waited = co_await timer.async_wait(runtime::nothrow);
    co_return static_cast<bool>(std::get<0>(waited));
  }
  Peer& peer_;
};

struct PooledClientTest : ::testing::Test {
  boost::asio::io_context io;
  Peer peer;
  ClientSettings settings = one_connection();
  std::unique_ptr<HttpClient> client = make_pooled_client(
      io.get_executor(), settings, [this](const Url&) { return std::make_unique<FakeConnection>(peer); });
  runtime::TaskGroup group{io.get_executor()};
  std::vector<Result<HttpResponse>> got;

  static ClientSettings one_connection() {
    ClientSettings settings;
    settings.max_connections_per_host = 1;
    settings.connect_timeout = std::chrono::milliseconds{20};
    return settings;
  }
  static HttpRequest request(std::string body = {}) {
    HttpRequest request;
    request.url = "https://cong.example.vn/api";
    request.body = std::move(body);
    return request;
  }
  Result<HttpResponse> send(base::Deadline deadline = soon()) { return run(io, client->send(request(), deadline)); }
  static awaitable<void> send_into(HttpClient& client, HttpRequest request, base::Deadline deadline,
                                   std::vector<Result<HttpResponse>>& got) {
    auto response = co_await client.send(std::move(request), deadline);
    got.push_back(std::move(response));
  }
  void spawn(runtime::TaskGroup& by, std::string body, base::Deadline deadline = soon()) {
    by.spawn("send", send_into(*client, request(std::move(body)), deadline, got));
    settle(io);
  }
};

TEST_F(PooledClientTest, KeepsAConnectionForTheNextRequest) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(send());
  EXPECT_EQ(peer.opened, 1);
  EXPECT_EQ(peer.exchanges, 5);
}

TEST_F(PooledClientTest, DoesNotKeepWhatThePeerCloses) {
  peer.reuse = Reuse::close;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(send());
  EXPECT_EQ(peer.opened, 3);
  EXPECT_EQ(peer.alive, 0);
}

TEST_F(PooledClientTest, AKeptConnectionThatDiedUnusedIsReplacedSilently) {
  ASSERT_TRUE(send());
  peer.quiet = false;
  ASSERT_TRUE(send());
  EXPECT_EQ(peer.opened, 2);
  EXPECT_EQ(peer.exchanges, 2);
}

TEST_F(PooledClientTest, AKeptConnectionThatTookNotOneByteIsReplacedSilently) {
  ASSERT_TRUE(send());
  peer.exchange_errors.emplace_back(ErrorKind::transient, "net.closed", "nothing sent");
  ASSERT_TRUE(send());
  EXPECT_EQ(peer.opened, 2);
}

TEST_F(PooledClientTest, AKeptConnectionThatBrokeAfterWritingIsAmbiguousAndNotRetried) {
  ASSERT_TRUE(send());
  peer.exchange_errors.emplace_back(ErrorKind::ambiguous, "net.reset", "broke");
  const auto broken = send();
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind(), ErrorKind::ambiguous);
  EXPECT_EQ(peer.exchanges, 2);
  EXPECT_EQ(peer.alive, 0) << "it is not used again";
}

TEST_F(PooledClientTest, AFreshConnectionThatTookNothingIsTransientAndNotTriedForEver) {
  peer.exchange_errors.emplace_back(ErrorKind::transient, "net.closed", "nothing sent");
  const auto closed = send();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().kind(), ErrorKind::transient);
  EXPECT_EQ(peer.opened, 1);
}

TEST_F(PooledClientTest, SilenceUntilTheDeadlineIsAmbiguous) {
  peer.silent = true;
  const auto silent = send(soon(std::chrono::milliseconds{5}));
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().kind(), ErrorKind::ambiguous);
  EXPECT_EQ(silent.error().code(), "net.timeout");
  EXPECT_EQ(peer.alive, 0);
}

TEST_F(PooledClientTest, AConnectionThatDoesNotOpenInTimeIsTransient) {
  peer.slow_to_open = true;
  const auto limit = send();
  ASSERT_FALSE(limit);
  EXPECT_EQ(limit.error().kind(), ErrorKind::transient);
  EXPECT_EQ(limit.error().code(), "net.connect_timeout");
  const auto deadline = send(soon(std::chrono::milliseconds{2}));
  ASSERT_FALSE(deadline);
  EXPECT_EQ(deadline.error().kind(), ErrorKind::transient);
}

TEST_F(PooledClientTest, ErrorsOfOpeningComeThroughAndFreeThePlace) {
  peer.open_errors.emplace_back(ErrorKind::permanent, "net.tls_identity", "not who it should be");
  EXPECT_EQ(send().error().code(), "net.tls_identity");
  EXPECT_TRUE(send());
}

TEST_F(PooledClientTest, RequestsWaitInTheOrderTheyCame) {
  peer.silent = true;
  runtime::TaskGroup holder(io.get_executor());
  spawn(holder, "holder");
  for (const char* body : {"1", "2", "3"}) spawn(group, body);
  EXPECT_EQ(peer.exchanges, 1);
  peer.silent = false;
  holder.cancel();
  settle(io);
  ASSERT_EQ(got.size(), 4U);
  EXPECT_EQ(got[0].error().kind(), ErrorKind::ambiguous) << "cancelled after its request went out";
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(got[i]->body, std::to_string(i));
}

TEST_F(PooledClientTest, OneWhoWaitsGivesUpAtItsDeadlineAndIsTransient) {
  peer.silent = true;
  spawn(group, "holder");
  const auto waited = send(soon(std::chrono::milliseconds{5}));
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().kind(), ErrorKind::transient);
  EXPECT_EQ(peer.exchanges, 1);
  group.cancel();
  settle(io);
  peer.silent = false;
  EXPECT_TRUE(send()) << "the place in the queue is not lost";
}

TEST_F(PooledClientTest, CancellingOneWhoWaitsIsCancelled) {
  peer.silent = true;
  runtime::TaskGroup holder(io.get_executor());
  spawn(holder, "holder");
  spawn(group, "waiter");
  group.cancel();
  settle(io);
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].error().kind(), ErrorKind::cancelled);
  holder.cancel();
  settle(io);
}

TEST_F(PooledClientTest, RefusesPlainHttpAndBadUrlsBeforeAnyConnection) {
  HttpRequest plain = request();
  plain.url = "http://cong.example.vn/";
  EXPECT_EQ(run(io, client->send(plain, soon())).error().code(), "net.plain_http");
  HttpRequest bad = request();
  bad.url = "file:///etc/passwd";
  EXPECT_EQ(run(io, client->send(bad, soon())).error().code(), "net.url");
  HttpRequest split = request();
  split.headers = {{"A", "b\r\nC: d"}};
  EXPECT_EQ(run(io, client->send(split, soon())).error().kind(), ErrorKind::invalid);
  EXPECT_EQ(peer.opened, 0);
}

}  // namespace
}  // namespace lienthong::transport
