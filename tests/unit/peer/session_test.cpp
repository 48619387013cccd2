#include "peer_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <set>

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using domain::Outcome;
using testing::canonical_case;
using testing::SystemBench;
using testing::tell;

const std::string done = R"({"error_code":0,"message":"thành công"})";
const std::string expired = R"({"error_code":-1,"message":"Phiên làm việc không hợp lệ"})";

std::string session_of(const transport::HttpRequest& request) {
  codec::Arena arena;
  const auto body = codec::read_json(request.body, arena).value();
  const codec::Value* session = body.find("session");
  return session == nullptr ? "" : std::string(session->scalar());
}

bool is_login(const transport::HttpRequest& request) { return request.url.ends_with("/login"); }

/// A portal that hands out "s-1", "s-2", … and takes only those that it has not been told to forget.
class SessionPortal {
 public:
  explicit SessionPortal(testing::ScriptedClient& client) {
    client.otherwise([this](const transport::HttpRequest& request) -> testing::ScriptedClient::Answer {
      transport::HttpResponse response;
      response.status = 200;
      if (is_login(request)) {
        valid_.insert("s-" + std::to_string(++logins));
        response.body = R"({"error_code":0,"session":"s-)" + std::to_string(logins) + "\"}";
      } else {
        response.body = valid_.contains(session_of(request)) ? done : expired;
      }
      return response;
    });
  }
  void forget_all() { valid_.clear(); }
  int logins = 0;

 private:
  std::set<std::string> valid_;
};

class SessionTest : public ::testing::Test {
 protected:
  void start(int count) {
    for (int i = 0; i < count; ++i) {
      boost::asio::co_spawn(bench_.io(), bench_.system().deliver(tell("dossier", {dossier_}), testing::soon()),
                            [this](std::exception_ptr failure, DeliveryResult result) {
                              ASSERT_EQ(failure, nullptr);
                              outcomes_.push_back(result.attempt.outcome);
                            });
    }
  }

  SystemBench bench_{"portal"};
  std::string dossier_ = canonical_case("portal", "ho-so-counter");
  std::vector<Outcome> outcomes_;
};

TEST_F(SessionTest, many_who_start_without_a_session_share_one_login) {
  SessionPortal portal(bench_.peer());
  bench_.peer().hold();
  start(5);
  testing::settle(bench_.io());
  EXPECT_EQ(bench_.peer().requests().size(), 1U);
  bench_.peer().release();
  testing::settle(bench_.io());
  EXPECT_EQ(portal.logins, 1);
  EXPECT_EQ(outcomes_, std::vector<Outcome>(5, Outcome::accepted));
}

TEST_F(SessionTest, a_session_that_expires_under_many_costs_one_login_and_one_repeat_each) {
  SessionPortal portal(bench_.peer());
  start(1);
  testing::settle(bench_.io());
  portal.forget_all();
  bench_.peer().hold();
  start(6);
  testing::settle(bench_.io());
  bench_.peer().release();
  testing::settle(bench_.io());
  EXPECT_EQ(portal.logins, 2);
  EXPECT_EQ(outcomes_, std::vector<Outcome>(7, Outcome::accepted));
  EXPECT_EQ(bench_.peer().requests().size(), 2U + 6U + 1U + 6U);
}

TEST_F(SessionTest, a_session_refused_twice_is_auth_and_not_asked_for_again_and_again) {
  bench_.peer().answers(200, R"({"error_code":0,"session":"s-1"})").answers(200, expired);
  bench_.peer().answers(200, R"({"error_code":0,"session":"s-2"})").answers(200, expired);
  const DeliveryResult result = bench_.deliver(tell("dossier", {dossier_}));
  EXPECT_EQ(result.attempt.outcome, Outcome::auth);
  EXPECT_EQ(result.attempt.reason, "rule:het-phien");
  EXPECT_EQ(bench_.peer().requests().size(), 4U);
}

TEST_F(SessionTest, a_refused_login_is_auth_and_nothing_of_the_message_is_sent) {
  bench_.peer().answers(200, R"({"error_code":-1,"message":"Tài khoản hoặc mật khẩu không đúng"})");
  const DeliveryResult result = bench_.deliver(tell("dossier", {dossier_}));
  EXPECT_EQ(result.attempt.outcome, Outcome::auth);
  EXPECT_EQ(result.attempt.reason, "auth.login_refused");
  EXPECT_EQ(bench_.peer().requests().size(), 1U);
}

TEST_F(SessionTest, a_login_that_does_not_end_is_a_retry_because_the_message_was_not_sent) {
  bench_.peer().fails(ErrorKind::ambiguous, "net.timeout");
  EXPECT_EQ(bench_.deliver(tell("dossier", {dossier_})).attempt.outcome, Outcome::retry);
  bench_.peer().answers(503, "").answers(200, "<html>");
  EXPECT_EQ(bench_.deliver(tell("dossier", {dossier_})).attempt.reason, "auth.login_http");
  EXPECT_EQ(bench_.deliver(tell("dossier", {dossier_})).attempt.reason, "auth.login_unreadable");
}

TEST_F(SessionTest, a_login_answer_without_a_session_is_refused) {
  bench_.peer().answers(200, R"({"error_code":0})").answers(403, "nope");
  EXPECT_EQ(bench_.deliver(tell("dossier", {dossier_})).attempt.reason, "auth.login_refused");
  EXPECT_EQ(bench_.deliver(tell("dossier", {dossier_})).attempt.reason, "auth.login_refused");
}

TEST_F(SessionTest, a_peer_that_never_answers_is_unknown_at_the_deadline) {
  bench_.peer().answers(200, R"({"error_code":0,"session":"s-1"})").never_answers();
  const DeliveryResult result = testing::run(
      bench_.io(), bench_.system().deliver(tell("dossier", {dossier_}), testing::soon(std::chrono::milliseconds(20))));
  EXPECT_EQ(result.attempt.outcome, Outcome::unknown);
  EXPECT_EQ(result.attempt.reason, "net.timeout");
}

}  // namespace
}  // namespace lienthong::peer
