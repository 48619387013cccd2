#include "transport/response_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using Progress = ResponseReader::Progress;

const ResponseReader::Limits limits{1024, 64};

struct Outcome {
  std::string code;  ///< empty: complete
  HttpResponse response;
  bool reusable = false;
};

/// Feeds `bytes` in pieces of `step`, then the end of the connection if `ends`.
enum class Then { stays, ends };
Outcome read(const std::string& bytes, std::size_t step, Then then = Then::ends,
             ResponseReader::Body body = ResponseReader::Body::as_framed) {
  ResponseReader reader(limits, body);
  Outcome outcome;
  const auto judge = [&](const base::Result<Progress>& progress) {
    if (!progress) {
      EXPECT_EQ(progress.error().kind(), ErrorKind::ambiguous);
      outcome.code = progress.error().code();
      return true;
    }
    if (*progress == Progress::needs_more) return false;
    outcome.reusable = reader.reusable();
    outcome.response = reader.take();
    return true;
  };
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    if (judge(reader.feed(std::string_view(bytes).substr(at, step)))) return outcome;
  }
  if (then == Then::stays || !judge(reader.end())) outcome.code = "waits";
  return outcome;
}

void expect_code(const std::string& bytes, const std::string& code) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()})
    EXPECT_EQ(read(bytes, step).code, code) << bytes;
}

TEST(ResponseReader, ReadsALengthHoweverItArrives) {
  const std::string bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello";
  for (const std::size_t step : {std::size_t{1}, std::size_t{3}, bytes.size()}) {
    const auto outcome = read(bytes, step, Then::stays);
    EXPECT_EQ(outcome.code, "");
    EXPECT_EQ(outcome.response.status, 200U);
    EXPECT_EQ(outcome.response.body, "hello");
    EXPECT_EQ(outcome.response.header("x-a"), "b");
    EXPECT_EQ(outcome.response.header("x-b"), "");
    EXPECT_TRUE(outcome.reusable);
  }
}

TEST(ResponseReader, ReadsChunksHoweverTheyArrive) {
  const std::string bytes =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=\"x\"\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: "
      "x\r\n\r\n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{11}, bytes.size()}) {
    const auto outcome = read(bytes, step, Then::stays);
    EXPECT_EQ(outcome.code, "") << step;
    EXPECT_EQ(outcome.response.body, "hello world");
    EXPECT_TRUE(outcome.reusable);
  }
}

TEST(ResponseReader, ReadsABodyUntilTheEndAndDoesNotReuse) {
  const auto outcome = read("HTTP/1.1 200 OK\r\n\r\nall of it", 4);
  EXPECT_EQ(outcome.response.body, "all of it");
  EXPECT_FALSE(outcome.reusable);
}

TEST(ResponseReader, AnswersWithoutBodiesHaveNone) {
  EXPECT_TRUE(read("HTTP/1.1 204 No Content\r\n\r\n", 100, Then::stays).reusable);
  const auto head = read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 100, Then::stays, ResponseReader::Body::none);
  EXPECT_EQ(head.code, "");
  EXPECT_TRUE(head.response.body.empty());
}

TEST(ResponseReader, DoesNotReuseWhenToldToCloseOrWhenMoreCame) {
  EXPECT_FALSE(read("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na", 100).reusable);
  EXPECT_FALSE(read("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", 100).reusable);
  EXPECT_FALSE(read("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", 100).reusable)
      << "bytes that nobody asked for (F27)";
}

TEST(ResponseReader, ReadsOverInterimAnswers) {
  const std::string bytes =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: "
      "2\r\n\r\nok";
  for (const std::size_t step : {std::size_t{1}, bytes.size()}) {
    const auto outcome = read(bytes, step, Then::stays);
    EXPECT_EQ(outcome.response.status, 201U);
    EXPECT_EQ(outcome.response.body, "ok");
  }
}

TEST(ResponseReader, RefusesAFloodOfInterimAnswers) {
  std::string bytes;
  for (int i = 0; i < 9; ++i) bytes += "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_EQ(read(bytes, bytes.size()).code, "net.answer_invalid");
}

TEST(ResponseReader, ACutAnswerIsNotAnAnswer) {
  expect_code("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", "net.answer_cut");
  expect_code("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "net.answer_cut");
  expect_code("HTTP/1.1 200", "net.answer_cut");
}

TEST(ResponseReader, RefusesGarbageAndBadFraming) {
  expect_code("<html>not http</html>\r\n\r\n", "net.answer_invalid");
  expect_code("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "net.answer_invalid");
  expect_code("HTTP/1.1 200 OK\nContent-Length: 0\n\n", "net.answer_invalid");
  expect_code("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
              "net.answer_invalid");
  expect_code("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "net.answer_invalid");
  expect_code("HTTP/1.1 101 Switching Protocols\r\n\r\n", "net.answer_invalid");
}

TEST(ResponseReader, CutsWhatIsTooLarge) {
  expect_code("HTTP/1.1 200 OK\r\nContent-Length: 65\r\n\r\n", "net.answer_too_large");
  expect_code("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n41\r\n" + std::string(65, 'a'),
              "net.answer_too_large");
  expect_code("HTTP/1.1 200 OK\r\n\r\n" + std::string(65, 'a'), "net.answer_too_large");
  expect_code("HTTP/1.1 200 OK\r\nA: " + std::string(1100, 'a'), "net.answer_too_large");
}

TEST(ResponseReader, AChunkLineWithoutEndIsCut) {
  const std::string bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;" + std::string(3000, 'x');
  EXPECT_EQ(read(bytes, 100, Then::stays).code, "net.answer_invalid");
}

TEST(ResponseReader, RefusesACodingNobodyAskedFor) {
  expect_code("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", "net.answer_encoded");
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc", 100).code, "");
}

}  // namespace
}  // namespace lienthong::transport
