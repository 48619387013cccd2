#pragma once

#include "base/clock.hpp"
#include "storage/store.hpp"
#include "sync/post/item_journal.hpp"
#include "sync/post/postal_book.hpp"
#include "sync/post/postal_order_document.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lienthong::sync {

/// Orders from the post what dossiers want, and takes back what they no longer want (`wish_of`).
///  - What lacks data waits, on disk, until the dossier has it.
///  - What the post has not taken yet is taken back at once, also when the dossier says something else by now.
///  - What it has taken is cancelled there, unless the carrier has the item: then it is for a person (alarm).
/// An order is one transaction: journal, item number, and the message to the post. Single executor.
class PostalClerk {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    PostalBook& book;
    ItemJournal& items;
    domain::SystemId post;       ///< the system that takes the orders; its tells are "order" and "cancel"
    std::string numbered_order;  ///< its tell for an order with an item number of ours: "order", or one of its own
    PostalCentre centre;
    std::function<void(const domain::SystemId&)> wake;
  };
  explicit PostalClerk(Parts parts) : parts_(std::move(parts)) {}

  /// Works through dossiers whose status has moved, and through cancellations that the post has answered. What the
  /// store returned otherwise; the next call begins where this one stopped.
  boost::asio::awaitable<base::Result<void>> work();

  /// Looks at those of `dossiers` that may be ordered for and say something that was not looked at before, whatever
  /// it is.
  boost::asio::awaitable<base::Result<void>> look_again(std::vector<storage::DossierSummary> dossiers);

 private:
  struct Situation {
    storage::DossierRecord dossier;
    domain::Dossier truth;
    PostalRecord record;
  };
  boost::asio::awaitable<base::Result<void>> follow_changes();
  boost::asio::awaitable<base::Result<void>> look_at(domain::DossierCode code);
  boost::asio::awaitable<base::Result<Situation>> situation(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<void>> place(domain::OrderNumber order);
  /// Whether it was done; otherwise decide again.
  boost::asio::awaitable<base::Result<bool>> try_to_place(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<bool>> make_order(const Situation& now);
  boost::asio::awaitable<base::Result<bool>> wait_for_data(const Situation& now, std::vector<OrderGap> gaps);
  boost::asio::awaitable<base::Result<void>> end_wait(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<void>> take_back(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<bool>> try_to_take_back(const Situation& now);
  [[nodiscard]] storage::UnitOfWork work_on(const Situation& now) const;
  [[nodiscard]] const domain::Delivery* order_message(const Situation& now, int round) const;
  [[nodiscard]] bool is_outdated(const Situation& now) const;
  void add_cancellation(const Situation& now, const PostalRound& round, storage::UnitOfWork& work);
  /// Nothing where the post chooses the number, or must.
  std::optional<domain::ItemNumber> draw_item(const domain::OrderNumber& order, storage::UnitOfWork& work);
  boost::asio::awaitable<base::Result<void>> finish_cancellations();
  boost::asio::awaitable<base::Result<void>> finish_cancellation(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<void>> commit(storage::UnitOfWork work);
  /// False for a conflict.
  boost::asio::awaitable<base::Result<bool>> try_to_commit(storage::UnitOfWork work);
  [[nodiscard]] domain::Delivery message(const Situation& now, std::string kind, int round, std::string payload) const;

  Parts parts_;
  std::map<domain::DossierCode, std::int64_t> looked_at_;  ///< versions of dossiers that may be ordered for
  base::Instant next_answers_{};
};

}  // namespace lienthong::sync
