#include "integration/http_fixture.hpp"

namespace lienthong::testing {
namespace {

using base::ErrorKind;
using std::chrono::milliseconds;

/// A peer that misbehaves: for each connection it reads one request's head and then does as it was told.
struct HttpClientTest : HttpFixture {
  using Behaviour = std::function<awaitable<void>(tcp::socket&)>;

  tcp::acceptor acceptor{io, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
  runtime::TaskGroup peer{io.get_executor()};
  int connections = 0;
  std::vector<std::string> heads;

  void behave(Behaviour behaviour) { peer.spawn("peer", serve(std::move(behaviour))); }
  awaitable<void> serve(Behaviour behaviour) {
    for (;;) {
      tcp::socket socket(io);
      const auto accepted = co_await acceptor.async_accept(socket, runtime::nothrow);
      if (std::get<0>(accepted)) co_return;
      ++connections;
      co_await behaviour(socket);
    }
  }
  awaitable<void> read_head(tcp::socket& socket) {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
      char byte = 0;
      const auto read = co_await boost::asio::async_read(socket, boost::asio::buffer(&byte, 1), runtime::nothrow);
      if (std::get<0>(read)) co_return;
      head += byte;
    }
    heads.push_back(head);
  }
  static awaitable<void> say(tcp::socket& socket, std::string text) {
    co_await boost::asio::async_write(socket, boost::asio::buffer(text), runtime::nothrow);
  }
  static void reset(tcp::socket& socket) {
    socket.set_option(boost::asio::socket_base::linger(true, 0));
    socket.close();
  }
  void answers(std::string text) {
    behave([this, text](tcp::socket& socket) -> awaitable<void> {
      co_await read_head(socket);
      co_await say(socket, text);
    });
  }

  base::Result<transport::HttpResponse> call(std::chrono::milliseconds budget = std::chrono::seconds{20},
                                             std::string body = {}) {
    if (!client) client = std::move(*transport::make_http_client(io.get_executor(), client_settings));
    const auto deadline = soon(budget);
    transport::HttpRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/nhan";
    request.body = std::move(body);
    return run(io, client->send(std::move(request), deadline));
  }
  void expect_failure(ErrorKind kind, const std::string& code, milliseconds budget = std::chrono::seconds{20}) {
    const auto response = call(budget);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind(), kind) << response.error().describe();
    EXPECT_EQ(response.error().code(), code);
  }
  void TearDown() override {
    peer.cancel();
    acceptor.close();
    run(io, peer.join(soon()));
  }
};

TEST_F(HttpClientTest, BringsAnAnswer) {
  answers("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok");
  const auto response = call();
  ASSERT_TRUE(response) << response.error().describe();
  EXPECT_EQ(response->status, 202U);
  EXPECT_EQ(response->body, "ok");
  EXPECT_NE(heads.at(0).find("POST /nhan HTTP/1.1\r\n"), std::string::npos);
}

TEST_F(HttpClientTest, NobodyListeningIsTransient) {
  acceptor.close();
  acceptor = tcp::acceptor(io, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
  const auto port = acceptor.local_endpoint().port();
  acceptor.close();
  auto made = transport::make_http_client(io.get_executor(), client_settings);
  transport::HttpRequest request;
  request.url = "http://127.0.0.1:" + std::to_string(port) + "/";
  const auto response = run(io, (*made)->send(std::move(request), soon()));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind(), ErrorKind::transient);
  EXPECT_EQ(response.error().code(), "net.connect");
}

TEST_F(HttpClientTest, AResetAfterTheRequestIsAmbiguous) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    reset(socket);
  });
  expect_failure(ErrorKind::ambiguous, "net.reset");
}

TEST_F(HttpClientTest, AnEndWithoutAnAnswerIsAmbiguous) {
  behave([this](tcp::socket& socket) -> awaitable<void> { co_await read_head(socket); });
  expect_failure(ErrorKind::ambiguous, "net.answer_cut");
}

TEST_F(HttpClientTest, SilenceIsAmbiguousAtTheDeadline) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await gate.async_wait(runtime::nothrow);
  });
  expect_failure(ErrorKind::ambiguous, "net.timeout", milliseconds{30});
}

TEST_F(HttpClientTest, ADeadlineThatHasPassedSendsNothing) {
  answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  for (int i = 0; i < 50; ++i) {
    expect_failure(ErrorKind::transient, "net.timeout", milliseconds{-1});
  }
  EXPECT_TRUE(heads.empty());
}

TEST_F(HttpClientTest, ADrippingAnswerIsCutByTheTotalDeadline) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    boost::asio::steady_timer pause(io);
    for (int i = 0; i < 100'000; ++i) {
      const std::string byte = "x";
      const auto wrote = co_await boost::asio::async_write(socket, boost::asio::buffer(byte), runtime::nothrow);
      if (std::get<0>(wrote)) co_return;
      pause.expires_after(milliseconds{1});
      co_await pause.async_wait(runtime::nothrow);
    }
  });
  const auto started = std::chrono::steady_clock::now();
  expect_failure(ErrorKind::ambiguous, "net.timeout", milliseconds{100});
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{5});
}

TEST_F(HttpClientTest, AnEndlessAnswerIsCutAtItsLimit) {
  client_settings.response_limit = 100'000;
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\n\r\n");
    const std::string block(10'000, 'x');
    for (;;) {
      const auto wrote = co_await boost::asio::async_write(socket, boost::asio::buffer(block), runtime::nothrow);
      if (std::get<0>(wrote)) co_return;
    }
  });
  expect_failure(ErrorKind::ambiguous, "net.answer_too_large");
}

TEST_F(HttpClientTest, GarbageIsAmbiguous) {
  answers("<html>L\xe1\xbb\x97i</html>\r\n\r\n");
  expect_failure(ErrorKind::ambiguous, "net.answer_invalid");
}

TEST_F(HttpClientTest, ARedirectIsAnAnswerAndIsNotFollowed) {
  answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/other\r\nContent-Length: 0\r\n\r\n");
  const auto response = call();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 302U);
  EXPECT_EQ(connections, 1);
}

TEST_F(HttpClientTest, AKeptConnectionThatThePeerClosedIsReplacedSilently) {
  answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");  // keeps by its words, closes by its deeds
  ASSERT_TRUE(call());
  settle(io);
  ASSERT_TRUE(call());
  EXPECT_EQ(connections, 2);
  EXPECT_EQ(heads.size(), 2U);
}

TEST_F(HttpClientTest, AKeptConnectionThatBreaksAfterTheRequestIsAmbiguousAndSentOnce) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    co_await read_head(socket);
    reset(socket);
  });
  ASSERT_TRUE(call());
  expect_failure(ErrorKind::ambiguous, "net.reset");
  EXPECT_EQ(heads.size(), 2U);
  EXPECT_EQ(connections, 1);
}

TEST_F(HttpClientTest, AnAnswerToAnotherRequestIsNotTakenForOurs) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
    co_await read_head(socket);
  });
  EXPECT_EQ(call()->body, "a");
  EXPECT_EQ(call()->body, "a") << "from a new connection";
  EXPECT_EQ(connections, 2);
}

TEST_F(HttpClientTest, AnEarlyRefusalIsReadAlthoughTheRequestIsNotOut) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await say(socket, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
    socket.shutdown(tcp::socket::shutdown_send);
    std::string rest;
    co_await read_to_end(socket, rest);
  });
  const auto response = call(std::chrono::seconds{20}, std::string(3'000'000, 'x'));
  ASSERT_TRUE(response) << response.error().describe();
  EXPECT_EQ(response->status, 413U);
}

TEST_F(HttpClientTest, CancellingAfterTheRequestIsAmbiguous) {
  behave([this](tcp::socket& socket) -> awaitable<void> {
    co_await read_head(socket);
    co_await gate.async_wait(runtime::nothrow);
  });
  client = std::move(*transport::make_http_client(io.get_executor(), client_settings));
  runtime::TaskGroup callers(io.get_executor());
  std::string kind;
  struct Caller {
    static awaitable<void> run(transport::HttpClient& client, std::string url, std::string& kind) {
      transport::HttpRequest request;
      request.url = std::move(url);
      const auto response = co_await client.send(std::move(request), soon());
      kind = response ? "answered" : std::string(name(response.error().kind()));
    }
  };
  callers.spawn(
      "call", Caller::run(*client, "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/", kind));
  run_until_true([this] { return heads.size() == 1; });
  callers.cancel();
  EXPECT_TRUE(run(io, callers.join(soon())));
  EXPECT_EQ(kind, "ambiguous");
}

TEST_F(HttpClientTest, ANameThatLeadsInsideIsRefusedUnlessItIsListed) {
  answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  const auto ask = [this] {
    auto made = transport::make_http_client(io.get_executor(), client_settings);
    transport::HttpRequest request;
    request.url = "http://localhost:" + std::to_string(acceptor.local_endpoint().port()) + "/";
    return run(io, (*made)->send(std::move(request), soon()));
  };
  EXPECT_EQ(ask().error().code(), "net.plain_http");
  client_settings.plain_http_hosts = {"localhost"};
  const auto refused = ask();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "net.address");
  EXPECT_EQ(connections, 0);
  client_settings.site_hosts = {"localhost"};
  EXPECT_TRUE(ask());
}

}  // namespace
}  // namespace lienthong::testing
