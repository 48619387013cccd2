#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/post/item_number.hpp"
#include "domain/post/item_range.hpp"
#include "domain/post/order_number.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::domain {

/// What became of one number when it was last taken: one row of a store, keyed by `item`.
struct ItemUse {
  ItemNumber item;
  OrderNumber order;
  base::Instant taken_at{};
  std::optional<base::Instant> posted_at;    ///< the carrier has the item: it cannot go back any more
  std::optional<base::Instant> released_at;  ///< never posted, and free for another order
  friend bool operator==(const ItemUse&, const ItemUse&) = default;
};

/// Hands out the item numbers that the post gave us. A number that was in use rests for `rest` months (S10: 12, better
/// 24) before it comes again; one that was released before it was posted may come again at once, but after those that
/// never were in use. Every change is one row, which the caller stores; the rows make the same pool again.
class ItemPool {
 public:
  struct Stock {
    std::size_t free = 0;                       ///< may be taken now
    std::size_t resting = 0;                    ///< in use, or used less than `rest` ago
    std::optional<base::Instant> next_free_at;  ///< of the resting ones
  };

  /// `invalid` "pool.ranges" with every problem of the ranges, "pool.rest" for less than one month, "pool.use" for two
  /// rows of one number.
  static base::Result<ItemPool> from(std::vector<ItemRange> ranges, std::chrono::months rest,
                                     std::span<const ItemUse> uses);

  /// The order's own number when it holds one that is neither posted nor released, so that a repeated order is one
  /// order; else the next free one. `not_found` "pool.no_range" when no range of the service holds on that day;
  /// `permanent` "pool.used_up" when every number of them is in use or resting.
  base::Result<ItemUse> take(std::string_view service, const OrderNumber& order, base::Instant now);
  /// Only after the post has taken its order back: cancelling with us alone frees nothing there (contracts 4.5).
  /// Releasing again changes nothing. `not_found` "pool.not_taken", `conflict` "pool.other_order" or "pool.posted".
  base::Result<ItemUse> release(const ItemNumber& item, const OrderNumber& order, base::Instant now);
  /// The first event of the carrier says that the item is on its way. `not_found` "pool.not_taken", `conflict`
  /// "pool.other_order"; a later moment than the one known changes nothing.
  base::Result<ItemUse> mark_posted(const ItemNumber& item, const OrderNumber& order, base::Instant at);

  [[nodiscard]] Stock stock(std::string_view service, base::Instant now) const;

 private:
  /// One range: what was never in use begins at `fresh`; the others stand in the order in which they become free.
  struct Shelf {
    ItemRange range;
    std::uint64_t fresh = 0;
    std::set<std::pair<base::Instant, std::uint32_t>> back;
  };

  ItemPool(std::vector<ItemRange> ranges, std::chrono::months rest);
  [[nodiscard]] std::vector<Shelf*> shelves(std::string_view service, base::Instant now);
  [[nodiscard]] Shelf* shelf_of(const ItemNumber& item);
  [[nodiscard]] base::Instant free_at(const ItemUse& use) const;
  [[nodiscard]] std::optional<ItemNumber> next_fresh(Shelf& shelf);
  [[nodiscard]] base::Result<ItemUse*> held_by(const ItemNumber& item, const OrderNumber& order);
  void keep(const ItemUse& use);
  void forget(const ItemUse& use);

  std::vector<Shelf> shelves_;
  std::chrono::months rest_;
  std::map<ItemNumber, ItemUse> uses_;
  std::map<std::pair<std::string, OrderNumber>, ItemNumber> held_;  ///< by service: neither posted nor released
};

}  // namespace lienthong::domain
