// The post through NGSP: the texts of its own, a GET that changes something, a token asked for with Basic.
#include "base/digest.hpp"
#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using domain::Outcome;
using testing::adapter;
using testing::canonical_case;
using testing::SystemBench;
using testing::tell;

const std::string token = R"({"access_token":"t-1","token_type":"Bearer","expires_in":3600})";

std::string header(const transport::HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

class VnpostTest : public ::testing::Test {
 protected:
  DeliveryResult order(unsigned status, const std::string& body) {
    bench_.peer().answers(status, body);
    return bench_.deliver(tell("order", {canonical_case("vnpost", "don-hang-ngsp-deliver")}));
  }
  SystemBench bench_{"vnpost"};
};

TEST_F(VnpostTest, an_order_is_posted_with_a_token_that_was_asked_for_with_basic) {
  bench_.peer().answers(200, token);
  EXPECT_EQ(order(200, R"({"Status":100,"Message":"Thành công"})").attempt.outcome, Outcome::accepted);
  const auto& asked = bench_.peer().requests()[0];
  EXPECT_EQ(asked.url, "http://peer.test/base/token");
  EXPECT_EQ(header(asked, "Authorization"), "Basic " + base::to_base64("h55_tichhop:mat-khau"));
  EXPECT_EQ(asked.body, "grant_type=client_credentials");
  const auto& sent = bench_.peer().requests()[1];
  EXPECT_EQ(sent.method, "POST");
  EXPECT_EQ(sent.url, "http://peer.test/base/apiVNPostNGSP/p1.0/order/post");
  EXPECT_EQ(header(sent, "Authorization"), "Bearer t-1");
  EXPECT_NE(sent.body.find(R"("SenderEmail":null)"), std::string::npos) << "nulls are written out";
}

TEST_F(VnpostTest, a_cancellation_is_a_query) {
  bench_.peer().answers(200, token).answers(200, R"({"Status":"100","Message":"Thành công"})");
  const auto result = bench_.deliver(tell("cancel", {canonical_case("vnpost", "huy-don-collect")}));
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  const auto& sent = bench_.peer().requests()[1];
  EXPECT_EQ(sent.method, "GET");
  EXPECT_EQ(
      sent.url,
      "http://peer.test/base/apiVNPostNGSP/p1.0/order/cancel?CustomerCode=TNN_HCC01&OrderNumber=H55.12-250613-0001__"
      "0.71");
  EXPECT_TRUE(sent.body.empty());
}

TEST_F(VnpostTest, its_answers_mean_what_the_contract_says) {
  bench_.peer().answers(200, token);
  EXPECT_EQ(order(200, R"({"Status":"101","Message":"Đơn hàng đã tồn tại"})").attempt.outcome, Outcome::already);
  EXPECT_EQ(order(200, R"({"Status":102,"Message":"Dữ liệu có định dạng không đúng: ReceiverTel"})").attempt.outcome,
            Outcome::data);
  EXPECT_EQ(order(200, R"({"Status":100,"Message":"Gửi không thành công"})").attempt.outcome, Outcome::retry);
  EXPECT_EQ(order(200, R"({"Status":404,"Message":"Đơn hàng không tồn tại"})").attempt.outcome, Outcome::not_found);
  EXPECT_EQ(order(200, R"({"Status":409,"Message":"Đơn hàng đã được chấp nhận, không thể hủy"})").attempt.outcome,
            Outcome::data);
  EXPECT_EQ(order(200, R"({"Status":177,"Message":"Mã phản hồi chưa được công bố"})").attempt.outcome,
            Outcome::unknown);
  EXPECT_EQ(order(200, "<html>").attempt.outcome, Outcome::unknown);
  EXPECT_EQ(order(500, "").attempt.outcome, Outcome::unknown);
  EXPECT_EQ(order(503, "").attempt.outcome, Outcome::retry);
}

TEST_F(VnpostTest, an_address_without_a_province_of_the_post_is_not_sent) {
  const auto result = bench_.deliver(tell("order", {canonical_case("vnpost", "don-hang-ngsp-unknown-province")}));
  EXPECT_EQ(result.attempt.outcome, Outcome::data);
  EXPECT_TRUE(bench_.peer().requests().empty());
}

TEST_F(VnpostTest, its_feed_goes_on_from_the_last_row_that_has_an_id) {
  const Poll& poll = adapter("vnpost").manifest.polls.at(0);
  const auto read = [&](const std::string& cursor) {
    return testing::run(bench_.io(), bench_.system().poll(poll, cursor, testing::soon()));
  };
  const std::string row = testing::file_text("adapters/vnpost/cases/hanh-trinh-delivered/external.json");
  bench_.peer().answers(200, token).answers(200, R"({"_embedded":{"rh:doc":[)" + row + R"(,{"StatusCode":4}]}})");
  const auto page = read("");
  ASSERT_TRUE(page) << page.error().describe();
  EXPECT_EQ(page->documents.size(), 1U);
  EXPECT_EQ(page->refused.size(), 1U);
  EXPECT_EQ(page->next_cursor, "684b9d0f0000000000000003");
  EXPECT_EQ(bench_.peer().last().url,
            "http://peer.test/base/apiVNPostNGSP/p1.0/order/tracking?pagesize=1000&lastId=000000000000000000000000");
  bench_.peer().answers(200, R"({"_embedded":{"rh:doc":[]}})").answers(200, R"({"_embedded":[]})");
  EXPECT_EQ(read("684b9d0f0000000000000003")->next_cursor, "684b9d0f0000000000000003");
  EXPECT_EQ(read("684b9d0f0000000000000003").error().code(), "feed.shape");
}

TEST(EmsManifest, hears_tracking_events_that_no_dossier_profile_reads) {
  const Adapter& ems = adapter("ems");
  ASSERT_EQ(ems.manifest.hears.size(), 1U);
  EXPECT_EQ(ems.manifest.hears[0].canonical, Canonical::tracking_event);
  EXPECT_EQ(ems.manifest.hears[0].key_header, "ems-transaction");
  EXPECT_TRUE(make_inbound_profiles(ems.manifest, ems.plans)->empty());
}

}  // namespace
}  // namespace lienthong::peer
