#include "http/identity.hpp"

#include "base/digest.hpp"

#include <gtest/gtest.h>

namespace lienthong::http {
namespace {

const base::Instant now = base::from_unix_ms(1'781'485'200'000);
const domain::SystemId province("province");
const domain::SystemId ministry("ministry");

Client client(const domain::SystemId& system, std::string id, std::string secret, Client::Scheme scheme) {
  Client out;
  out.system = system;
  out.client_id = std::move(id);
  out.secret = base::Secret(std::move(secret));
  out.scheme = scheme;
  return out;
}

Identity identity() {
  return Identity({client(province, "h55 tỉnh", "bí mật&=", Client::Scheme::bearer),
                   client(ministry, "bo", "s:x", Client::Scheme::basic)},
                  TokenIssuer(base::Secret("key"), std::chrono::hours(1)));
}

Request token_request(std::string form) {
  Request request;
  request.body = std::move(form);
  return request;
}

Request bearing(const std::string& authorization) {
  Request request;
  request.headers["authorization"] = authorization;
  return request;
}

std::string token_of(const Response& response) {
  const std::string_view mark = "\"access_token\":\"";
  const auto begin = response.body.find(mark) + mark.size();
  return response.body.substr(begin, response.body.find('"', begin) - begin);
}

constexpr std::string_view good_form =
    "grant_type=client_credentials&client_id=h55+t%E1%BB%89nh&client_secret=b%C3%AD%20m%E1%BA%ADt%26%3D";

TEST(Identity, issues_a_token_for_the_form_of_contract_1_4_and_accepts_it) {
  const Identity who = identity();
  const Response response = who.issue_token(token_request(std::string(good_form)), now);
  ASSERT_EQ(response.status, 200U);
  EXPECT_NE(response.body.find("\"expires_in\":3600"), std::string::npos);
  EXPECT_TRUE(who.require(province, bearing("Bearer " + token_of(response)), now).has_value());
}

TEST(Identity, issues_nothing_for_wrong_credentials_another_grant_or_a_client_of_another_scheme) {
  const Identity who = identity();
  EXPECT_EQ(who.issue_token(token_request("grant_type=client_credentials&client_id=h55&client_secret=x"), now).status,
            401U);
  EXPECT_EQ(who.issue_token(token_request("grant_type=password"), now).status, 400U);
  EXPECT_EQ(
      who.issue_token(token_request("grant_type=client_credentials&client_id=bo&client_secret=s%3Ax"), now).status,
      401U);
}

TEST(Identity, a_token_opens_only_the_door_of_its_own_system) {
  const Identity who = identity();
  const std::string token = token_of(who.issue_token(token_request(std::string(good_form)), now));
  EXPECT_FALSE(who.require(ministry, bearing("Bearer " + token), now).has_value());
  EXPECT_FALSE(who.require(province, bearing("Bearer " + token), now + std::chrono::hours(2)).has_value());
}

TEST(Identity, basic_credentials_are_compared_whole_and_have_no_fallback) {
  const Identity who = identity();
  EXPECT_TRUE(who.require(ministry, bearing("Basic " + base::to_base64("bo:s:x")), now).has_value());
  for (const std::string& wrong : {base::to_base64("bo:s"), base::to_base64("bo:s:xx"),
                                   base::to_base64("h55 tỉnh:bí mật&="), std::string("???")}) {
    EXPECT_FALSE(who.require(ministry, bearing("Basic " + wrong), now).has_value());
  }
  EXPECT_FALSE(who.require(province, bearing("Basic " + base::to_base64("h55 tỉnh:bí mật&=")), now).has_value());
  EXPECT_FALSE(who.require(domain::SystemId("nobody"), bearing(""), now).has_value());
}

TEST(Identity, a_required_certificate_is_required_besides_the_secret) {
  Client with_certificate = client(ministry, "bo", "s", Client::Scheme::basic);
  with_certificate.certificate_cn = "bo.example";
  const Identity who({with_certificate}, TokenIssuer(base::Secret("key"), std::chrono::hours(1)));
  Request request = bearing("Basic " + base::to_base64("bo:s"));
  EXPECT_EQ(who.require(ministry, request, now).error().code(), "identity.certificate");
  request.client_certificate = "other.example";
  EXPECT_FALSE(who.require(ministry, request, now).has_value());
  request.client_certificate = "bo.example";
  EXPECT_TRUE(who.require(ministry, request, now).has_value());
}

}  // namespace
}  // namespace lienthong::http
