#include "app/carriers_page.hpp"

#include "console/carrier/page_files.hpp"
#include "support/run_coroutine.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::app {
namespace {

class CarriersPage : public ::testing::Test {
 protected:
  CarriersPage() { page_.add_routes(router_); }
  http::Response get(const std::string& path, const std::string& if_none_match = "") {
    auto match = router_.find("GET", path);
    http::Request request;
    request.method = "GET";
    request.parameters = match.parameters;
    if (!if_none_match.empty()) request.headers["if-none-match"] = if_none_match;
    return lienthong::testing::run(io_, match.route->handle(std::move(request), lienthong::testing::soon()));
  }
  static std::string header(const http::Response& response, const std::string& name) {
    const auto found = std::ranges::find(response.headers, name, &std::pair<std::string, std::string>::first);
    return found == response.headers.end() ? "" : found->second;
  }
  boost::asio::io_context io_;
  CarrierPage page_{CookieTransport::secure};
  http::Router router_;
};

TEST_F(CarriersPage, every_file_is_served_with_the_rules_of_the_console) {
  for (const console::PageFile& file : console::carrier_page_files()) {
    const auto response = get("/buu-ta/" + std::string(file.name));
    EXPECT_EQ(response.status, 200U) << file.name;
    EXPECT_EQ(response.content_type, file.content_type);
    EXPECT_FALSE(response.body.empty()) << file.name;
    const std::string policy = header(response, "Content-Security-Policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(policy.find("http"), std::string::npos) << "no third party";
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(header(response, "Strict-Transport-Security"), "max-age=31536000");
  }
}

TEST_F(CarriersPage, without_tls_nothing_is_said_of_it) {
  http::Response response;
  add_page_headers(response, CookieTransport::plain);
  EXPECT_EQ(header(response, "Strict-Transport-Security"), "");
  EXPECT_NE(header(response, "Content-Security-Policy"), "");
}

TEST_F(CarriersPage, the_start_is_vietnamese) {
  const auto page = get("/buu-ta");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("<html lang=\"vi\">"), std::string::npos);
}

TEST_F(CarriersPage, what_has_not_changed_is_not_sent_again) {
  const auto first = get("/buu-ta/app.js");
  const auto again = get("/buu-ta/app.js", header(first, "ETag"));
  EXPECT_EQ(again.status, 304U);
  EXPECT_TRUE(again.body.empty());
}

TEST_F(CarriersPage, the_worker_names_the_version_of_all_files_and_may_serve_the_start) {
  const auto worker = get("/buu-ta/worker.js");
  EXPECT_EQ(worker.body.find("{{"), std::string::npos);
  EXPECT_EQ(header(worker, "Service-Worker-Allowed"), "/buu-ta");
  for (const console::PageFile& file : console::carrier_page_files()) {
    if (file.name == "worker.js" || file.name == "index.html") continue;
    EXPECT_NE(worker.body.find("'/buu-ta/" + std::string(file.name) + "'"), std::string::npos)
        << file.name << " is not there without a network";
  }
  EXPECT_NE(worker.body.find("'/buu-ta/api/reasons'"), std::string::npos) << "no report without its words";
}

TEST_F(CarriersPage, a_file_that_is_not_ours_is_not_found) { EXPECT_EQ(get("/buu-ta/secrets").status, 404U); }

}  // namespace
}  // namespace lienthong::app
