#include "sync/post/tracking_webhook.hpp"

#include "carrier_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using lienthong::testing::run;
using lienthong::testing::soon;

std::string body(std::string_view clock, int code = 4, std::string_view item = "EH005501233VN") {
  return R"({"tracking_code":")" + std::string(item) + R"(","order_code":"H55.12-260615-0001","status_code":)" +
         std::to_string(code) +
         R"(,"status_name":"Đang vận chuyển","note":"","locate":"250000 - Thái Nguyên","datetime":"15/06/2026 )" +
         std::string(clock) + R"(","total_weight":40,"money_collect":0,"total_fee":34000})";
}

class TrackingWebhookTest : public ::testing::Test {
 protected:
  TrackingWebhookTest() { w_.know_dossier(document_json(own_procedure)); }
  peer::Reply hear(std::string text, const std::string& transaction) {
    peer::RawMessage message{"application/json", {}, std::move(text)};
    if (!transaction.empty()) message.headers["ems-transaction"] = transaction;
    return run(w_.io, webhook_.handle(std::move(message), soon()));
  }
  domain::PostalLeg leg() { return run(w_.io, w_.desk.orders_of(item(550'123), soon())).value().at(0).leg; }

  PostWorld w_{Engine::memory};
  const peer::Adapter& ems_ = carrier("ems");
  TrackingWebhook webhook_{
      ems_.manifest.id, ems_.manifest.hears.at(0), {w_.desk, event_codes("ems"), ems_.plans.at("hanh-trinh"), {}}};
};

TEST_F(TrackingWebhookTest, TakesAStatementWhateverTheOrder) {
  EXPECT_EQ(hear(body("09:30:00"), "t-2").status, 200U);
  const auto reply = hear(body("07:54:50", 2), "t-1");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body, R"({"status":200,"message":"OK"})");
  EXPECT_EQ(leg().state, domain::LegState::in_transit);
  EXPECT_EQ(leg().events.front().occurred_at, at("07:54:50"));
  EXPECT_EQ(leg().events.front().source.value(), "ems");
}

TEST_F(TrackingWebhookTest, TheKeyMakesItOneStatement) {
  EXPECT_EQ(hear(body("09:30:00"), "t-1").status, 200U);
  EXPECT_EQ(hear(body("09:30:00"), "t-1").status, 200U);
  EXPECT_EQ(leg().events.size(), 1U);
  EXPECT_EQ(hear(body("09:40:00"), "t-1").status, 409U);
  EXPECT_EQ(leg().events.size(), 1U);
  EXPECT_EQ(hear(body("09:40:00"), "t-2").status, 200U);
  EXPECT_EQ(leg().events.size(), 2U);
}

TEST_F(TrackingWebhookTest, NamesAndKeepsWhatCanNeverPass) {
  EXPECT_EQ(hear(body("09:30:00"), "").status, 400U);
  EXPECT_EQ(hear("{", "t-1").status, 400U);
  const auto wrong_digit = hear(body("09:30:00", 4, "EH005501234VN"), "t-2");
  EXPECT_EQ(wrong_digit.status, 400U);
  EXPECT_NE(wrong_digit.body.find("item.check_digit"), std::string::npos) << wrong_digit.body;
  EXPECT_EQ(w_.refused().size(), 3U);
}

TEST_F(TrackingWebhookTest, AnUnknownOrderIsTakenAndNamed) {
  std::string other = body("09:30:00");
  other.replace(other.find("0001\""), 4, "0777");
  EXPECT_EQ(hear(other, "t-1").status, 200U);
  ASSERT_EQ(w_.refused().size(), 1U);
  EXPECT_EQ(w_.refused().front().reason, "post.unknown_order");
}

TEST_F(TrackingWebhookTest, AsksForTheMessageAgainWhenTheStoreTakesNothing) {
  w_.store->close();
  EXPECT_EQ(hear(body("09:30:00"), "t-1").status, 503U);
}

}  // namespace
}  // namespace lienthong::sync
