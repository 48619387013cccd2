// A post that is reached through the provincial LGSP: ordered, heard and taken back over a real listener.
#include "post_part_fixture.hpp"
#include "sync/dispatcher.hpp"

namespace lienthong::app {
namespace {

using domain::SystemId;
using testing::TempFolder;

/// The LGSP's side of contracts 4.2.
class Lgsp : public testing::Listener {
 public:
  explicit Lgsp(boost::asio::io_context& io) : Listener(io) {
    for (const char* path : {"/lgsp/order", "/lgsp/order-item", "/lgsp/order/cancel", "/lgsp/order/tracking"}) {
      const std::string method = std::string_view(path).starts_with("/lgsp/order/") ? "GET" : "POST";
      add(method, path, [this, path](const http::Request& request) {
        if (request.header("access_token") != "secret")
          return json(R"({"Status":401,"Message":"Token không hợp lệ"})", 401);
        return path == std::string_view("/lgsp/order/tracking") ? feed(request) : take(path, request);
      });
    }
    listen();
  }
  struct Taken {
    std::string path;
    std::string number;  ///< of a cancellation
    std::string body;
  };
  std::vector<Taken> taken;
  std::string row;  ///< what the feed says

 private:
  static std::string query(const http::Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
  }
  http::Response take(std::string path, const http::Request& request) {
    taken.push_back({std::move(path), query(request, "OrderNumber"), request.body});
    return json(R"({"Status":"100","Message":"Thành công"})");
  }
  http::Response feed(const http::Request& request) const {
    const bool first = query(request, "lastId") == std::string(24, '0');
    return json(R"({"_size":1,"_total_pages":1,"_returned":1,"_embedded":{"rh:doc":[)" + (first ? row : "") + "]}}");
  }
};

class PostLgspTest : public testing::PostPartFixture {
 protected:
  PostLgspTest() : PostPartFixture(SystemId("vnpost-lgsp")) {
    folder_.write(
        "ranges.toml",
        "[[range]]\nservice = \"EH\"\nfirst = 550123\nlast = 550124\nvalid_from = 2025-07-01\nsource = \"test\"\n");
    site_.config.post = {"vnpost-lgsp",     "TNN_HCC01", "Trung tâm PVHCC", "02083111222",
                         "1 Hoàng Văn Thụ", "H55",       "Thái Nguyên",     (folder_.path() / "ranges.toml").string()};
  }
  void SetUp() override {
    PostPartFixture::SetUp();
    dispatcher_ = std::make_unique<sync::Dispatcher>(
        io.get_executor(), external_post().value(),
        sync::Dispatcher::Parts{*store_, clock_, random_, observer_, addresses_, intake_});
    loops_.spawn("dispatch", dispatcher_->run());
    part_->start(loops_);
  }
  void TearDown() override {
    dispatcher_->stop();
    PostPartFixture::TearDown();
  }
  [[nodiscard]] std::string post_url() const override { return lgsp_.url(); }
  void wake_post() override { dispatcher_->wake(); }

  /// A result that is ready; `more`: members of the applicant, `method`: how the citizen gets it.
  static std::string completed(std::string_view more, std::string_view method, std::string_view clock) {
    std::string out = sync::testing::document_json(sync::testing::own_procedure);
    out.replace(out.find("\"completed\":false"), 17,
                R"("completed":true,"completed_at":"2026-06-15T)" + std::string(clock) + R"(.000+07:00")");
    const std::string phone = R"("phone":"0912000111")";
    out.insert(out.find(phone) + phone.size(), more);
    return out.insert(out.size() - 1, R"(,"return_method":")" + std::string(method) + '"');
  }
  static constexpr std::string_view address = R"(,"address":"Tổ 7, phường Quang Trung")";

  TempFolder folder_;
  Lgsp lgsp_{io};
  sync::AttachmentAddress addresses_{"https://gateway.example", base::Secret("key")};
  std::unique_ptr<sync::Dispatcher> dispatcher_;
};

TEST_F(PostLgspTest, AResultIsOrderedWithANumberOfOursAndItsDeliveryReturnsIt) {
  know_dossier(completed(address, "post", "08:05:00"));
  ASSERT_TRUE(comes_true([&] { return !lgsp_.taken.empty(); }));
  EXPECT_EQ(lgsp_.taken[0].path, "/lgsp/order-item");
  for (const char* member : {R"("ItemCode":"EH005501233VN")", R"("OrderNumber":"H55.12-260615-0001")",
                             R"("SenderProvince":25)", R"("FlagConfig":2)", R"("ReceiverEmail":"")"})
    EXPECT_NE(lgsp_.taken[0].body.find(member), std::string::npos) << member << lgsp_.taken[0].body;
  lgsp_.row = R"({"_id":{"$oid":"684b9d0f0000000000000003"},"CustomerCode":"TNN_HCC01",)"
              R"("OrderNumber":"H55.12-260615-0001","EventTime":1781485800,"POSID":"250100",)"
              R"("ItemCode":"EH005501233VN","StatusCode":4,"StatusMessage":"Phát thành công","Notes":""})";
  ASSERT_TRUE(comes_true([&] { return truth().status == domain::Status::returned; }));
  EXPECT_EQ(truth().steps.back().source, SystemId("vnpost-lgsp"));
  EXPECT_EQ(truth().status_since, base::from_unix_ms(1'781'485'800'000)) << "EventTime came in seconds";
  EXPECT_EQ(lgsp_.taken.size(), 1U);
}

TEST_F(PostLgspTest, WhatIsNoLongerWantedIsCancelledThere) {
  know_dossier(completed(address, "post", "08:05:00"));
  ASSERT_TRUE(comes_true([&] { return !lgsp_.taken.empty(); }));
  know_dossier(completed(address, "counter", "08:06:00"), "k2");
  ASSERT_TRUE(comes_true([&] { return lgsp_.taken.size() == 2; }));
  EXPECT_EQ(lgsp_.taken[1].path, "/lgsp/order/cancel");
  EXPECT_EQ(lgsp_.taken[1].number, "H55.12-260615-0001");
  const std::string nothing = "{\"orders\":[],\"waiting\":[]}\n";
  EXPECT_TRUE(comes_true([&] { return orders() == nothing; })) << orders();
  EXPECT_EQ(orders("?alarms=1"), nothing);
}

TEST_F(PostLgspTest, WhatLacksDataIsShownUntilItHasThem) {
  know_dossier(completed("", "post", "08:05:00"));
  ASSERT_TRUE(comes_true([&] { return orders().find("applicant.address") != std::string::npos; })) << orders();
  EXPECT_EQ(orders().find("Mơ"), std::string::npos) << "nobody's data are shown";
  console::StatusPage page;
  EXPECT_TRUE(comes_true([&] {
    part_->show_on(page);
    return page.post && page.post->waiting == 1;
  }));
  EXPECT_TRUE(lgsp_.taken.empty());
  know_dossier(completed(address, "post", "08:06:00"), "k2");
  ASSERT_TRUE(comes_true([&] { return !lgsp_.taken.empty(); }));
  EXPECT_NE(orders().find(R"("waiting":[])"), std::string::npos);
}

}  // namespace
}  // namespace lienthong::app
