#include "sync/post/tracking_feed.hpp"

#include "carrier_world.hpp"
#include "peer/feed.hpp"
#include "unit/sync/fake_system.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::LegState;
using lienthong::testing::run;
using lienthong::testing::soon;

std::string row(std::string_view id, std::string_view order, int code, std::string_view item = "EH005501233VN") {
  return R"({"_id":{"$oid":")" + std::string(id) + R"("},"CustomerCode":"TNN_HCC01","OrderNumber":")" +
         std::string(order) + R"(","EventTime":1781485800000,"POSID":"250100","ItemCode":")" + std::string(item) +
         R"(","StatusCode":)" + std::to_string(code) + R"(,"StatusMessage":"Phát thành công","Notes":""})";
}

std::string page_of(std::initializer_list<std::string> rows) {
  std::string list;
  for (const std::string& one : rows) list += (list.empty() ? "" : ",") + one;
  return R"({"_size":9,"_total_pages":1,"_returned":9,"_embedded":{"rh:doc":[)" + list + "]}}";
}

class TrackingFeedTest : public ::testing::Test {
 protected:
  TrackingFeedTest() : system_(carrier("vnpost").manifest) {}
  void peer_says(const std::string& body) {
    transport::HttpResponse response;
    response.status = 200;
    response.body = body;
    system_.pages.push_back(
        peer::read_feed(response, poll_, *carrier("vnpost").plans.at("hanh-trinh").json, cursor(), {}));
  }
  std::string cursor() {
    return w_.stored<std::string>([&](auto done) { w_.store->load_cursor(vnpost, "tracking", std::move(done)); });
  }
  base::Result<std::size_t> read() { return run(w_.io, poller_.read_page()); }

  PostWorld w_{Engine::memory};
  FakeSystem system_;
  const peer::Poll& poll_ = carrier("vnpost").manifest.polls.at(0);
  TrackingFeed feed_{w_.desk, event_codes("vnpost")};
  Poller poller_{w_.io.get_executor(), system_, poll_, Poller::Parts{*w_.store, w_.intake, w_.clock, &feed_}};
};

TEST_F(TrackingFeedTest, BeginsAtTheFirstCursorAndGoesOnFromTheLastRow) {
  EXPECT_EQ(peer::feed_request(poll_, "").path,
            "/apiVNPostNGSP/p1.0/order/tracking?pagesize=1000&lastId=000000000000000000000000");
  w_.know_dossier(document_json(own_procedure));
  peer_says(page_of({row("684b9d0f0000000000000001", "H55.12-260615-0001", 2),
                     row("684b9d0f0000000000000002", "H55.12-260615-0001", 4)}));
  EXPECT_EQ(read().value(), 2U);
  EXPECT_EQ(cursor(), "684b9d0f0000000000000002");
  const auto found = run(w_.io, w_.desk.orders_of(item(550'123), soon())).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].leg.state, LegState::delivered);
  EXPECT_TRUE(found[0].leg.has(domain::LegIrregularity::Kind::undocumented_code)) << "2 is kept, and moves nothing";
  EXPECT_EQ(found[0].leg.events.size(), 2U);
}

TEST_F(TrackingFeedTest, ABadRowIsKeptAndPassed) {
  w_.know_dossier(document_json(own_procedure));
  peer_says(page_of({row("684b9d0f0000000000000001", "H55.12-260615-0001", 4, "EH005501234VN"), R"({"StatusCode":4})",
                     row("684b9d0f0000000000000003", "H55.12-260615-0001", 4)}));
  EXPECT_EQ(read().value(), 3U);
  EXPECT_EQ(cursor(), "684b9d0f0000000000000003");
  EXPECT_EQ(w_.refused().size(), 2U);
  EXPECT_EQ(run(w_.io, w_.desk.orders_of(item(550'123), soon())).value().size(), 1U);
}

TEST_F(TrackingFeedTest, APageThatIsReadTwiceHasOneEffect) {
  w_.know_dossier(document_json(own_procedure));
  const std::string page = page_of({row("684b9d0f0000000000000001", "H55.12-260615-0001", 4)});
  peer_says(page);
  EXPECT_EQ(read().value(), 1U);
  peer_says(page);
  EXPECT_EQ(read().value(), 0U) << "a feed that stands still is not read without a pause";
  EXPECT_EQ(run(w_.io, w_.desk.orders_of(item(550'123), soon())).value().at(0).leg.events.size(), 1U);
  EXPECT_TRUE(w_.refused().empty());
}

TEST_F(TrackingFeedTest, LeavesTheCursorWhenTheStoreTakesNothing) {
  peer_says(page_of({row("684b9d0f0000000000000001", "H55.12-260615-0001", 4)}));
  w_.store->close();
  EXPECT_FALSE(read());
}

}  // namespace
}  // namespace lienthong::sync
