#pragma once

#include "base/clock.hpp"
#include "domain/authority.hpp"
#include "storage/store.hpp"
#include "sync/post/postal_desk.hpp"
#include "sync/post/postal_index.hpp"
#include "sync/post/postal_order_document.hpp"
#include "sync/post/postal_record.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace lienthong::sync {

/// An order that cannot be made yet, with the legal deadline beside it.
struct PostalWaitView {
  domain::OrderNumber order;
  std::vector<OrderGap> missing;
  base::Instant since{};
  std::optional<base::Instant> due_at;
};

/// How the post stands, in numbers.
struct PostalStanding {
  std::int64_t open = 0;
  std::int64_t waiting = 0;   ///< for data of their dossiers
  std::int64_t alarming = 0;  ///< orders with an alarm
};

/// What is known of the orders to the post: reads, never writes. Single executor.
class PostalBook {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    const domain::Authority& authority;
    const domain::PostalRules& rules;
  };
  explicit PostalBook(Parts parts) : parts_(parts) {}

  /// Follows the journal to its end; `index` is as of then.
  boost::asio::awaitable<base::Result<void>> catch_up();
  [[nodiscard]] const PostalIndex& index() const { return index_; }

  boost::asio::awaitable<base::Result<PostalRecord>> record(domain::OrderNumber order);
  /// Empty when nobody knows the dossier.
  boost::asio::awaitable<base::Result<domain::Dossier>> dossier(domain::DossierCode code);
  /// Whether we ordered it or know its dossier.
  boost::asio::awaitable<base::Result<bool>> is_known(domain::OrderNumber order);

  /// As PostalDesk.
  boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> orders_of(domain::ItemNumber item);
  boost::asio::awaitable<base::Result<PostalOrderView>> order(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> open_orders(int limit);
  /// Orders with an alarm, open ones first; then deliveries of which no dossier could be told, orders that came back,
  /// that were carried although the post had taken them back, and those delivered after "result returned" (the last for
  /// a month).
  boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> alarming_orders(int limit);
  /// The longest wait first.
  boost::asio::awaitable<base::Result<std::vector<PostalWaitView>>> waiting_orders(int limit);
  boost::asio::awaitable<base::Result<PostalStanding>> standing();
  /// Whether somebody else has had that dossier collected.
  boost::asio::awaitable<base::Result<bool>> collections_by_others(domain::OrderNumber ours);

 private:
  using Views = std::vector<PostalOrderView>;
  /// Open ones first; a number may come twice.
  [[nodiscard]] std::vector<domain::OrderNumber> may_alarm() const;
  /// Those of `numbers` that somebody here knows.
  boost::asio::awaitable<base::Result<Views>> views_of(std::vector<domain::OrderNumber> numbers, int limit,
                                                       bool (*matches)(const PostalOrderView&));
  [[nodiscard]] PostalOrderView view(const PostalRecord& record, domain::PostalLeg leg,
                                     const domain::Dossier& truth) const;

  Parts parts_;
  PostalIndex index_;
};

}  // namespace lienthong::sync
