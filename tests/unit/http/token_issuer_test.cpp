#include "http/token_issuer.hpp"

#include <gtest/gtest.h>

namespace lienthong::http {
namespace {

constexpr std::chrono::seconds life{3600};
const base::Instant now = base::from_unix_ms(1'781'485'200'000);

TEST(TokenIssuer, gives_the_client_back_until_its_time_is_over) {
  const TokenIssuer issuer(base::Secret("key"), life);
  const std::string token = issuer.issue("h55_tinh", now);
  EXPECT_EQ(issuer.verify(token, now), "h55_tinh");
  EXPECT_EQ(issuer.verify(token, now + life - std::chrono::milliseconds(1)), "h55_tinh");
  EXPECT_FALSE(issuer.verify(token, now + life).has_value());
}

TEST(TokenIssuer, believes_no_token_that_was_altered_or_made_with_another_key) {
  const TokenIssuer issuer(base::Secret("key"), life);
  const std::string token = issuer.issue("h55_tinh", now);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(issuer.verify(altered, now).has_value()) << i;
  }
  EXPECT_FALSE(TokenIssuer(base::Secret("other"), life).verify(token, now).has_value());
  for (const auto* text : {"", ".", "..", "a.b", "a.b.c", "68.99999999999999999999.x"}) {
    EXPECT_FALSE(issuer.verify(text, now).has_value()) << text;
  }
}

TEST(TokenIssuer, carries_client_names_with_dots_and_vietnamese_letters) {
  const TokenIssuer issuer(base::Secret("key"), life);
  EXPECT_EQ(issuer.verify(issuer.issue("tỉnh.h55", now), now), "tỉnh.h55");
}

}  // namespace
}  // namespace lienthong::http
