#include "transport/head_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using namespace std::string_literals;

bool accepts(const std::string& fields, const std::string& line = "POST /x HTTP/1.1") {
  return check_request_head(line + "\r\n" + fields + "\r\n").has_value();
}

TEST(HeadScanner, FindsTheEndHoweverTheBytesArrive) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string bytes = head + "body";
  HeadScanner scanner{HeadLimits{}};
  for (std::size_t size = 0; size < head.size(); ++size) {
    const auto found = scanner.scan(std::string_view(bytes).substr(0, size));
    ASSERT_TRUE(found) << size;
    EXPECT_FALSE(*found) << size;
  }
  const auto found = scanner.scan(bytes);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ(**found, head.size());
}

TEST(HeadScanner, RefusesBytesThatNoHeadHas) {
  for (const auto& bytes :
       {"GET / HTTP/1.1\nHost: a\n\n"s, "GET / HTTP/1.1\r\nA: \0\r\n"s, "GET / HTTP/1.1\rHost"s, "\nGET"s}) {
    HeadScanner scanner{HeadLimits{}};
    const auto found = scanner.scan(bytes);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code(), "http.framing");
  }
}

TEST(HeadScanner, RefusesWhatIsOverALimitWithoutWaitingForItsEnd) {
  const HeadLimits limits{200, 50, 3};
  for (const auto& bytes :
       {std::string(51, 'a'), "a: b\r\n"s + std::string(60, 'b'), "a\r\nb: 1\r\nc: 1\r\nd: 1\r\ne: 1\r\n"s,
        "a\r\n" + std::string(45, 'x') + "\r\n" + std::string(45, 'x') + "\r\n" + std::string(45, 'x') + "\r\n" +
            std::string(45, 'x') + "\r\n" + std::string(45, 'x')}) {
    HeadScanner scanner{limits};
    const auto found = scanner.scan(bytes);
    ASSERT_FALSE(found) << bytes;
    EXPECT_EQ(found.error().kind(), ErrorKind::too_large);
  }
}

TEST(RequestHead, AcceptsPlainRequests) {
  EXPECT_TRUE(accepts("Host: cong.example.vn\r\nContent-Length: 12\r\n"));
  EXPECT_TRUE(accepts("Host: [::1]:8080\r\nTransfer-Encoding: Chunked\r\n"));
  EXPECT_TRUE(accepts("Host:\r\nX-Empty:\r\n"));
  EXPECT_TRUE(accepts("", "GET /x HTTP/1.0"));
}

TEST(RequestHead, RefusesWhatTwoReadersCouldReadDifferently) {
  const std::string host = "Host: a\r\n";
  EXPECT_FALSE(accepts(host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")) << "both framings";
  EXPECT_FALSE(accepts(host + "Content-Length: 3\r\nContent-Length: 3\r\n")) << "length twice";
  EXPECT_FALSE(accepts(host + "Content-Length: 3, 3\r\n")) << "length list";
  EXPECT_FALSE(accepts(host + "Content-Length: +3\r\n")) << "signed length";
  EXPECT_FALSE(accepts(host + "Content-Length: 0x3\r\n")) << "hex length";
  EXPECT_FALSE(accepts(host + "Content-Length: 99999999999999999999\r\n")) << "overflowing length";
  EXPECT_FALSE(accepts(host + "Content-Length:\r\n")) << "empty length";
  EXPECT_FALSE(accepts(host + "Transfer-Encoding: gzip, chunked\r\n")) << "coding list";
  EXPECT_FALSE(accepts(host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) << "coding twice";
  EXPECT_FALSE(accepts(host + "Transfer-Encoding: xchunked\r\n")) << "unknown coding";
  EXPECT_FALSE(accepts(host + "Transfer-Encoding : chunked\r\n")) << "blank before the colon";
  EXPECT_FALSE(accepts(host + "A: b\r\n c\r\n")) << "folded line";
  EXPECT_FALSE(accepts(host + "A\x01: b\r\n")) << "control character in a name";
  EXPECT_FALSE(accepts(host + "A: b\x01\r\n")) << "control character in a value";
  EXPECT_FALSE(accepts(host + "no colon\r\n"));
  EXPECT_FALSE(accepts(host + ": empty name\r\n"));
  EXPECT_FALSE(accepts("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0"));
}

TEST(RequestHead, WantsExactlyOneHost) {
  EXPECT_FALSE(accepts(""));
  EXPECT_FALSE(accepts("Host: a\r\nHost: a\r\n"));
  EXPECT_FALSE(accepts("Host: a\r\nhost: b\r\n"));
  EXPECT_FALSE(accepts("Host: a, b\r\n"));
  EXPECT_FALSE(accepts("Host: user@a\r\n"));
}

TEST(RequestHead, WantsAThreePartRequestLine) {
  for (const char* line : {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "G@T / HTTP/1.1",
                           "GET /a b HTTP/1.1", "GET /\xc3\xa0 HTTP/1.1", "GET / http/1.1", "GET / HTTP/11"}) {
    EXPECT_FALSE(accepts("Host: a\r\n", line)) << line;
  }
}

TEST(RequestHead, SaysWhichVersionsItDoesNotSpeak) {
  for (const char* line : {"GET / HTTP/2.0", "GET / HTTP/0.9", "GET / HTTP/1.2"}) {
    const auto checked = check_request_head(std::string(line) + "\r\nHost: a\r\n\r\n");
    ASSERT_FALSE(checked) << line;
    EXPECT_EQ(checked.error().code(), "http.version");
  }
}

TEST(ResponseHead, AcceptsPlainAnswersAndRefusesOddOnes) {
  EXPECT_TRUE(check_response_head("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"));
  EXPECT_TRUE(check_response_head("HTTP/1.1 200\r\n\r\n"));
  EXPECT_TRUE(check_response_head("HTTP/1.0 404 Kh\xc3\xb4ng th\xe1\xba\xa5y\r\n\r\n"));
  for (const char* head :
       {"HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 000 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n",
        "ICY 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n"}) {
    EXPECT_FALSE(check_response_head(head)) << head;
  }
}

}  // namespace
}  // namespace lienthong::transport
