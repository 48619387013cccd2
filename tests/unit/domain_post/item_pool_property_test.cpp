#include "domain/post/item_pool.hpp"
#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;

std::vector<ItemRange> ranges() {
  const auto from = std::chrono::year{2025} / 1 / 1;
  return {{"EH", "VN", 10, 12, from, std::nullopt}, {"EH", "VN", 90, 91, from, std::nullopt}};
}

ItemPool pool_of(const std::map<ItemNumber, ItemUse>& rows) {
  std::vector<ItemUse> uses;
  for (const auto& [number, use] : rows) uses.push_back(use);
  return ItemPool::from(ranges(), std::chrono::months{12}, uses).value();
}

/// A long life of a small pool; what it hands out is judged from outside, by the rows it gave.
class Life {
 public:
  void step() {
    now_ += std::chrono::hours{*rc::gen::element(0, 1, 24, 24 * 90)};
    const OrderNumber number = order("H55.12-250613-000" + std::to_string(*rc::gen::inRange(1, 9)));
    switch (*rc::gen::inRange(0, 5)) {
      case 0:
        return give_back(number);
      case 1:
        return post(number);
      case 2:
        pool_ = pool_of(rows_);
        return;
      default:
        return take(number);
    }
  }

 private:
  void take(const OrderNumber& number) {
    const std::size_t free = pool_.stock("EH", now_).free;
    const auto same = pool_of(rows_).take("EH", number, now_);
    const auto use = pool_.take("EH", number, now_);
    RC_ASSERT(use.has_value() == same.has_value());
    if (!use) {
      RC_ASSERT(free == 0U);
      return;
    }
    RC_ASSERT(*use == *same);
    const auto before = rows_.find(use->item);
    if (before != rows_.end() && before->second != *use) {
      const auto last = std::max(before->second.taken_at, before->second.posted_at.value_or(before->second.taken_at));
      RC_ASSERT(before->second.released_at || now_ - last >= std::chrono::hours{365 * 24});
    }
    rows_.insert_or_assign(use->item, *use);
  }

  void give_back(const OrderNumber& number) {
    for (auto& [item, use] : rows_) {
      if (use.order != number) continue;
      const auto released = pool_.release(item, number, now_);
      RC_ASSERT(released.has_value() == !use.posted_at.has_value());
      if (released) use = *released;
      return;
    }
  }

  void post(const OrderNumber& number) {
    for (auto& [item, use] : rows_) {
      if (use.order != number) continue;
      const auto posted = pool_.mark_posted(item, number, now_);
      RC_ASSERT(posted && posted->posted_at && !posted->released_at);
      use = *posted;
      return;
    }
  }

  base::Instant now_ = at(0);
  std::map<ItemNumber, ItemUse> rows_;
  ItemPool pool_ = pool_of({});
};

RC_GTEST_PROP(ItemPoolProperty, no_number_is_in_two_hands_within_twelve_months_and_the_rows_make_the_same_pool, ()) {
  Life life;
  for (int step = 0; step < 60; ++step) life.step();
}

}  // namespace
}  // namespace lienthong::domain
