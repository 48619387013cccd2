#include "http/request_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::http {
namespace {

using Progress = RequestReader::Progress;

struct Seen {
  std::string head;
  std::string body;
};

/// Reads all requests out of `bytes`, given in pieces; the last element's `head` is the code when one was refused.
std::vector<Seen> read_all(const std::string& bytes, std::size_t step, std::size_t limit = 64) {
  RequestReader reader(1024);
  std::vector<Seen> seen;
  bool in_body = false;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    reader.append(std::string_view(bytes).substr(at, step));
    for (;;) {
      if (!in_body) {
        if (reader.empty()) break;
        const auto head = reader.read_head();
        if (!head) return seen.push_back({head.error().code(), ""}), seen;
        if (*head == Progress::needs_more) break;
        reader.limit_body(limit);
        in_body = true;
      }
      const auto body = reader.read_body();
      if (!body) return seen.push_back({body.error().code(), reader.take_body()}), seen;
      if (*body == Progress::needs_more) break;
      seen.push_back({reader.head().method + " " + reader.head().target, reader.take_body()});
      reader.next();
      in_body = false;
    }
  }
  return seen;
}

TEST(RequestReader, ReadsRequestsOneAfterTheOtherHoweverTheyArrive) {
  const std::string bytes =
      "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
      "GET /b HTTP/1.1\r\nHost: x\r\n\r\n"
      "PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;q=1\r\nde\r\n0\r\nT: u\r\n\r\n"
      "GET /d HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{13}, bytes.size()}) {
    const auto seen = read_all(bytes, step);
    ASSERT_EQ(seen.size(), 4U) << step;
    EXPECT_EQ(seen[0].body, "hello");
    EXPECT_EQ(seen[1].head, "GET /b");
    EXPECT_EQ(seen[2].body, "abcde");
    EXPECT_EQ(seen[3].head, "GET /d");
  }
}

TEST(RequestReader, RefusesABodyThatIsAnnouncedTooLargeAtOnce) {
  const auto seen = read_all("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 65\r\n\r\nabc", 1000);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].head, "http.body_too_large");
  EXPECT_EQ(seen[0].body, "abc") << "what came of it, for the refused list";
}

TEST(RequestReader, CutsChunksAtTheLimit) {
  const std::string bytes = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n28\r\n" +
                            std::string(40, 'a') + "\r\n28\r\n" + std::string(40, 'b') + "\r\n0\r\n\r\n";
  for (const std::size_t step : {std::size_t{1}, bytes.size()}) {
    const auto seen = read_all(bytes, step);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].head, "http.body_too_large");
    EXPECT_LE(seen[0].body.size(), 64U);
  }
}

TEST(RequestReader, RefusesBadChunks) {
  for (const char* body :
       {"x\r\n", "-1\r\n", "5\nhello", "1\r\nab\r\n", "ffffffffffffffffff\r\n", "5 \r\nhello\r\n", "\r\n"}) {
    const auto seen = read_all(
        std::string("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n") + body + "0\r\n\r\n", 1000);
    ASSERT_FALSE(seen.empty()) << body;
    EXPECT_TRUE(seen.back().head.starts_with("http.")) << body << " " << seen.back().head;
  }
}

TEST(RequestReader, AChunkLineWithoutEndIsCut) {
  const auto seen =
      read_all("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;" + std::string(10'000, 'x'), 100);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].head, "http.framing");
}

/// The body of `bytes`, taken away as it comes, and the most that was held of it.
std::pair<std::string, std::size_t> taken_away(const std::string& bytes, std::size_t step) {
  RequestReader reader(1024);
  std::string body;
  std::size_t held = 0;
  bool in_body = false;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    reader.append(std::string_view(bytes).substr(at, step));
    if (!in_body && reader.read_head() != Progress::complete) continue;
    if (!in_body) reader.limit_body(100'000);
    in_body = true;
    const auto progress = reader.read_body();
    EXPECT_TRUE(progress);
    const std::string piece = reader.take_piece();
    held = std::max(held, piece.capacity());
    body += piece;
  }
  EXPECT_TRUE(reader.take_piece().empty());
  return {body, held};
}

TEST(RequestReader, GivesABodyAwayPieceByPieceAndHoldsNoMoreThanThat) {
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += static_cast<char>('a' + i % 26);
  const std::string announced = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n" + body;
  std::string chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (std::size_t at = 0; at < body.size(); at += 0x400) {
    const std::string chunk = body.substr(at, 0x400);
    std::ostringstream size;
    size << std::hex << chunk.size();
    chunked += size.str() + "\r\n" + chunk + "\r\n";
  }
  chunked += "0\r\n\r\n";
  for (const auto& bytes : {announced, chunked}) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
      const auto [taken, held] = taken_away(bytes, step);
      EXPECT_EQ(taken, body);
      EXPECT_LE(held, 4 * step + 64);
    }
  }
}

TEST(RequestReader, JoinsAHeaderThatIsGivenTwice) {
  RequestReader reader(1024);
  reader.append("GET / HTTP/1.1\r\nHost: x\r\nAccept: a\r\nACCEPT: b\r\n\r\n");
  ASSERT_TRUE(reader.read_head());
  EXPECT_EQ(reader.head().headers.at("accept"), "a, b");
  EXPECT_TRUE(reader.head().keep_alive);
  EXPECT_FALSE(reader.head().has_body());
}

TEST(RequestReader, OldAndClosingRequestsDoNotKeepTheConnection) {
  for (const char* text :
       {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"}) {
    RequestReader reader(1024);
    reader.append(text);
    ASSERT_TRUE(reader.read_head());
    EXPECT_FALSE(reader.head().keep_alive) << text;
  }
}

}  // namespace
}  // namespace lienthong::http
