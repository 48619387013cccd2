#include "inbound_fixture.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using testing::adapter;
using testing::SystemBench;

const std::string token = R"({"access_token":"t-1","expires_in":3600})";
const std::string row = R"({"DocCode":" H55.12-250613-0001","DateCreated":"2025-06-13T14:02:10.000Z","Status":4})";

class FeedTest : public ::testing::Test {
 protected:
  base::Result<PollPage> poll(const std::string& cursor = "a/1 &") {
    return testing::run(bench_.io(), bench_.system().poll(poll_, cursor, testing::soon()));
  }
  static Poll feed() {
    Poll poll;
    poll.stream = "tracking";
    poll.path = "/feed?after={cursor}&size={limit}";
    poll.mapping = "trace";
    poll.items = "rows";
    poll.next = "lastId";
    return poll;
  }

  SystemBench bench_{"province"};
  Poll poll_ = feed();
};

TEST_F(FeedTest, a_page_becomes_canonical_documents_and_the_next_cursor) {
  bench_.peer().answers(200, token).answers(200, R"({"rows":[)" + row + R"(],"lastId":42})");
  const auto page = poll();
  ASSERT_TRUE(page) << page.error().describe();
  ASSERT_EQ(page->documents.size(), 1U);
  EXPECT_EQ(page->documents[0],
            R"({"code":"H55.12-250613-0001","occurred_at":"2025-06-13T14:02:10.000+07:00","status":"processing"})");
  EXPECT_EQ(page->raw[0], row);
  EXPECT_EQ(page->next_cursor, "42");
  EXPECT_EQ(bench_.peer().last().method, "GET");
  EXPECT_EQ(bench_.peer().last().url, "http://peer.test/base/feed?after=a%2F1%20%26&size=100");
}

TEST_F(FeedTest, a_row_nobody_can_read_is_set_aside_and_the_feed_goes_on) {
  bench_.peer().answers(200, token).answers(200, R"({"rows":[{"Status":99},)" + row + R"(],"lastId":"43"})");
  const auto page = poll();
  ASSERT_TRUE(page);
  EXPECT_EQ(page->documents.size(), 1U);
  ASSERT_EQ(page->refused.size(), 1U);
  EXPECT_EQ(page->refused[0].raw, R"({"Status":99})");
  EXPECT_EQ(page->refused[0].error.kind(), ErrorKind::invalid);
}

TEST_F(FeedTest, a_page_without_a_next_cursor_leaves_it_where_it_is) {
  bench_.peer().answers(200, token).answers(200, R"({"rows":[]})").answers(200, R"({"rows":[],"lastId":null})");
  EXPECT_EQ(poll("7")->next_cursor, "7");
  EXPECT_EQ(poll("7")->next_cursor, "7");
}

TEST_F(FeedTest, a_page_of_another_shape_is_refused_whole) {
  bench_.peer()
      .answers(200, token)
      .answers(200, R"({"items":[]})")
      .answers(200, "[]")
      .answers(200, "<html>")
      .answers(500, "");
  EXPECT_EQ(poll().error().code(), "feed.shape");
  EXPECT_EQ(poll().error().code(), "feed.shape");
  EXPECT_EQ(poll().error().kind(), ErrorKind::invalid);
  EXPECT_EQ(poll().error().code(), "feed.http");
}

TEST_F(FeedTest, a_refused_token_is_fetched_anew_once) {
  bench_.peer().answers(200, token).answers(401, "").answers(200, token).answers(200, R"({"rows":[]})");
  EXPECT_TRUE(poll());
  bench_.peer().answers(401, "").answers(200, token).answers(401, "");
  EXPECT_EQ(poll().error().kind(), ErrorKind::unauthorised);
}

TEST_F(FeedTest, a_feed_whose_mapping_has_no_json_form_cannot_be_polled) {
  poll_.mapping = "khong-co";
  EXPECT_EQ(poll().error().code(), "peer.plan_missing");
}

TEST(portal_inbound, one_item_is_heard_in_the_portals_envelope) {
  Manifest manifest = adapter("portal").manifest;
  Hears hears;
  hears.kind = "progress";
  hears.canonical = Canonical::step;
  hears.mapping = "tien-do";
  hears.operation = "CapNhatTienDoHoSoMC";
  manifest.hears = {hears};
  testing::InboundBench bench(manifest, adapter("portal").plans);
  const std::string item = testing::file_text("adapters/portal/cases/tien-do-processing/external.json");
  const auto json = [](const std::string& body) { return RawMessage{"application/json", {}, body}; };
  EXPECT_TRUE(bench.read("progress", json(item)));
  EXPECT_TRUE(bench.read("progress", json(R"({"service":"CapNhatTienDoHoSoMC","data":[)" + item + "]}")));
  EXPECT_EQ(bench.refusal("progress", json(R"({"data":[)" + item + "," + item + "]}")), "inbound.data");
  EXPECT_EQ(bench.refusal("progress", json(R"({"data":[]})")), "inbound.data");
  EXPECT_EQ(bench.refusal("progress", json(R"({"service":"Khac","data":[]})")), "inbound.service");
  EXPECT_EQ(bench.refusal("progress", {"text/xml", {}, item}), "inbound.content_type");
  EXPECT_EQ(bench.hears("progress").accepted(json(item)).body, R"({"error_code":0,"message":"Thành công"})");
  const Reply refused = bench.hears("progress").refused(json(item), base::Error(ErrorKind::invalid, "a.b", "text"));
  EXPECT_EQ(refused.status, 200U);
  EXPECT_EQ(refused.body, R"({"error_code":-1,"message":"a.b: text"})");
}

}  // namespace
}  // namespace lienthong::peer
