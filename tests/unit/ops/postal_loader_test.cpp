#include "ops/postal_loader.hpp"

#include "problems.hpp"

#include <gtest/gtest.h>

namespace lienthong::ops {
namespace {

using domain::Leg;
using test::count;
using test::Folder;
using test::lines;

std::string limits(std::string_view leg, std::string_view hours = "24") {
  return "[[limits]]\nleg=\"" + std::string(leg) + "\"\nvalid_from=2025-07-01\nfirst_event_h=" + std::string(hours) +
         "\nsilence_h=48\nhold_h=72\nattempts=2\nsource=\"s\"\n";
}
const std::string rest = "[item_numbers]\nrest_months=12\nsource=\"s\"\n";

std::string range(int first, int last, std::string_view service = "EH") {
  return "[[range]]\nservice=\"" + std::string(service) + "\"\nfirst=" + std::to_string(first) +
         "\nlast=" + std::to_string(last) + "\nvalid_from=2025-07-01\nsource=\"s\"\n";
}

TEST(CommittedPostalLimits, hold_since_the_districts_are_gone) {
  mapping::Diagnostics problems;
  const auto loaded = load_postal_expectations("config/regulation/postal.toml", problems);
  ASSERT_TRUE(loaded) << lines(problems);
  EXPECT_EQ(loaded->rest, std::chrono::months{12});
  const auto found = loaded->rules.of(Leg::deliver, base::from_rfc3339("2025-07-01T00:00:00+07:00").value());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->silence, std::chrono::hours{72});
}

TEST(PostalLoader, names_every_problem_of_the_limits_at_once) {
  const Folder folder;
  mapping::Diagnostics problems;
  const auto file = folder.write("postal.toml", "[item_numbers]\nrest_months=6\nsource=\"s\"\n" +
                                                    limits("deliver", "0") + limits("fetch") + "[other]\n");
  EXPECT_FALSE(load_postal_expectations(file, problems));
  EXPECT_EQ(count(problems, "postal.number", "rest_months"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "postal.number", "first_event_h"), 1);
  EXPECT_EQ(count(problems, "postal.leg"), 1);
  EXPECT_EQ(count(problems, "key.unknown", "other"), 1);
}

TEST(PostalLoader, limits_of_one_leg_are_not_enough) {
  const Folder folder;
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_postal_expectations(folder.write("postal.toml", rest + limits("deliver")), problems));
  EXPECT_EQ(count(problems, "postal.limits", "collect"), 1) << lines(problems);
  problems.clear();
  EXPECT_FALSE(load_postal_expectations(folder.write("p2.toml", limits("deliver") + limits("collect")), problems));
  EXPECT_EQ(count(problems, "key.missing"), 1) << lines(problems);
}

TEST(PostalLoader, gives_the_ranges_of_a_site) {
  const Folder folder;
  mapping::Diagnostics problems;
  const auto ranges = load_item_ranges(folder.write("r.toml", range(1, 9) + range(1, 9, "CH")), problems);
  ASSERT_TRUE(ranges) << lines(problems);
  ASSERT_EQ(ranges->size(), 2U);
  EXPECT_EQ(ranges->at(1).service, "CH");
  EXPECT_EQ(ranges->at(0).country, "VN");
  EXPECT_EQ(ranges->at(0).size(), 9U);
}

TEST(PostalLoader, refuses_ranges_that_share_numbers) {
  const Folder folder;
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_item_ranges(folder.write("r.toml", range(1, 9) + range(9, 12)), problems));
  EXPECT_EQ(count(problems, "pool.ranges"), 1) << lines(problems);
  problems.clear();
  EXPECT_FALSE(load_item_ranges(folder.write("r2.toml", ""), problems));
  EXPECT_EQ(count(problems, "pool.ranges"), 1);
  problems.clear();
  EXPECT_FALSE(load_item_ranges(folder.path() / "absent.toml", problems));
  EXPECT_EQ(problems.size(), 1U);
}

}  // namespace
}  // namespace lienthong::ops
