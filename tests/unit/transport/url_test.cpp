#include "transport/url.hpp"

#include <gtest/gtest.h>

namespace lienthong::transport {
namespace {

TEST(Url, ReadsItsParts) {
  const auto url = parse_url("https://Cong.Example.VN:8443/api/v1?ma=H%C3%A0");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, Scheme::https);
  EXPECT_EQ(url->host, "cong.example.vn");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->target, "/api/v1?ma=H%C3%A0");
  EXPECT_EQ(url->origin(), "https://cong.example.vn:8443");
  EXPECT_EQ(url->host_header(), "cong.example.vn:8443");
}

TEST(Url, KnowsTheOwnPorts) {
  EXPECT_EQ(parse_url("https://a")->port, 443);
  EXPECT_EQ(parse_url("http://a/")->port, 80);
  EXPECT_EQ(parse_url("http://a:80/")->host_header(), "a");
  EXPECT_EQ(parse_url("https://a")->target, "/");
  EXPECT_EQ(parse_url("https://a?b=c")->target, "/?b=c");
}

TEST(Url, WritesIpv6WithBracketsAndKeepsItWithout) {
  const auto url = parse_url("http://[::1]:8080/x");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(url->host_header(), "[::1]:8080");
}

TEST(Url, RefusesEverythingElse) {
  for (const char* text :
       {"", "a", "/a", "//a/b", "ftp://a/", "file:///etc/passwd", "http://", "http:///x", "http://user:pass@a/",
        "http://user@a/", "http://a/#x", "http://a:0/", "http://a:99999/", "http://a b/", "http://a/ b", "javascript:1",
        "http://a%00b/", "http://a/%zz", "http://exa%6dple%20x/"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
}

TEST(Target, ReadsPathAndQuery) {
  const auto target = parse_target("/ho-so/000.00?ten=Nguy%E1%BB%85n+V%C4%83n&ma=a%2Bb&ma=second&co");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/ho-so/000.00");
  EXPECT_EQ(target->query.at("ten"), "Nguyễn Văn");
  EXPECT_EQ(target->query.at("ma"), "a+b") << "the first of two counts";
  EXPECT_EQ(target->query.at("co"), "");
}

TEST(Target, ReadsTheAbsoluteForm) {
  const auto target = parse_target("http://cong.example.vn/a?b=c");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a");
  EXPECT_EQ(target->query.at("b"), "c");
}

TEST(Target, RefusesWhatCouldMeanAnotherPath) {
  for (const char* text :
       {"", "a", "/../etc", "/a/../b", "/a/%2e%2e/b", "/a/./b", "/a/..", "/%00", "/%zz", "/%", "/%c3", "/%ff%fe",
        "/a?b=%zz", "/a?b=%00", "/a#b", "ftp://a/b", "http://u:p@a/b", "//../x"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(PercentDecode, KeepsPlusAndRefusesWhatIsNotText) {
  EXPECT_EQ(*percent_decode("a+b%20c%2F"), "a+b c/");
  EXPECT_FALSE(percent_decode("%"));
  EXPECT_FALSE(percent_decode("%4"));
  EXPECT_FALSE(percent_decode("%00"));
  EXPECT_FALSE(percent_decode("%C0%AF"));
}

}  // namespace
}  // namespace lienthong::transport
