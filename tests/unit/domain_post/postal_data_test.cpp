// The data that is shipped: limits of the post and what carriers' codes mean.
#include "mapping/code_table.hpp"
#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>
#include <toml++/toml.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using std::chrono::hours;

std::chrono::year_month_day day_of(const toml::table& table, std::string_view key) {
  const auto date = table[key].value<toml::date>().value_or(toml::date{});
  return std::chrono::year{date.year} / date.month / date.day;
}

/// Reads just enough of the file's fixed form; the loader proper lives in ops.
std::vector<PostalLimits> shipped_limits() {
  const auto file = toml::parse_file("config/regulation/postal.toml");
  std::vector<PostalLimits> out;
  for (const toml::node& node : *file["limits"].as_array()) {
    const toml::table& entry = *node.as_table();
    EXPECT_FALSE(entry["source"].value_or(std::string()).empty()) << "a limit without a source is a guess";
    const auto number = [&](std::string_view key) { return entry[key].value<int>().value_or(0); };
    out.push_back({entry["leg"].value_or(std::string()) == "collect" ? Leg::collect : Leg::deliver,
                   day_of(entry, "valid_from"), hours{number("first_event_h")}, hours{number("silence_h")},
                   hours{number("hold_h")}, number("attempts")});
  }
  return out;
}

TEST(PostalData, the_shipped_limits_make_a_table) {
  const auto rules = PostalRules::from(shipped_limits());
  ASSERT_TRUE(rules) << rules.error().describe();
  EXPECT_TRUE(rules->of(Leg::deliver, base::from_rfc3339("2025-07-01T00:00:00+07:00").value()));
  EXPECT_TRUE(rules->of(Leg::collect, base::from_rfc3339("2025-07-01T00:00:00+07:00").value()));
}

TEST(PostalData, the_shipped_rest_of_item_numbers_is_what_s10_asks_for) {
  const auto file = toml::parse_file("config/regulation/postal.toml");
  EXPECT_GE(file["item_numbers"]["rest_months"].value_or(0), 12);
  EXPECT_FALSE(file["item_numbers"]["source"].value_or(std::string()).empty());
}

class Carrier : public ::testing::TestWithParam<const char*> {
 protected:
  static mapping::CodeTable table() {
    mapping::Diagnostics problems;
    auto loaded = mapping::CodeTable::load(std::string("adapters/") + GetParam() + "/codes/event.toml", problems);
    for (const auto& problem : problems) ADD_FAILURE() << to_line(problem);
    return loaded.value();
  }
};

TEST_P(Carrier, every_documented_code_leads_to_a_movement) {
  const auto codes = table();
  for (const auto& version : codes.versions()) {
    EXPECT_FALSE(version.inward.empty());
    for (const auto& [code, movement] : version.inward) EXPECT_TRUE(movement_from_name(movement)) << code;
  }
}

TEST_P(Carrier, a_code_that_nobody_documented_is_refused_by_name) {
  const auto codes = table();
  const auto& version = codes.versions().front();
  EXPECT_FALSE(version.refused_external.empty());
  for (const auto& refusal : version.refused_external)
    EXPECT_EQ(codes.to_canonical(refusal.code, version).error().code(), "mapping.code_refused");
  EXPECT_EQ(codes.to_canonical("77", version).error().code(), "mapping.code_unmapped");
}

INSTANTIATE_TEST_SUITE_P(PostalData, Carrier, ::testing::Values("vnpost", "ems"));

}  // namespace
}  // namespace lienthong::domain
