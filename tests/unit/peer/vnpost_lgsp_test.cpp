// The post through the provincial LGSP: a header of its own, an address for orders with an item number, texts for
// codes.
#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using domain::Outcome;
using testing::adapter;
using testing::canonical_case;
using testing::SystemBench;
using testing::tell;

std::string header(const transport::HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

class VnpostLgspTest : public ::testing::Test {
 protected:
  DeliveryResult say(const std::string& kind, const std::string& golden, unsigned status, const std::string& body) {
    bench_.peer().answers(status, body);
    return bench_.deliver(tell(kind, {canonical_case("vnpost-lgsp", golden)}));
  }
  DeliveryResult order(unsigned status, const std::string& body) {
    return say("order", "don-hang-collect", status, body);
  }
  SystemBench bench_{"vnpost-lgsp"};
};

TEST_F(VnpostLgspTest, the_token_has_a_header_of_its_own_and_is_not_asked_for) {
  EXPECT_EQ(order(200, R"({"Status":"100","Message":"Thành công"})").attempt.outcome, Outcome::accepted);
  ASSERT_EQ(bench_.peer().requests().size(), 1U);
  EXPECT_EQ(header(bench_.peer().last(), "access_token"), "mat-khau");
  EXPECT_EQ(header(bench_.peer().last(), "Authorization"), "");
}

TEST_F(VnpostLgspTest, an_item_number_of_ours_goes_to_an_address_of_its_own) {
  const std::string taken = R"({"Status":"100","Message":"Thành công"})";
  EXPECT_EQ(say("order_with_item", "don-hang-deliver", 200, taken).attempt.outcome, Outcome::accepted);
  EXPECT_EQ(bench_.peer().last().url, "http://peer.test/base/lgsp/order-item");
  EXPECT_NE(bench_.peer().last().body.find(R"("ItemCode":"EH005501233VN")"), std::string::npos);
  EXPECT_NE(bench_.peer().last().body.find(R"("FlagConfig":2)"), std::string::npos);
  EXPECT_EQ(order(200, taken).attempt.outcome, Outcome::accepted);
  EXPECT_EQ(bench_.peer().last().url, "http://peer.test/base/lgsp/order");
  EXPECT_EQ(bench_.peer().last().body.find("ItemCode"), std::string::npos);
}

TEST_F(VnpostLgspTest, a_cancellation_is_a_query_with_the_same_header) {
  const auto result = say("cancel", "huy-don-collect", 200, R"({"Status":"100","Message":"Thành công"})");
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(bench_.peer().last().method, "GET");
  EXPECT_EQ(bench_.peer().last().url,
            "http://peer.test/base/lgsp/order/cancel?CustomerCode=TNN_HCC01&OrderNumber=H55.12-250613-0001__1");
  EXPECT_EQ(header(bench_.peer().last(), "access_token"), "mat-khau");
}

TEST_F(VnpostLgspTest, its_answers_mean_what_the_contract_says) {
  EXPECT_EQ(order(200, R"({"Status":"101","Message":"Đơn hàng đã tồn tại"})").attempt.outcome, Outcome::already);
  EXPECT_EQ(order(200, R"({"Status":"500","Message":"Object reference not set"})").attempt.outcome, Outcome::unknown);
  EXPECT_EQ(order(200, R"({"Status":"100","Message":"Gửi không thành công"})").attempt.outcome, Outcome::retry);
  EXPECT_EQ(order(401, R"({"Status":401,"Message":"Token không hợp lệ"})").attempt.outcome, Outcome::auth);
  EXPECT_EQ(order(200, R"({"Status":"409","Message":"Đơn hàng đã được chấp nhận, không thể hủy"})").attempt.outcome,
            Outcome::data);
}

TEST_F(VnpostLgspTest, its_feed_is_that_of_the_contract) {
  const Poll& poll = adapter("vnpost-lgsp").manifest.polls.at(0);
  const std::string first = testing::file_text("adapters/vnpost-lgsp/cases/hanh-trinh-taken/external.json");
  const std::string second = testing::file_text("adapters/vnpost-lgsp/cases/hanh-trinh-of-a-collection/external.json");
  bench_.peer().answers(
      200, R"({"_size":2,"_total_pages":1,"_returned":2,"_embedded":{"rh:doc":[)" + first + "," + second + "]}}");
  const auto page = testing::run(bench_.io(), bench_.system().poll(poll, "", testing::soon()));
  ASSERT_TRUE(page) << page.error().describe();
  EXPECT_EQ(page->documents.size(), 2U);
  EXPECT_EQ(page->next_cursor, "684b9d0f0000000000000002");
  EXPECT_EQ(header(bench_.peer().last(), "access_token"), "mat-khau");
  EXPECT_EQ(bench_.peer().last().url,
            "http://peer.test/base/lgsp/order/tracking?pagesize=1000&lastId=000000000000000000000000");
}

}  // namespace
}  // namespace lienthong::peer
