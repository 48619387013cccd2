#include "domain/post/item_pool.hpp"

#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using std::chrono::months;

constexpr int year_h = 365 * 24;

ItemRange range(std::uint32_t first, std::uint32_t last) {
  return {"EH", "VN", first, last, std::chrono::year{2025} / 1 / 1, std::nullopt};
}

ItemPool pool(std::vector<ItemRange> ranges = {range(1, 2)}, const std::vector<ItemUse>& uses = {}) {
  return ItemPool::from(std::move(ranges), months{12}, uses).value();
}

OrderNumber nth(int number) { return order("H55.12-250613-000" + std::to_string(number)); }

TEST(ItemPool, hands_out_each_number_once_in_order_of_their_serials) {
  ItemPool items = pool();
  EXPECT_EQ(items.take("EH", nth(1), at(0))->item, item(1));
  EXPECT_EQ(items.take("EH", nth(2), at(0))->item, item(2));
}

TEST(ItemPool, a_repeated_order_gets_its_own_number_again) {
  ItemPool items = pool();
  const auto first = items.take("EH", nth(1), at(0));
  EXPECT_EQ(*items.take("EH", nth(1), at(5)), *first);
}

TEST(ItemPool, used_up_is_named_with_the_day_on_which_it_ends) {
  ItemPool items = pool({range(7, 7)});
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  const auto none = items.take("EH", nth(2), at(1));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code(), "pool.used_up");
  EXPECT_NE(none.error().describe().find("2026-06-14T00:00:00"), std::string::npos) << none.error().describe();
}

TEST(ItemPool, a_number_rests_for_twelve_months_and_not_a_moment_less) {
  ItemPool items = pool({range(7, 7)});
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  EXPECT_FALSE(items.take("EH", nth(2), at(year_h) - std::chrono::milliseconds{1}));
  EXPECT_EQ(items.take("EH", nth(2), at(year_h))->item, item(7));
}

TEST(ItemPool, the_rest_begins_when_the_post_has_the_item) {
  ItemPool items = pool({range(7, 7)});
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  ASSERT_TRUE(items.mark_posted(item(7), nth(1), at(48)));
  EXPECT_FALSE(items.take("EH", nth(2), at(year_h)));
  EXPECT_TRUE(items.take("EH", nth(2), at(year_h + 48)));
}

TEST(ItemPool, the_29th_of_february_rests_until_the_first_of_march) {
  const auto leap = base::from_rfc3339("2028-02-29T10:00:00+07:00").value();
  ItemPool items = pool({range(7, 7)});
  ASSERT_TRUE(items.take("EH", nth(1), leap));
  EXPECT_FALSE(items.take("EH", nth(2), base::from_rfc3339("2029-03-01T09:59:59+07:00").value()));
  EXPECT_TRUE(items.take("EH", nth(2), base::from_rfc3339("2029-03-01T10:00:00+07:00").value()));
}

TEST(ItemPool, a_released_number_comes_again_after_those_that_never_were_in_use) {
  ItemPool items = pool();
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  ASSERT_TRUE(items.release(item(1), nth(1), at(1)));
  EXPECT_EQ(items.take("EH", nth(2), at(2))->item, item(2));
  EXPECT_EQ(items.take("EH", nth(3), at(2))->item, item(1));
}

TEST(ItemPool, releasing_twice_is_releasing_once) {
  ItemPool items = pool();
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  const auto first = items.release(item(1), nth(1), at(1));
  EXPECT_EQ(*items.release(item(1), nth(1), at(9)), *first);
}

TEST(ItemPool, only_the_order_that_holds_a_number_can_give_it_back_and_only_before_it_is_posted) {
  ItemPool items = pool();
  EXPECT_EQ(items.release(item(1), nth(1), at(0)).error().code(), "pool.not_taken");
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  EXPECT_EQ(items.release(item(1), nth(2), at(1)).error().code(), "pool.other_order");
  EXPECT_EQ(items.mark_posted(item(1), nth(2), at(1)).error().code(), "pool.other_order");
  ASSERT_TRUE(items.mark_posted(item(1), nth(1), at(2)));
  EXPECT_EQ(items.release(item(1), nth(1), at(3)).error().code(), "pool.posted");
}

TEST(ItemPool, what_was_cancelled_and_posted_all_the_same_is_in_use) {
  ItemPool items = pool({range(7, 7)});
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  ASSERT_TRUE(items.release(item(7), nth(1), at(1)));
  const auto posted = items.mark_posted(item(7), nth(1), at(2));
  EXPECT_EQ(posted->released_at, std::nullopt);
  EXPECT_FALSE(items.take("EH", nth(2), at(3)));
}

/// The delivery order of a dossier has one number for ever; the second item must not be the first.
TEST(ItemPool, a_second_delivery_of_one_dossier_gets_another_number) {
  ItemPool items = pool();
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  ASSERT_TRUE(items.mark_posted(item(1), nth(1), at(1)));
  EXPECT_EQ(items.take("EH", nth(1), at(99))->item, item(2));
}

TEST(ItemPool, a_range_counts_on_its_days_only) {
  ItemRange dated = range(1, 1);
  dated.valid_from = std::chrono::year{2025} / 6 / 15;
  dated.valid_to = std::chrono::year{2025} / 6 / 16;
  ItemPool items = pool({dated});
  EXPECT_EQ(items.take("EH", nth(1), at(23)).error().code(), "pool.no_range");
  EXPECT_EQ(items.take("EH", nth(1), at(48)).error().code(), "pool.no_range");
  EXPECT_TRUE(items.take("EH", nth(1), at(24)));
  EXPECT_EQ(items.take("RA", nth(1), at(24)).error().code(), "pool.no_range");
}

TEST(ItemPool, older_ranges_are_used_first) {
  ItemRange newer = range(1, 1);
  newer.valid_from = std::chrono::year{2025} / 6 / 1;
  ItemPool items = pool({newer, range(50, 50)});
  EXPECT_EQ(items.take("EH", nth(1), at(0))->item, item(50));
  EXPECT_EQ(items.take("EH", nth(2), at(0))->item, item(1));
}

TEST(ItemPool, numbers_used_elsewhere_leave_gaps_that_are_kept) {
  ItemPool items = pool({range(1, 3)}, {{item(1), nth(1), at(0), at(1), std::nullopt},
                                        {item(3), nth(3), at(0), at(1), std::nullopt},
                                        {item(900), nth(9), at(0), at(1), std::nullopt}});
  EXPECT_EQ(items.take("EH", nth(2), at(5))->item, item(2));
  EXPECT_FALSE(items.take("EH", nth(4), at(5)));
}

TEST(ItemPool, says_how_much_is_left) {
  ItemPool items = pool({range(1, 5)});
  ASSERT_TRUE(items.take("EH", nth(1), at(0)));
  ASSERT_TRUE(items.take("EH", nth(2), at(1)));
  ASSERT_TRUE(items.release(item(2), nth(2), at(2)));
  const auto stock = items.stock("EH", at(3));
  EXPECT_EQ(stock.free, 4U);
  EXPECT_EQ(stock.resting, 1U);
  EXPECT_EQ(stock.next_free_at, at(year_h));
  EXPECT_EQ(items.stock("RA", at(3)).free, 0U);
}

TEST(ItemPool, what_makes_no_pool_is_refused_with_every_problem) {
  ItemRange lower_case = range(1, 1);
  lower_case.service = "eh";
  ItemRange backwards = range(20, 10);
  ItemRange no_day = range(30, 31);
  no_day.valid_from = std::chrono::year{2025} / 2 / 30;
  ItemRange ended = range(40, 41);
  ended.valid_to = ended.valid_from;
  const std::vector<ItemRange> ranges{lower_case, backwards, no_day, ended, range(100, 200), range(200, 300)};
  EXPECT_EQ(problems_of(ranges).size(), 5U);
  const auto refused = ItemPool::from(ranges, months{12}, {});
  EXPECT_EQ(refused.error().code(), "pool.ranges");
  EXPECT_NE(refused.error().text().find("EH 200–300: shares serials with EH 100–200"), std::string::npos);
  EXPECT_EQ(ItemPool::from({range(1, 2)}, months{0}, {}).error().code(), "pool.rest");
  const ItemUse use{item(1), nth(1), at(0), std::nullopt, std::nullopt};
  EXPECT_EQ(ItemPool::from({range(1, 2)}, months{12}, std::vector{use, use}).error().code(), "pool.use");
}

}  // namespace
}  // namespace lienthong::domain
