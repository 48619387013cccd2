#include "base/log.hpp"
#include "integration/http_fixture.hpp"
#include "support/certificates.hpp"

#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

namespace lienthong::testing {
namespace {

using std::chrono::milliseconds;

struct HttpEdge : HttpFixture {};

TEST_F(HttpEdge, AnswersAThousandRequestsOverOneConnection) {
  start();
  for (int i = 0; i < 1000; ++i) {
    const auto response = send("POST", "/echo", "thứ " + std::to_string(i));
    ASSERT_TRUE(response) << response.error().describe();
    ASSERT_EQ(response->body, "thứ " + std::to_string(i));
  }
  std::set<std::string> traces;
  for (const auto& request : seen) traces.insert(request.trace_id);
  EXPECT_EQ(traces.size(), 1000U) << "each request has its own trace";
}

TEST_F(HttpEdge, GivesHandlersPathQueryParametersAndHeaders) {
  start();
  const std::string trace = "0af7651916cd43dd8448eb211c80319c";
  const auto response = send("GET", "/items/H%C3%A0%20N%E1%BB%99i?x=1&y=%C4%91", "",
                             {{"X-A", "1"}, {"traceparent", "00-" + trace + "-b7ad6b7169203331-01"}});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "Hà Nội");
  const auto& request = seen.at(0);
  EXPECT_EQ(request.path, "/items/Hà Nội");
  EXPECT_EQ(request.query.at("y"), "đ");
  EXPECT_EQ(request.header("x-a"), "1");
  EXPECT_EQ(request.remote, "127.0.0.1");
  EXPECT_EQ(request.trace_id, trace);
  EXPECT_FALSE(request.client_certificate);
}

TEST_F(HttpEdge, UnknownAddressesAndMethodsAreProblems) {
  start();
  const auto unknown = send("GET", "/nothing");
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->status, 404U);
  EXPECT_EQ(unknown->header("content-type"), "application/problem+json");
  const auto wrong = send("DELETE", "/items/1");
  EXPECT_EQ(wrong->status, 405U);
  EXPECT_EQ(wrong->header("allow"), "GET, HEAD");
  EXPECT_NE(wrong->body.find("\"status\":405"), std::string::npos);
}

TEST_F(HttpEdge, AHeadRequestGetsNoBody) {
  start();
  const auto response = send("HEAD", "/items/abc");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->header("content-length"), "3");
  EXPECT_EQ(response->body, "");
  EXPECT_EQ(send("GET", "/items/abc")->body, "abc") << "the connection is still in step";
}

TEST_F(HttpEdge, AHandlerThatThrowsIsA500AndItsTextGoesNowhere) {
  start();
  const TemporaryFolder folder;
  ASSERT_TRUE(base::set_log_file(folder.file("log")));
  const auto response = send("POST", "/throws", "Nguyễn Văn A");
  base::set_log_file("");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 500U);
  EXPECT_EQ(response->body.find("Nguyễn"), std::string::npos);
  std::ostringstream log;
  log << std::ifstream(folder.file("log")).rdbuf();
  EXPECT_NE(log.str().find("handler threw"), std::string::npos);
  EXPECT_EQ(log.str().find("Nguyễn"), std::string::npos);
  EXPECT_EQ(log.str().find("secret"), std::string::npos);
  EXPECT_EQ(send("POST", "/echo", "x")->body, "x") << "the connection goes on";
}

TEST_F(HttpEdge, AHandlerOverItsTimeIsStoppedAndIsA503) {
  http::Route slow;
  slow.method = "GET";
  slow.pattern = "/slow";
  slow.timeout = milliseconds{20};
  slow.handle = [this](http::Request, base::Deadline) -> awaitable<http::Response> {
    co_await gate.async_wait(runtime::nothrow);
    co_await gate.async_wait(runtime::nothrow);
    co_return text(200, "never");
  };
  router.add(std::move(slow));
  start();
  EXPECT_EQ(send("GET", "/slow")->status, 503U);
}

TEST_F(HttpEdge, ABodyOverTheLimitIsRefusedUnread) {
  start();
  const auto announced = talk("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc", Then::stay);
  EXPECT_TRUE(announced.starts_with("HTTP/1.1 413 ")) << announced;
  EXPECT_NE(announced.find("Connection: close"), std::string::npos);
  EXPECT_EQ(announced.find("still open"), std::string::npos);
  std::string chunked = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 100; ++i) chunked += "64\r\n" + std::string(100, 'x') + "\r\n";
  EXPECT_TRUE(talk(chunked, Then::stay).starts_with("HTTP/1.1 413 "));
  EXPECT_TRUE(seen.empty());
}

TEST_F(HttpEdge, AClientThatIsStillWritingGetsTheRefusalToo) {
  start();
  const auto response = send("POST", "/echo", std::string(900'000, 'x'));
  ASSERT_TRUE(response) << response.error().describe();
  EXPECT_EQ(response->status, 413U);
}

TEST_F(HttpEdge, ARouteRefusesInItsOwnWordsWithWhatItReceived) {
  start();
  const auto response = send("POST", "/own", "12345678901");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 413U);
  EXPECT_EQ(response->body, "own:http.body_too_large");
  talk("POST /own HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n20\r\n");
  const auto malformed = talk("POST /own HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n");
  EXPECT_NE(malformed.find("own:http.framing"), std::string::npos);
  ASSERT_EQ(refused_bodies.size(), 3U);
  EXPECT_EQ(refused_bodies[1], "abc");
  EXPECT_EQ(refused_bodies[2], "abc");
}

TEST_F(HttpEdge, AsksForABodyOnlyWhenItWillTakeIt) {
  start();
  auto socket = connect();
  const std::string head =
      "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n";
  boost::asio::write(socket, boost::asio::buffer(head));
  std::string go_on(25, ' ');
  struct Read {
    static awaitable<void> all(tcp::socket& socket, std::string& into) {
      co_await boost::asio::async_read(socket, boost::asio::buffer(into), runtime::nothrow);
    }
  };
  run(io, Read::all(socket, go_on));
  EXPECT_EQ(go_on, "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(run(io, talk_on(socket, "hello", Then::stay)).ends_with("hello"));
  const auto too_large =
      talk("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n", Then::stay);
  EXPECT_TRUE(too_large.starts_with("HTTP/1.1 413 ")) << too_large;
  EXPECT_TRUE(
      talk("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 5\r\n\r\n").starts_with("HTTP/1.1 417 "));
}

TEST_F(HttpEdge, AnswersPipelinedRequestsInOrder) {
  start();
  std::string requests;
  for (int i = 0; i < 20; ++i) requests += "GET /items/" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  const auto answers = talk(requests);
  EXPECT_EQ(count(answers, "HTTP/1.1 200 OK"), 20U);
  ASSERT_EQ(seen.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(seen[i].parameters.at("id"), std::to_string(i));
}

TEST_F(HttpEdge, RefusesRequestsThatTwoReadersCouldReadDifferently) {
  start();
  for (const char* fields :
       {"Host: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Host: x\r\nHost: y\r\n", "",
        "Host: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n", "Host: x\r\nA: b\r\n c\r\n",
        "Host: x\r\nTransfer-Encoding: gzip\r\n", "Host: x\nContent-Length: 0\r\n", "Host : x\r\n"}) {
    const auto answer =
        talk(std::string("POST /echo HTTP/1.1\r\n") + fields + "\r\nabcGET /items/smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
             Then::stay);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << fields << answer;
    EXPECT_EQ(count(answer, "HTTP/1.1 "), 1U) << "nothing after it is answered: " << fields;
    EXPECT_EQ(answer.find("still open"), std::string::npos);
  }
  EXPECT_TRUE(seen.empty());
}

TEST_F(HttpEdge, RefusesOddTargetsAndVersions) {
  start();
  EXPECT_TRUE(talk("GET /items/../echo HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(talk("GET /items/%00 HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(talk("GET / HTTP/2.0\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 505 "));
  EXPECT_TRUE(talk(std::string("GET /\0 HTTP/1.1\r\n", 18)).starts_with("HTTP/1.1 400 "));
}

TEST_F(HttpEdge, RefusesAHeadOverItsLimit) {
  start();
  const auto large = talk("GET /items/1 HTTP/1.1\r\nHost: x\r\nA: " + std::string(9000, 'a'), Then::stay);
  EXPECT_TRUE(large.starts_with("HTTP/1.1 431 ")) << large;
  std::string many = "GET /items/1 HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 101; ++i) many += "A" + std::to_string(i) + ": b\r\n";
  EXPECT_TRUE(talk(many + "\r\n").starts_with("HTTP/1.1 431 "));
}

TEST_F(HttpEdge, CutsASlowHeadAndAnIdleConnection) {
  server_settings.header_timeout = milliseconds{50};
  server_settings.idle_timeout = milliseconds{50};
  start();
  const auto started = std::chrono::steady_clock::now();
  EXPECT_EQ(talk("GET /items/1 HT", Then::stay), "") << "a head that never ends";
  EXPECT_EQ(talk("", Then::stay), "") << "no head at all";
  const auto kept = talk("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n", Then::stay);
  EXPECT_TRUE(kept.starts_with("HTTP/1.1 200 "));
  EXPECT_EQ(kept.find("still open"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{5});
}

TEST_F(HttpEdge, CutsACallerThatDoesNotReadItsAnswer) {
  server_settings.write_timeout = milliseconds{100};
  add("GET", "/large",
      [](http::Request, base::Deadline) { return answer(text(200, std::string(64 * 1024 * 1024, 'x'))); });
  start();
  auto socket = connect();
  const std::string request = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n";
  boost::asio::write(socket, boost::asio::buffer(request));
  server->stop_accepting();
  EXPECT_TRUE(run(io, server->drain(soon(std::chrono::seconds{10})))) << "the connection ends by itself";
}

TEST_F(HttpEdge, HalfARequestChangesNothing) {
  start();
  EXPECT_EQ(talk("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"), "");
  EXPECT_EQ(talk("POST /ec"), "");
  EXPECT_TRUE(seen.empty());
}

TEST_F(HttpEdge, OldVersionsAreAnsweredOnce) {
  start();
  const auto answer = talk("GET /items/1 HTTP/1.0\r\n\r\nGET /items/2 HTTP/1.0\r\n\r\n", Then::stay);
  EXPECT_EQ(count(answer, "HTTP/1.1 200"), 1U);
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
}

TEST_F(HttpEdge, MoreConnectionsThanAllowedAreClosedAtOnce) {
  server_settings.max_connections = 2;
  start();
  auto first = connect();
  auto second = connect();
  settle(io);
  EXPECT_EQ(talk("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n", Then::stay), "");
  EXPECT_TRUE(seen.empty());
  first.close();
  EXPECT_TRUE(run(io, talk_on(second, "GET /items/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", Then::stay))
                  .starts_with("HTTP/1.1 200"));
}

TEST_F(HttpEdge, DrainingFinishesWhatIsInHandAndClosesWhatIsIdle) {
  start();
  auto busy = connect();
  auto idle = connect();
  const std::string request = "GET /waits HTTP/1.1\r\nHost: x\r\n\r\n";
  boost::asio::write(busy, boost::asio::buffer(request));
  run_until_true([this] { return at_gate == 1; });
  server->stop_accepting();
  EXPECT_EQ(run(io, talk_on(idle, "", Then::stay)), "") << "the idle one is closed";
  tcp::socket late(io);
  boost::system::error_code refused;
  late.connect(tcp::endpoint(boost::asio::ip::address_v4::loopback(), server->port()), refused);
  EXPECT_TRUE(refused);
  gate.cancel();
  const auto answer = run(io, talk_on(busy, "", Then::stay));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(run(io, server->drain(soon())));
}

TEST_F(HttpEdge, DrainingCutsWhatDoesNotEnd) {
  start();
  auto busy = connect();
  const std::string request = "GET /waits HTTP/1.1\r\nHost: x\r\n\r\n";
  boost::asio::write(busy, boost::asio::buffer(request));
  run_until_true([this] { return at_gate == 1; });
  server->stop_accepting();
  EXPECT_FALSE(run(io, server->drain(soon(milliseconds{20}))));
  EXPECT_EQ(run(io, talk_on(busy, "", Then::stay)), "");
}

TEST_F(HttpEdge, SaysWhyItCannotListen) {
  start();
  http::ServerSettings taken;
  taken.port = server->port();
  const auto second = http::start_server(io.get_executor(), taken, router);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), "http.bind");
  http::ServerSettings odd;
  odd.address = "not-an-address";
  EXPECT_EQ(http::start_server(io.get_executor(), odd, router).error().code(), "http.bind");
  http::ServerSettings without;
  without.tls = http::TlsSettings{"/nonexistent.pem", "/nonexistent.key", ""};
  EXPECT_EQ(http::start_server(io.get_executor(), without, router).error().code(), "http.tls");
}

}  // namespace
}  // namespace lienthong::testing
