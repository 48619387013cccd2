#include "http/response_text.hpp"

#include <gtest/gtest.h>

namespace lienthong::http {
namespace {

constexpr std::chrono::sys_seconds at{std::chrono::seconds{1781512200}};

TEST(ResponseText, WritesAnAnswer) {
  Response response;
  response.body = "{}";
  response.headers = {{"X-A", "b"}};
  EXPECT_EQ(response_text(response, KeepAlive::yes, BodyPart::included, at),
            "HTTP/1.1 200 OK\r\nDate: Mon, 15 Jun 2026 08:30:00 GMT\r\nContent-Length: 2\r\nContent-Type: "
            "application/json\r\n"
            "X-A: b\r\n\r\n{}");
}

TEST(ResponseText, SaysThatTheConnectionEnds) {
  EXPECT_NE(response_text(Response(), KeepAlive::no, BodyPart::included, at).find("Connection: close\r\n"),
            std::string::npos);
}

TEST(ResponseText, AnswersHeadWithTheLengthAndWithoutTheBody) {
  Response response;
  response.body = "hello";
  const auto text = response_text(response, KeepAlive::yes, BodyPart::left_out, at);
  EXPECT_NE(text.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST(ResponseText, NoContentHasNoLengthAndNoBody) {
  Response response;
  response.status = 204;
  response.body = "ignored";
  const auto text = response_text(response, KeepAlive::yes, BodyPart::included, at);
  EXPECT_EQ(text.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST(ResponseText, HeadersThatWouldBreakTheFramingAreNotSent) {
  Response response;
  response.headers = {{"X", "a\r\nSet-Cookie: b"},
                      {"X Y", "a"},
                      {"Content-Length", "9"},
                      {"transfer-encoding", "chunked"},
                      {"Connection", "keep-alive"}};
  response.content_type = "text/html\r\nX: y";
  const auto text = response_text(response, KeepAlive::yes, BodyPart::included, at);
  for (const char* piece : {"Set-Cookie", "X Y", "Content-Length: 9", "chunked", "Connection", "text/html"}) {
    EXPECT_EQ(text.find(piece), std::string::npos) << piece;
  }
}

}  // namespace
}  // namespace lienthong::http
