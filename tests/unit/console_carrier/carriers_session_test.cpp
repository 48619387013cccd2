#include "app/carriers_session.hpp"

#include <gtest/gtest.h>

namespace lienthong::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const base::Secret signing_key("signing key of the test");
const base::Instant now = base::from_unix_ms(1'781'490'600'000);
const base::Clock::Steady steady{hours(1)};

CarrierSessions sessions(std::string secret = "right", CookieTransport transport = CookieTransport::plain) {
  CarrierSessions out(signing_key, transport);
  out.add({"a", domain::SystemId("vnpost")}, base::Secret(std::move(secret)));
  out.add({"b", domain::SystemId("ems")}, base::Secret("other"));
  return out;
}

http::Request with(std::string header, std::string value, std::string method = "GET") {
  http::Request request;
  request.method = std::move(method);
  request.headers = {{"host", "gateway.test"}, {std::move(header), std::move(value)}};
  return request;
}

TEST(CarriersSession, a_token_and_a_cookie_say_who_it_is) {
  CarrierSessions all = sessions();
  const auto carrier = all.sign_in("b", "other", steady);
  ASSERT_TRUE(carrier);
  EXPECT_EQ((*carrier)->system, domain::SystemId("ems"));
  const std::string token = all.issue_token(**carrier, now);
  EXPECT_EQ(all.session_of(with("authorization", "Bearer " + token), now).value().carrier->id, "b");
  EXPECT_EQ(all.session_of(with("cookie", "x=1; buu-ta=" + token + "; y=2"), now).value().carrier->id, "b");
}

TEST(CarriersSession, a_session_lasts_a_working_day) {
  CarrierSessions all = sessions();
  const auto request =
      with("authorization", "Bearer " + all.issue_token(*all.sign_in("a", "right", steady).value(), now));
  EXPECT_TRUE(all.session_of(request, now + hours(12) - minutes(1)));
  EXPECT_EQ(all.session_of(request, now + hours(12)).error().code(), "carrier.session");
}

TEST(CarriersSession, another_secret_ends_the_session_and_a_restart_does_not) {
  CarrierSessions all = sessions();
  const auto request =
      with("authorization", "Bearer " + all.issue_token(*all.sign_in("a", "right", steady).value(), now));
  EXPECT_TRUE(sessions().session_of(request, now));
  EXPECT_FALSE(sessions("changed").session_of(request, now));
}

TEST(CarriersSession, every_sign_in_is_a_session_of_its_own) {
  CarrierSessions all = sessions();
  const console::CarrierName& carrier = *all.sign_in("a", "right", steady).value();
  const auto session = [&](const std::string& token) {
    return all.session_of(with("authorization", "Bearer " + token), now).value().id;
  };
  const std::string token = all.issue_token(carrier, now);
  EXPECT_EQ(session(token), session(token));
  EXPECT_NE(session(token), session(all.issue_token(carrier, now))) << "in the same millisecond";
  EXPECT_FALSE(all.session_of(with("authorization", "Bearer " + session(token)), now)) << "its name opens nothing";
}

TEST(CarriersSession, a_carrier_who_was_taken_out_has_no_session) {
  CarrierSessions all = sessions();
  const auto request =
      with("authorization", "Bearer " + all.issue_token(*all.sign_in("b", "other", steady).value(), now));
  CarrierSessions without(signing_key, CookieTransport::plain);
  without.add({"a", domain::SystemId("vnpost")}, base::Secret("right"));
  EXPECT_EQ(without.session_of(request, now).error().code(), "carrier.session");
}

TEST(CarriersSession, a_token_of_a_peers_client_is_no_carriers) {
  const http::TokenIssuer of_clients(signing_key, hours(1));
  EXPECT_FALSE(sessions().session_of(with("authorization", "Bearer " + of_clients.issue("a", now)), now));
  EXPECT_FALSE(sessions().session_of(with("authorization", "Bearer "), now));
  EXPECT_FALSE(sessions().session_of(http::Request{}, now));
}

TEST(CarriersSession, wrong_names_and_wrong_secrets_are_told_the_same) {
  CarrierSessions all = sessions();
  EXPECT_EQ(all.sign_in("a", "wrong", steady).error().code(), "carrier.sign_in");
  EXPECT_EQ(all.sign_in("nobody", "right", steady).error().code(), "carrier.sign_in");
  EXPECT_EQ(all.sign_in("a", "", steady).error().code(), "carrier.sign_in");
}

TEST(CarriersSession, five_wrong_secrets_lock_even_the_right_one_for_a_while) {
  CarrierSessions all = sessions();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(all.sign_in("a", "wrong", steady).error().code(), "carrier.sign_in");
  EXPECT_EQ(all.sign_in("a", "right", steady).error().code(), "carrier.locked");
  EXPECT_TRUE(all.sign_in("b", "other", steady));
  EXPECT_TRUE(all.sign_in("a", "right", steady + minutes(15)));
}

TEST(CarriersSession, a_cookie_works_for_our_own_page_only) {
  CarrierSessions all = sessions();
  const std::string token = all.issue_token(*all.sign_in("a", "right", steady).value(), now);
  auto request = with("cookie", "buu-ta=" + token, "POST");
  EXPECT_EQ(all.session_of(request, now).error().code(), "carrier.origin") << "a form could send this";
  request.headers["content-type"] = "application/json";
  EXPECT_TRUE(all.session_of(request, now));
  request.headers["origin"] = "https://gateway.test";
  EXPECT_TRUE(all.session_of(request, now));
  request.headers["origin"] = "https://other.test";
  EXPECT_EQ(all.session_of(request, now).error().code(), "carrier.origin");
  request.headers["origin"] = "null";
  EXPECT_EQ(all.session_of(request, now).error().code(), "carrier.origin");
}

TEST(CarriersSession, cookies_say_how_they_may_travel) {
  EXPECT_EQ(sessions().cookie_with("t"), "buu-ta=t; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
  EXPECT_EQ(sessions("right", CookieTransport::secure).cookie_with("t"),
            "__Host-buu-ta=t; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure");
  EXPECT_EQ(sessions().cookie_without_token(), "buu-ta=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
}

}  // namespace
}  // namespace lienthong::app
