#include "console/carrier/report_key.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace lienthong::console {
namespace {

const CarrierName carrier{"buu-ta-01", domain::SystemId("vnpost")};
const domain::OrderNumber order = domain::OrderNumber::read("H55.12-260615-0001").value();
const domain::OrderNumber other_order = domain::OrderNumber::read("H55.12-260615-0002").value();
const base::Instant now = base::from_unix_ms(1'781'490'600'000);

CarrierEntry delivered() {
  return {.key = "key-00000001",
          .item = domain::ItemNumber::read("EH005501233VN").value(),
          .order = {},
          .action = CarrierAction::delivered,
          .at = now,
          .to = "Trần Văn B",
          .relation = "child",
          .reason = {},
          .note = {}};
}

NamedReport kept(const CarrierEntry& entry) { return named_report(name_report(carrier, entry, order, now)).value(); }

TEST(ReportKey, the_same_content_says_it_again) {
  EXPECT_TRUE(says_again(delivered(), kept(delivered())));
  EXPECT_EQ(kept(delivered()).order, order);
}

TEST(ReportKey, any_other_content_does_not) {
  const std::vector<std::function<void(CarrierEntry&)>> changes{
      [](CarrierEntry& entry) { entry.item = domain::ItemNumber::read("HCC-7777").value(); },
      [](CarrierEntry& entry) { entry.action = CarrierAction::returned; },
      [](CarrierEntry& entry) { entry.at += std::chrono::milliseconds(1); },
      [](CarrierEntry& entry) { entry.to = "Trần Văn C"; },
      [](CarrierEntry& entry) { entry.relation = "guard"; },
      [](CarrierEntry& entry) { entry.reason = "moved"; },
      [](CarrierEntry& entry) { entry.note = "có hẹn"; },
      [](CarrierEntry& entry) { entry.order = other_order; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    CarrierEntry changed = delivered();
    changes[i](changed);
    EXPECT_FALSE(says_again(changed, kept(delivered()))) << i;
  }
}

TEST(ReportKey, words_that_move_to_another_field_are_another_content) {
  CarrierEntry moved = delivered();
  moved.to = "Trần";
  moved.note = "Văn B";
  EXPECT_FALSE(says_again(moved, kept(delivered())));
}

TEST(ReportKey, the_order_may_be_left_out_or_named) {
  CarrierEntry naming = delivered();
  naming.order = order;
  EXPECT_TRUE(says_again(naming, kept(delivered())));
  EXPECT_TRUE(says_again(delivered(), kept(naming)));
}

TEST(ReportKey, a_key_is_its_carriers_own) {
  EXPECT_EQ(report_subject(carrier, "key-00000001"), "buu-ta-01/key-00000001");
  EXPECT_NE(report_subject({"buu-ta-02", carrier.system}, "key-00000001"), report_subject(carrier, "key-00000001"));
}

TEST(ReportKey, nothing_personal_lies_beside_the_key) {
  const auto entry = name_report(carrier, delivered(), order, now);
  EXPECT_EQ(entry.body.find("Trần"), std::string::npos) << entry.body;
  EXPECT_TRUE(entry.keys.empty());
}

TEST(ReportKey, a_damaged_entry_is_no_report) {
  auto entry = name_report(carrier, delivered(), order, now);
  for (const char* body : {"", "{}", R"({"order":"H55.12-260615-0001"})", R"({"order":"","content":"x"})",
                           R"({"order":"H55.12-260615-0001","content":{}})"}) {
    entry.body = body;
    const auto report = named_report(entry);
    ASSERT_FALSE(report) << body;
    EXPECT_EQ(report.error().code(), "carrier.journal");
  }
}

}  // namespace
}  // namespace lienthong::console
