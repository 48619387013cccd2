#include "console/dossier_view.hpp"
#include "console/queue_view.hpp"
#include "console/status_page.hpp"
#include "console/text_table.hpp"

#include <gtest/gtest.h>

namespace lienthong::console {
namespace {

using domain::DeliveryState;
using domain::Status;

storage::Conservation portal(std::int64_t accepted, std::int64_t delivered, std::int64_t parked) {
  storage::Conservation out;
  out.peer = domain::SystemId("portal");
  out.accepted = accepted;
  out.by_state = {{DeliveryState::delivered, delivered}, {DeliveryState::parked, parked}};
  return out;
}

TEST(TextTable, aligns_vietnamese_by_letters_not_bytes) {
  EXPECT_EQ(text_table({"Hồ sơ", "Lần"}, {{"Đăng ký", "1"}, {"x", "2"}}),
            "Hồ sơ    Lần\n───────  ───\nĐăng ký  1\nx        2\n");
}

TEST(Conservation, is_written_as_an_equation_and_says_when_it_does_not_hold) {
  EXPECT_EQ(conservation_text({portal(3, 2, 1)}),
            "✔ portal: nhận gửi 3 = 2 delivered + 0 superseded + 0 waiting + 0 in_flight + 0 unknown + 0 refused + 1 "
            "parked\n");
  EXPECT_TRUE(all_hold({portal(3, 2, 1)}));
  EXPECT_FALSE(all_hold({portal(3, 2, 1), portal(4, 2, 1)}));
  EXPECT_NE(conservation_json({portal(4, 2, 1)}).find("\"holds\":false"), std::string::npos);
}

DossierView view() {
  DossierView out;
  out.truth.code = domain::DossierCode("H55.12-260615-0001");
  out.truth.procedure = domain::ProcedureCode("1.001193");
  out.truth.status = Status::supplement_requested;
  sync::Comparison system;
  system.expected.peer = domain::SystemId("portal");
  system.expected.status = Status::supplement_requested;
  system.view.peer = system.expected.peer;
  system.view.presence = domain::Presence::present;
  system.view.status = Status::processing;
  system.drift = {{domain::Drift::Kind::behind,
                   system.expected.peer,
                   out.truth.code,
                   Status::processing,
                   Status::supplement_requested,
                   {}}};
  system.on_the_way = 2;
  out.systems = {system};
  out.titles = {{system.expected.peer, "Cổng Dịch vụ công quốc gia"}};
  domain::Event claim;
  claim.id = domain::EventId("e");
  claim.source = system.expected.peer;
  claim.move = domain::Move{Status::completed, "", domain::Evidence::stated};
  out.record.events = {claim};
  return out;
}

TEST(Dossier, names_what_each_system_holds_should_hold_and_how_they_differ) {
  const std::string text = to_text(view());
  EXPECT_NE(text.find("≠  Cổng Dịch vụ công quốc gia  4 Đang xử lý  5 Yêu cầu bổ sung giấy tờ"), std::string::npos)
      << text;
  EXPECT_NE(text.find("chậm từ"), std::string::npos);
  EXPECT_NE(text.find("2 tin đang chờ"), std::string::npos);
  EXPECT_NE(text.find("không có thẩm quyền"), std::string::npos);
}

TEST(Dossier, says_the_same_to_programs) {
  const std::string json = to_json(view());
  EXPECT_NE(json.find(R"("differences":[{"kind":"behind","since":null}])"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("holds":{"code":4,"name":"processing","title":"Đang xử lý"})"), std::string::npos);
}

TEST(StatusPage, answers_first_whether_anything_is_wrong) {
  StatusPage page;
  LinkView link;
  link.system = domain::SystemId("portal");
  link.title = "<Cổng>";
  link.conservation = portal(3, 3, 0);
  page.links = {link};
  EXPECT_NE(to_html(page).find("Mọi liên kết bình thường"), std::string::npos);
  EXPECT_NE(to_html(page).find("&lt;Cổng&gt;"), std::string::npos);
  page.links[0].breaker = domain::CircuitBreaker::State::open;
  page.links[0].conservation = portal(3, 2, 1);
  EXPECT_NE(to_html(page).find("1 liên kết đang tạm ngắt"), std::string::npos);
  EXPECT_NE(to_html(page).find("1 tin cần người xử lý"), std::string::npos);
  page.fault = "disk full";
  EXPECT_NE(to_html(page).find("không ghi được dữ liệu"), std::string::npos);
}

TEST(StatusPage, says_how_the_post_stands_where_there_is_one) {
  StatusPage page;
  EXPECT_EQ(to_html(page).find("Bưu chính"), std::string::npos);
  page.post = PostLine{12, 0, 0};
  EXPECT_NE(to_html(page).find("<p>Bưu chính: 12 đơn đang mở, 0 đơn chưa đặt được"), std::string::npos);
  page.post = PostLine{12, 3, 2};
  const std::string html = to_html(page);
  EXPECT_NE(html.find("<p class=\"act\">▲ Bưu chính: 12 đơn đang mở, 3 đơn chưa đặt được vì thiếu dữ liệu, 2 đơn có"),
            std::string::npos)
      << html;
}

TEST(Refused, shows_reason_and_size_and_never_the_bytes) {
  storage::RefusedRecord record;
  record.source = domain::SystemId("province");
  record.reason = "json.duplicate";
  record.raw = "{\"CitizenName\":\"Trần Thị Mơ\"}";
  record.raw_size = record.raw.size();
  for (const std::string& shown : {refused_json({record}), refused_text({record})}) {
    EXPECT_NE(shown.find("json.duplicate"), std::string::npos);
    EXPECT_EQ(shown.find("Trần"), std::string::npos);
  }
}

}  // namespace
}  // namespace lienthong::console
