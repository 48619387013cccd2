// The post's part behind a real listener: EMS tells of items by webhook, VNPost is read from another listener.
#include "base/digest.hpp"
#include "post_part_fixture.hpp"

namespace lienthong::app {
namespace {

using domain::SystemId;
using testing::run;

const SystemId vnpost("vnpost");

/// Gives a token to who has the secret, and one page of tracking.
class Vnpost : public testing::Listener {
 public:
  explicit Vnpost(boost::asio::io_context& io) : Listener(io) {
    add("POST", "/token", [this](const http::Request& request) {
      token_asked_with = std::string(request.header("authorization"));
      return json(R"({"access_token":"t-1","token_type":"Bearer","expires_in":3600})");
    });
    add("GET", "/apiVNPostNGSP/p1.0/order/tracking", [this](const http::Request& request) {
      last_ids.push_back(request.query.at("lastId"));
      const bool first = last_ids.back() == std::string(24, '0');
      return json(R"({"_embedded":{"rh:doc":[)" + (first ? row : std::string()) + "]}}");
    });
    listen();
  }
  std::string token_asked_with;
  std::vector<std::string> last_ids;
  std::string row = R"({"_id":{"$oid":"684b9d0f0000000000000003"},"CustomerCode":"TNN_HCC01",)"
                    R"("OrderNumber":"H55.12-260615-0001","EventTime":1781485800000,"POSID":"250100",)"
                    R"("ItemCode":"EH005501233VN","StatusCode":4,"StatusMessage":"Phát thành công","Notes":"mẹ nhận"})";
};

class PostPartTest : public testing::PostPartFixture {
 protected:
  PostPartTest() : PostPartFixture(vnpost) {}
  [[nodiscard]] std::string post_url() const override { return vnpost_.url(); }
  transport::HttpResponse tell(const std::string& body, const std::string& transaction,
                               const std::string& credentials = "ems:mat-khau") {
    auto answer = send("POST", "/ems/webhook", body,
                       {{"Content-Type", "application/json; charset=utf-8"},
                        {"ems-transaction", transaction},
                        {"Authorization", "Basic " + base::to_base64(credentials)}});
    EXPECT_TRUE(answer);
    return answer.value_or(transport::HttpResponse{});
  }
  static std::string status(std::string_view clock, std::string_view note = "") {
    return R"({"tracking_code":"EH005501233VN","order_code":"H55.12-260615-0001","status_code":4,)"
           R"("status_name":"Đang vận chuyển","note":")" +
           std::string(note) + R"(","locate":"250000 - Thái Nguyên","datetime":"15/06/2026 )" + std::string(clock) +
           R"(","total_weight":40,"money_collect":0,"total_fee":34000})";
  }

  Vnpost vnpost_{io};
};

TEST_F(PostPartTest, AWebhookIsTakenOnceFromWhoProvesItself) {
  know_dossier(sync::testing::document_json(sync::testing::own_procedure));
  EXPECT_EQ(tell(status("09:30:00"), "t-1", "ems:sai").status, 401U);
  const auto taken = tell(status("09:30:00", "gặp bà Mơ"), "t-1");
  EXPECT_EQ(taken.status, 200U);
  EXPECT_EQ(taken.body, R"({"status":200,"message":"OK"})");
  EXPECT_EQ(tell(status("09:30:00", "gặp bà Mơ"), "t-1").status, 200U);
  EXPECT_EQ(tell(status("09:40:00"), "t-1").status, 409U);
  EXPECT_EQ(tell("{", "t-2").status, 400U);
  const std::string shown = orders();
  EXPECT_EQ(testing::count(shown, R"("order":"H55.12-260615-0001")"), 1U) << shown;
  EXPECT_NE(shown.find(R"("state":"in_transit")"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("Mơ"), std::string::npos) << "notes are for nobody here";
  const auto refused = run(io, runtime::await_callback<std::vector<storage::RefusedRecord>>(
                                   [&](auto done) { store_->list_refused(10, std::move(done)); }));
  EXPECT_EQ(refused->size(), 3U) << "who could not prove it, the contradiction, what is no message";
}

TEST_F(PostPartTest, AMessageThatIsTooLargeIsAnsweredInTheSameEnvelope) {
  const auto answer = tell(status("09:30:00", std::string(5'000, 'x')), "t-1");
  EXPECT_EQ(answer.status, 413U);
  EXPECT_EQ(answer.body.find(R"({"status":413,)"), 0U) << answer.body;
}

TEST_F(PostPartTest, ADeliveryReadFromTheFeedReturnsTheResult) {
  std::string document = sync::testing::document_json(sync::testing::own_procedure);
  document.insert(document.size() - 1, R"(,"return_method":"post")");
  know_dossier(document);
  part_->start(loops_);
  run_until_true([&] { return vnpost_.last_ids.size() >= 1; });
  ASSERT_TRUE(comes_true([&] { return truth().status == domain::Status::returned; }));
  EXPECT_EQ(truth().steps.back().source, vnpost);
  EXPECT_EQ(vnpost_.token_asked_with, "Basic " + base::to_base64("key:secret"));
  EXPECT_EQ(vnpost_.last_ids.front(), std::string(24, '0'));
  EXPECT_EQ(run(io, runtime::await_callback<std::string>(
                        [&](auto done) { store_->load_cursor(vnpost, "tracking", std::move(done)); })),
            "684b9d0f0000000000000003");
  EXPECT_EQ(orders(), "{\"orders\":[],\"waiting\":[]}\n");
}

TEST(PostSite, NamesWhatAnOrderNeeds) {
  std::map<SystemId, peer::Adapter> adapters{{vnpost, testing::adapter("vnpost")}};
  ops::Config config;
  config.data.config = "config";
  EXPECT_FALSE(uses_post(config, adapters));
  config.post.system = "vnpost";
  config.post.name = "Trung tâm";
  EXPECT_TRUE(uses_post(config, adapters));
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_post_site(config, adapters, "lienthong.toml", problems));
  const std::string lines = testing::lines_of(problems);
  EXPECT_NE(lines.find("customer_code"), std::string::npos) << lines;
  EXPECT_NE(lines.find("province_name"), std::string::npos) << lines;
  EXPECT_NE(lines.find("no [[systems]] entry"), std::string::npos) << lines;
  EXPECT_EQ(lines.find("'name'"), std::string::npos) << lines;
}

}  // namespace
}  // namespace lienthong::app
