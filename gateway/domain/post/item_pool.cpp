#include "domain/post/item_pool.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::domain {
namespace {

using base::ErrorKind;

/// A day that the month does not have (29 February) becomes the first of the next one.
base::Instant months_later(base::Instant at, std::chrono::months count) {
  const auto local = at + base::vietnam_offset;
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  auto day = std::chrono::year_month_day(midnight) + count;
  if (!day.ok()) day = day.year() / day.month() / std::chrono::day{1} + std::chrono::months{1};
  return base::Instant(std::chrono::sys_days(day)) + (local - midnight) - base::vietnam_offset;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "; ") + line;
  return out;
}

bool is_held(const ItemUse& use) { return !use.posted_at && !use.released_at; }

}  // namespace

ItemPool::ItemPool(std::vector<ItemRange> ranges, std::chrono::months rest) : rest_(rest) {
  std::ranges::sort(ranges, [](const ItemRange& one, const ItemRange& other) {
    return std::tie(one.valid_from, one.service, one.country, one.first) <
           std::tie(other.valid_from, other.service, other.country, other.first);
  });
  for (ItemRange& range : ranges) {
    const std::uint64_t first = range.first;
    shelves_.push_back({std::move(range), first, {}});
  }
}

base::Result<ItemPool> ItemPool::from(std::vector<ItemRange> ranges, std::chrono::months rest,
                                      std::span<const ItemUse> uses) {
  const auto problems = problems_of(ranges);
  if (!problems.empty()) return base::fail(ErrorKind::invalid, "pool.ranges", joined(problems));
  if (rest < std::chrono::months{1})
    return base::fail(ErrorKind::invalid, "pool.rest", "an item number rests for at least one month");
  ItemPool pool(std::move(ranges), rest);
  for (const ItemUse& use : uses) {
    if (pool.uses_.contains(use.item))
      return base::fail(
          base::Error(ErrorKind::invalid, "pool.use", "one item number has two rows").with("item", use.item.text()));
    pool.keep(use);
  }
  return pool;
}

base::Result<ItemUse> ItemPool::take(std::string_view service, const OrderNumber& order, base::Instant now) {
  const auto held = held_.find({std::string(service), order});
  if (held != held_.end()) return uses_.at(held->second);
  const auto open = shelves(service, now);
  if (open.empty())
    return base::fail(
        base::Error(ErrorKind::not_found, "pool.no_range", "no range of item numbers holds for this service today")
            .with("service", std::string(service)));
  std::optional<ItemNumber> item;
  for (Shelf* shelf : open) {
    item = next_fresh(*shelf);
    if (item) break;
  }
  if (!item) {
    const auto by_rest = [](const Shelf* one, const Shelf* other) { return *one->back.begin() < *other->back.begin(); };
    const Shelf& longest_rested = **std::ranges::min_element(open, by_rest);
    const auto [free, serial] = *longest_rested.back.begin();
    if (free > now)
      return base::fail(
          base::Error(ErrorKind::permanent, "pool.used_up", "every item number of this service is in use or resting")
              .with("service", std::string(service))
              .with("next_free_at", base::to_rfc3339(free)));
    item = *ItemNumber::from_serial(service, serial, longest_rested.range.country);
    forget(uses_.at(*item));
  }
  const ItemUse use{*item, order, now, std::nullopt, std::nullopt};
  keep(use);
  return use;
}

base::Result<ItemUse> ItemPool::release(const ItemNumber& item, const OrderNumber& order, base::Instant now) {
  const auto found = held_by(item, order);
  if (!found) return base::fail(found.error());
  ItemUse use = **found;
  if (use.released_at) return use;
  if (use.posted_at)
    return base::fail(
        base::Error(ErrorKind::conflict, "pool.posted", "the post has this item on its way").with("item", item.text()));
  forget(use);
  use.released_at = now;
  keep(use);
  return use;
}

base::Result<ItemUse> ItemPool::mark_posted(const ItemNumber& item, const OrderNumber& order, base::Instant at) {
  const auto found = held_by(item, order);
  if (!found) return base::fail(found.error());
  ItemUse use = **found;
  if (use.posted_at && *use.posted_at <= at) return use;
  forget(use);
  use.posted_at = at;
  use.released_at.reset();
  keep(use);
  return use;
}

ItemPool::Stock ItemPool::stock(std::string_view service, base::Instant now) const {
  Stock out;
  for (const Shelf& shelf : shelves_) {
    if (shelf.range.service != service || !shelf.range.holds_at(now)) continue;
    const auto first_resting = shelf.back.upper_bound({now, largest_serial});
    const auto resting = static_cast<std::size_t>(std::distance(first_resting, shelf.back.end()));
    out.resting += resting;
    out.free += shelf.range.size() - resting;
    if (first_resting == shelf.back.end()) continue;
    if (!out.next_free_at || first_resting->first < *out.next_free_at) out.next_free_at = first_resting->first;
  }
  return out;
}

std::vector<ItemPool::Shelf*> ItemPool::shelves(std::string_view service, base::Instant now) {
  std::vector<Shelf*> out;
  for (Shelf& shelf : shelves_) {
    if (shelf.range.service == service && shelf.range.holds_at(now)) out.push_back(&shelf);
  }
  return out;
}

ItemPool::Shelf* ItemPool::shelf_of(const ItemNumber& item) {
  for (Shelf& shelf : shelves_) {
    const ItemRange& range = shelf.range;
    if (item.service() == range.service && item.country() == range.country && item.serial() >= range.first &&
        item.serial() <= range.last)
      return &shelf;
  }
  return nullptr;
}

base::Instant ItemPool::free_at(const ItemUse& use) const {
  if (use.released_at) return *use.released_at;
  return months_later(std::max(use.taken_at, use.posted_at.value_or(use.taken_at)), rest_);
}

std::optional<ItemNumber> ItemPool::next_fresh(Shelf& shelf) {
  for (; shelf.fresh <= shelf.range.last; ++shelf.fresh) {
    auto item =
        ItemNumber::from_serial(shelf.range.service, static_cast<std::uint32_t>(shelf.fresh), shelf.range.country);
    if (!uses_.contains(*item)) return *item;
  }
  return std::nullopt;
}

base::Result<ItemUse*> ItemPool::held_by(const ItemNumber& item, const OrderNumber& order) {
  const auto found = uses_.find(item);
  if (found == uses_.end())
    return base::fail(
        base::Error(ErrorKind::not_found, "pool.not_taken", "this item number was not taken from the pool")
            .with("item", item.text()));
  if (found->second.order != order)
    return base::fail(base::Error(ErrorKind::conflict, "pool.other_order", "this item number belongs to another order")
                          .with("item", item.text()));
  return &found->second;
}

void ItemPool::keep(const ItemUse& use) {
  if (Shelf* shelf = shelf_of(use.item)) shelf->back.emplace(free_at(use), *use.item.serial());
  if (is_held(use)) held_.insert_or_assign({std::string(use.item.service()), use.order}, use.item);
  uses_.insert_or_assign(use.item, use);
}

void ItemPool::forget(const ItemUse& use) {
  if (Shelf* shelf = shelf_of(use.item)) shelf->back.erase({free_at(use), *use.item.serial()});
  if (is_held(use)) held_.erase({std::string(use.item.service()), use.order});
}

}  // namespace lienthong::domain
