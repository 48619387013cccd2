#include "console/carrier/carrier_answers.hpp"

#include <gtest/gtest.h>

#include <array>

namespace lienthong::console {
namespace {

const auto item = domain::ItemNumber::read("EH005501233VN").value();

TEST(CarrierAnswers, an_order_on_its_way_shows_person_and_actions) {
  const auto leg = domain::fold_leg(
      {domain::OrderNumber::read("H55.12-260615-0001").value(), item, base::from_unix_ms(1'781'490'600'000)}, {});
  const std::array orders{CarrierOrderView{&leg, false, VisitedPerson{"Trần Thị Mơ", "0912000111", "Tổ 7"}}};
  EXPECT_EQ(item_json(item, orders),
            "{\"item\":\"EH005501233VN\",\"form\":\"s10\",\"orders\":[{\"order\":\"H55.12-260615-0001\","
            "\"leg\":\"deliver\",\"state\":\"ordered\",\"state_text\":\"Chưa nhận gửi\","
            "\"since\":\"2026-06-15T09:30:00.000+07:00\",\"failed_attempts\":0,\"cancelled\":false,"
            "\"person\":{\"name\":\"Trần Thị Mơ\",\"phone\":\"0912000111\",\"address\":\"Tổ 7\"},"
            "\"actions\":[\"collected\",\"delivered\",\"failed\",\"returned\"]}]}\n");
}

TEST(CarrierAnswers, a_cancelled_order_offers_nothing) {
  const auto leg = domain::fold_leg({domain::OrderNumber::read("H55.12-260615-0001").value(), item, {}}, {});
  const std::array orders{CarrierOrderView{&leg, true, std::nullopt}};
  const std::string json = item_json(item, orders);
  EXPECT_NE(json.find("\"cancelled\":true,\"actions\":[]"), std::string::npos) << json;
}

TEST(CarrierAnswers, each_entry_is_answered_in_its_place) {
  const std::array answers{
      EntryAnswer{"key-00000001", EntryTaken::fresh, std::nullopt},
      EntryAnswer{"key-00000002", EntryTaken::kept, std::nullopt},
      EntryAnswer{"", EntryTaken::refused, base::Error(base::ErrorKind::invalid, "entry.key", "secret English")}};
  EXPECT_EQ(
      batch_json(answers),
      "{\"entries\":[{\"key\":\"key-00000001\",\"taken\":\"fresh\"},{\"key\":\"key-00000002\",\"taken\":\"kept\"},"
      "{\"key\":\"\",\"taken\":\"refused\",\"problem\":{\"code\":\"entry.key\",\"text\":"
      "\"Khoá của mục phải có từ 8 đến 64 chữ cái, chữ số hoặc dấu - . _\"}}]}\n");
}

TEST(CarrierAnswers, an_applicant_is_read_as_far_as_it_goes) {
  const auto person = visited_person(R"({"name":"Trần Thị Mơ","phone":7,"identity_number":"019185009137"})");
  EXPECT_EQ(person.name, "Trần Thị Mơ");
  EXPECT_EQ(person.phone, "");
  EXPECT_EQ(person.address, "");
  EXPECT_EQ(visited_person("no json").name, "");
}

TEST(CarrierAnswers, a_problem_speaks_vietnamese_and_keeps_its_code) {
  const std::string json = carrier_problem_json(422, "item.check_digit", "00f0");
  EXPECT_NE(json.find("\"status\":422"), std::string::npos);
  EXPECT_NE(json.find("sai số kiểm tra"), std::string::npos);
  EXPECT_NE(json.find("\"code\":\"item.check_digit\""), std::string::npos);
  EXPECT_NE(json.find("\"traceId\":\"00f0\""), std::string::npos);
}

TEST(CarrierAnswers, the_words_of_the_page_come_from_here) {
  const std::string json = reasons_json();
  EXPECT_NE(json.find("{\"code\":\"not_at_home\",\"text\":\"Không gặp người nhận\"}"), std::string::npos);
  EXPECT_NE(json.find("{\"code\":\"self\",\"text\":\"Chính người nhận\"}"), std::string::npos);
}

}  // namespace
}  // namespace lienthong::console
