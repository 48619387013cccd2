#include "transport/request_text.hpp"

#include <gtest/gtest.h>

namespace lienthong::transport {
namespace {

Url url(const char* text) { return *parse_url(text); }

TEST(RequestText, WritesHostLengthAndNoCoding) {
  HttpRequest request;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = "{}";
  const auto head = request_head(url("https://cong.example.vn:8443/api?x=1"), request);
  ASSERT_TRUE(head);
  EXPECT_EQ(*head,
            "POST /api?x=1 HTTP/1.1\r\nHost: cong.example.vn:8443\r\nContent-Type: application/json\r\n"
            "Accept-Encoding: identity\r\nContent-Length: 2\r\n\r\n");
}

TEST(RequestText, AnEmptyPostSaysItsLengthAndAGetDoesNot) {
  HttpRequest request;
  EXPECT_NE(request_head(url("http://a/"), request)->find("Content-Length: 0\r\n"), std::string::npos);
  request.method = "GET";
  EXPECT_EQ(request_head(url("http://a/"), request)->find("Content-Length"), std::string::npos);
}

TEST(RequestText, RefusesHeadersThatCouldSplitTheRequest) {
  for (const auto& header : Headers{{"X", "a\r\nY: b"},
                                    {"X", "a\nb"},
                                    {"X\r\nY", "b"},
                                    {"X Y", "b"},
                                    {"", "b"},
                                    {"X", std::string("a\0b", 3)}}) {
    HttpRequest request;
    request.headers = {header};
    const auto head = request_head(url("http://a/"), request);
    ASSERT_FALSE(head) << header.first;
    EXPECT_EQ(head.error().code(), "net.request");
    EXPECT_EQ(head.error().describe().find(header.second), std::string::npos) << "a value is never told";
  }
}

TEST(RequestText, RefusesHeadersThatBelongToTheConnection) {
  for (const char* name : {"Host", "content-length", "Transfer-Encoding", "Connection", "Expect", "Upgrade"}) {
    HttpRequest request;
    request.headers = {{name, "1"}};
    EXPECT_FALSE(request_head(url("http://a/"), request)) << name;
  }
}

TEST(RequestText, RefusesAMethodThatIsNotAToken) {
  HttpRequest request;
  request.method = "GET / HTTP/1.1\r\nX: ";
  EXPECT_FALSE(request_head(url("http://a/"), request));
}

}  // namespace
}  // namespace lienthong::transport
