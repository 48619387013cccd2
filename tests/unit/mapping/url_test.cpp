#include "mapping/url.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

TEST(Url, IsAbsoluteAndHttp) {
  for (const char* url :
       {"http://files.example/a.pdf", "https://127.0.0.1:8443/", "HTTPS://host", "https://host?x=1&y=%20#page/2",
        "http://[::1]:80/a", "http://[::1]", "http://host:/", "https://host/a(1);v=2,3/%C3%A1.pdf", "http://h/?"}) {
    EXPECT_TRUE(is_absolute_http_url(url)) << url;
  }
}

TEST(Url, IsNotAnythingElse) {
  for (const char* url : {"",
                          "/a.pdf",
                          "files/a.pdf",
                          "//host/a",
                          "ftp://host/a",
                          "file:///etc/passwd",
                          "http:/host",
                          "http//host",
                          "http://",
                          "https:///a",
                          "http://:80/",
                          "http://host:65536/",
                          "http://host:8o/",
                          "http://host:-1/",
                          "JVBERi0xLjQK",
                          "javascript://x",
                          "httpss://host",
                          " http://host",
                          "http://[::1",
                          "http://[host]/",
                          "http://[::1]x",
                          "http://[1]"}) {
    EXPECT_FALSE(is_absolute_http_url(url)) << url;
  }
}

TEST(Url, HasOnlyTheCharactersOfTheStandard) {
  for (const char* url :
       {"http://host/a b.pdf", "http://host/tệp.pdf", "http://hồ-sơ.vn/", "http://host/%", "http://host/%4",
        "http://host/%zz", "http://host/a\nb", "http://host/\"", "http://host/<a>", "http://host/a\\b",
        "http://host/{id}", "http://host/a[1]", "http://host/#a#b", "http://host/|", "http://host/^`"}) {
    EXPECT_FALSE(is_absolute_http_url(url)) << url;
  }
}

TEST(Url, CarriesNoPassword) {
  EXPECT_FALSE(is_absolute_http_url("http://user:secret@host/"));
  EXPECT_FALSE(is_absolute_http_url("http://user@host/"));
  EXPECT_TRUE(is_absolute_http_url("http://host/@user"));
}

TEST(Url, IsReadToItsEndAndNotToItsFirstNul) {
  EXPECT_FALSE(is_absolute_http_url(std::string_view("http://host/\0a", 14)));
}

}  // namespace
}  // namespace lienthong::mapping
