#include "http/router.hpp"

#include "support/run_coroutine.hpp"
#include "unit/http/scripted_body.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace lienthong::http {
namespace {

boost::asio::awaitable<Response> nothing(Request, base::Deadline) { co_return Response(); }

boost::asio::awaitable<Response> reads_nothing(Request, BodyReader&, base::Deadline) { co_return Response(); }

Route route(std::string method, std::string pattern) {
  Route route;
  route.method = std::move(method);
  route.pattern = std::move(pattern);
  route.handle = nothing;
  return route;
}

struct RouterTest : ::testing::Test {
  Router router;
  RouterTest() {
    for (const char* pattern : {"/", "/api/v1/dossiers", "/api/v1/dossiers/{code}", "/api/v1/dossiers/search",
                                "/api/v1/dossiers/{code}/events/{id}", "/api/v1/{kind}/search"}) {
      router.add(route("GET", pattern));
    }
    router.add(route("POST", "/api/v1/dossiers"));
    router.add(route("PUT", "/api/v1/dossiers/{code}"));
  }
  std::string pattern(std::string_view method, std::string_view path) const {
    const auto match = router.find(method, path);
    return match.route == nullptr ? "" : match.route->pattern;
  }
};

TEST_F(RouterTest, FindsExactPaths) {
  EXPECT_EQ(pattern("GET", "/"), "/");
  EXPECT_EQ(pattern("GET", "/api/v1/dossiers"), "/api/v1/dossiers");
  EXPECT_EQ(router.find("POST", "/api/v1/dossiers").route->method, "POST");
}

TEST_F(RouterTest, ReadsParametersDecoded) {
  const auto match = router.find("GET", "/api/v1/dossiers/000.00.12-H%C3%A0%2F1/events/7");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.parameters.at("code"), "000.00.12-Hà/1");
  EXPECT_EQ(match.parameters.at("id"), "7");
}

TEST_F(RouterTest, ExactSegmentsWinOverParameters) {
  EXPECT_EQ(pattern("GET", "/api/v1/dossiers/search"), "/api/v1/dossiers/search");
  EXPECT_EQ(pattern("GET", "/api/v1/peers/search"), "/api/v1/{kind}/search");
  EXPECT_EQ(pattern("PUT", "/api/v1/dossiers/search"), "/api/v1/dossiers/{code}") << "for the method that only it has";
}

TEST_F(RouterTest, RefusesOtherShapes) {
  for (const char* path : {"", "api", "/api", "/api/v1/dossiers/", "/api/v1/dossiers//events/1",
                           "/api/v1/dossiers/a/events", "//", "*", "/api/v1/Dossiers"}) {
    const auto match = router.find("GET", path);
    EXPECT_EQ(match.route, nullptr) << path;
    EXPECT_TRUE(match.allow.empty()) << path;
  }
}

TEST_F(RouterTest, TellsTheMethodsOfAPathThatLacksThisOne) {
  const auto match = router.find("DELETE", "/api/v1/dossiers");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allow, (std::vector<std::string>{"GET", "HEAD", "POST"}));
}

TEST_F(RouterTest, AGetAnswersHead) {
  EXPECT_EQ(pattern("HEAD", "/api/v1/dossiers"), "/api/v1/dossiers");
  EXPECT_EQ(router.find("HEAD", "/api/v1/dossiers").route->method, "GET");
}

TEST_F(RouterTest, TwoRoutesForOnePathAreABrokenInvariant) {
  EXPECT_THROW(router.add(route("GET", "/api/v1/dossiers/{other}")), std::invalid_argument);
  EXPECT_THROW(router.add(route("GET", "no-slash")), std::invalid_argument);
  Route without = route("GET", "/without");
  without.handle = nullptr;
  EXPECT_THROW(router.add(without), std::invalid_argument);
  Route both = route("GET", "/both");
  both.receive = reads_nothing;
  EXPECT_THROW(router.add(both), std::invalid_argument);
  Route refuses = without;
  refuses.receive = reads_nothing;
  refuses.refuse = [](Request request, base::Error) { return nothing(std::move(request), lienthong::testing::soon()); };
  EXPECT_THROW(router.add(refuses), std::invalid_argument);
}

TEST(RouterHook, HearsThePatternAndTheStatusOfEveryAnswer) {
  boost::asio::io_context io;
  Router router;
  std::vector<std::pair<std::string, unsigned>> heard;
  router.on_answer([&](std::string_view pattern, unsigned status) { heard.emplace_back(pattern, status); });
  Route counted = route("GET", "/dossiers/{code}");
  counted.refuse = [](Request, base::Error) -> boost::asio::awaitable<Response> {
    Response response;
    response.status = 413;
    co_return response;
  };
  router.add(std::move(counted));
  Route reader = route("POST", "/files/{name}");
  reader.handle = nullptr;
  reader.receive = reads_nothing;
  router.add(std::move(reader));
  const Route* found = router.find("GET", "/dossiers/H55").route;
  lienthong::testing::run(io, found->handle({}, lienthong::testing::soon()));
  lienthong::testing::run(io, found->refuse({}, base::Error(base::ErrorKind::too_large, "http.body", "too large")));
  testing::ScriptedBody body({});
  lienthong::testing::run(io, router.find("POST", "/files/a").route->receive({}, body, lienthong::testing::soon()));
  EXPECT_EQ(heard, (std::vector<std::pair<std::string, unsigned>>{
                       {"/dossiers/{code}", 200}, {"/dossiers/{code}", 413}, {"/files/{name}", 200}}));
}

}  // namespace
}  // namespace lienthong::http
