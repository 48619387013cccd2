#include "integration/http_fixture.hpp"

#include <algorithm>

namespace lienthong::testing {
namespace {

using std::chrono::milliseconds;

/// A route that reads its body itself: what it was given is in `pieces`, how it ended in `ends`.
struct HttpStream : HttpFixture {
  std::vector<std::string> pieces;
  std::vector<std::string> ends;
  std::size_t most_pieces = SIZE_MAX;  ///< then it answers 507
  bool let_in = true;
  bool begins_at_gate = false;
  bool stops_at_gate = false;

  void SetUp() override {
    http::Route route;
    route.method = "POST";
    route.pattern = "/stream";
    route.body_limit = 100'000;
    route.timeout = std::chrono::seconds{20};
    route.receive = [this](http::Request, http::BodyReader& body, base::Deadline) { return take(body); };
    router.add(std::move(route));
  }
  awaitable<http::Response> take(http::BodyReader& body) {
    if (!let_in) co_return text(401, "who are you");
    if (begins_at_gate) co_await wait_at_gate();
    for (std::size_t taken = 0; taken < most_pieces; ++taken) {
      auto piece = co_await body.next();
      if (!piece) {
        ends.push_back(piece.error().code());
        const auto again = co_await body.next();
        if (again || again.error().code() != ends.back()) ends.emplace_back("not the same error again");
        co_return text(http::status_of(piece.error().kind()), piece.error().code());
      }
      if (piece->empty()) {
        ends.emplace_back("whole");
        co_return text(200, "whole");
      }
      pieces.push_back(std::move(*piece));
      if (stops_at_gate) co_await wait_at_gate();
    }
    co_return text(507, "full");
  }
  [[nodiscard]] std::string joined() const {
    std::string all;
    for (const auto& piece : pieces) all += piece;
    return all;
  }
  static std::string head(const std::string& fields) {
    return "POST /stream HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
  }
};

TEST_F(HttpStream, GivesABodyOfAnnouncedLengthInPiecesAndThenTheNextRequest) {
  start();
  const std::string body(50'000, 'a');
  const auto answers = talk(head("Content-Length: 50000\r\n") + body + "GET /items/next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(answers.starts_with("HTTP/1.1 200 ")) << answers;
  EXPECT_EQ(joined(), body);
  EXPECT_GT(pieces.size(), 2U) << "it is not held";
  EXPECT_TRUE(answers.ends_with("next")) << answers;
}

TEST_F(HttpStream, GivesAChunkedBodyAndThenTheNextRequest) {
  start();
  const std::string chunks = "3\r\nabc\r\n2;q=1\r\nde\r\n0\r\nT: u\r\n\r\n";
  const auto answers =
      talk(head("Transfer-Encoding: chunked\r\n") + chunks + "GET /items/next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(joined(), "abcde");
  EXPECT_EQ(ends, std::vector<std::string>{"whole"});
  EXPECT_TRUE(answers.ends_with("next")) << answers;
}

TEST_F(HttpStream, NoBodyIsAnEmptyBody) {
  start();
  const auto answers = talk(head("") + head("Content-Length: 0\r\n"));
  EXPECT_EQ(count(answers, "HTTP/1.1 200 "), 2U) << answers;
  EXPECT_TRUE(pieces.empty());
}

TEST_F(HttpStream, ABodyThatIsCutIsNeverWhole) {
  start();
  EXPECT_EQ(talk(head("Content-Length: 10\r\n") + "half"), "") << "nobody hears an answer";
  EXPECT_EQ(talk(head("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n"), "") << "the last chunk is missing";
  EXPECT_EQ(talk(head("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n"), "") << "the last line is missing";
  EXPECT_EQ(ends, std::vector<std::string>(3, "http.body_cut"));
}

TEST_F(HttpStream, ACallerWhoFallsSilentIsCut) {
  server_settings.idle_timeout = milliseconds{50};
  start();
  EXPECT_EQ(talk(head("Content-Length: 10\r\n") + "half", Then::stay), "");
  EXPECT_EQ(ends, std::vector<std::string>{"http.body_cut"});
}

TEST_F(HttpStream, ABodyAnnouncedTooLargeIsRefusedUnread) {
  start();
  const auto answer = talk(head("Expect: 100-continue\r\nContent-Length: 100001\r\n") + "abc", Then::stay);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(pieces.empty());
}

TEST_F(HttpStream, ChunksOverTheLimitAreRefusedAndTheConnectionEnds) {
  start();
  std::string chunks;
  for (int i = 0; i < 200; ++i) chunks += "400\r\n" + std::string(1024, 'x') + "\r\n";
  const auto answer = talk(head("Transfer-Encoding: chunked\r\n") + chunks, Then::stay);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
  EXPECT_EQ(ends, std::vector<std::string>{"http.body_too_large"});
  EXPECT_LE(joined().size(), 100'000U);
}

TEST_F(HttpStream, BadChunksAreRefusedAndTheConnectionEnds) {
  start();
  const auto answer =
      talk(head("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\nzz\r\n" + head("Content-Length: 0\r\n"), Then::stay);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
  EXPECT_EQ(count(answer, "HTTP/1.1 "), 1U);
  EXPECT_EQ(ends, std::vector<std::string>{"http.framing"});
}

TEST_F(HttpStream, AsksForTheBodyOnlyWhenTheHandlerWantsIt) {
  start();
  const std::string waiting = head("Expect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n");
  auto socket = connect();
  boost::asio::write(socket, boost::asio::buffer(waiting));
  std::string go_on(25, ' ');
  struct Read {
    static awaitable<void> all(tcp::socket& socket, std::string& into) {
      co_await boost::asio::async_read(socket, boost::asio::buffer(into), runtime::nothrow);
    }
  };
  run(io, Read::all(socket, go_on));
  EXPECT_EQ(go_on, "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(run(io, talk_on(socket, "hello", Then::stay)).ends_with("whole"));
  let_in = false;
  EXPECT_TRUE(talk(waiting, Then::stay).starts_with("HTTP/1.1 401 ")) << "told before the body is sent";
}

TEST_F(HttpStream, AHandlerThatDoesNotReadOnIsAnsweredForAndTheConnectionEnds) {
  start();
  most_pieces = 1;
  const std::string request = head("Content-Length: 90000\r\n") + std::string(90'000, 'x');
  const auto full = talk(request + head("Content-Length: 0\r\n"), Then::stay);
  EXPECT_TRUE(full.starts_with("HTTP/1.1 507 ")) << full;
  EXPECT_TRUE(full.ends_with("full")) << "what follows an unread body is no request: " << full;
  let_in = false;
  EXPECT_TRUE(talk(request, Then::stay).starts_with("HTTP/1.1 401 "));
  EXPECT_EQ(pieces.size(), 1U);
}

TEST_F(HttpStream, ReadsNoFurtherThanTheHandlerHasGot) {
  start();
  stops_at_gate = true;
  auto socket = connect();
  boost::asio::write(socket, boost::asio::buffer(head("Content-Length: 90000\r\n") + std::string(80'000, 'x')));
  run_until_true([this] { return at_gate == 1; });
  settle(io);
  EXPECT_EQ(pieces.size(), 1U);
  EXPECT_LE(joined().size(), 16'384U);
}

TEST_F(HttpStream, TheTimeOfTheHeadIsNotThatOfTheHandler) {
  server_settings.header_timeout = milliseconds{30};
  start();
  begins_at_gate = true;
  auto socket = connect();
  boost::asio::write(socket, boost::asio::buffer(head("Connection: close\r\nContent-Length: 5\r\n") + "hello"));
  run_until_true([this] { return at_gate == 1; });
  io.run_for(milliseconds{100});
  gate.cancel();
  EXPECT_TRUE(run(io, talk_on(socket, "", Then::stay)).ends_with("whole"));
}

TEST_F(HttpStream, DrainingCutsABodyThatDoesNotEnd) {
  start();
  auto socket = connect();
  boost::asio::write(socket, boost::asio::buffer(head("Content-Length: 10\r\n") + "half"));
  run_until_true([this] { return pieces.size() == 1; });
  server->stop_accepting();
  EXPECT_FALSE(run(io, server->drain(soon(milliseconds{50}))));
  EXPECT_TRUE(std::find(ends.begin(), ends.end(), "whole") == ends.end());
}

}  // namespace
}  // namespace lienthong::testing
