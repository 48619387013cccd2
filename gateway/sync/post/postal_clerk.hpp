#pragma once

#include "base/clock.hpp"
#include "storage/store.hpp"
#include "sync/post/item_journal.hpp"
#include "sync/post/postal_book.hpp"
#include "sync/post/postal_order_document.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>

namespace lienthong::sync {

/// Orders from the post what dossiers need, and takes orders back: follows the changes of dossiers.
///  - completed, and the citizen asked for the post: the result is delivered;
///  - registered, and submitted by post: the dossier is collected;
///  - withdrawn before the carrier has the item: the order is cancelled, its number released when the post has said so.
/// An order is one transaction: journal, item number, and the message to the post. Single executor.
class PostalClerk {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    PostalBook& book;
    ItemJournal& items;
    domain::SystemId post;  ///< the system that takes the orders; its tells are "order" and "cancel"
    PostalCentre centre;
    std::function<void(const domain::SystemId&)> wake;
  };
  explicit PostalClerk(Parts parts) : parts_(std::move(parts)) {}

  /// Works through what has changed, and through cancellations that the post has answered. What the store returned
  /// otherwise; the next call begins where this one stopped.
  boost::asio::awaitable<base::Result<void>> work();

 private:
  struct Situation {
    storage::DossierRecord dossier;
    domain::Dossier truth;
    PostalRecord record;
  };
  boost::asio::awaitable<base::Result<void>> follow_changes();
  boost::asio::awaitable<base::Result<void>> look_again();
  boost::asio::awaitable<base::Result<void>> look_at(domain::DossierCode code);
  boost::asio::awaitable<base::Result<Situation>> situation(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<void>> place(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<void>> cancel(domain::OrderNumber order);
  /// Nothing where the post chooses the number, or must.
  std::optional<domain::ItemNumber> draw_item(const domain::OrderNumber& order, storage::UnitOfWork& work);
  boost::asio::awaitable<base::Result<void>> finish_cancellations();
  boost::asio::awaitable<base::Result<void>> finish_cancellation(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<void>> name_missing_data(domain::DossierCode code, base::Error why);
  boost::asio::awaitable<base::Result<void>> commit(storage::UnitOfWork work);
  [[nodiscard]] domain::Delivery message(const Situation& now, std::string kind, int round, std::string payload) const;

  Parts parts_;
  /// Dossiers whose order lacks data: looked at again until they have it.
  std::map<domain::DossierCode, base::Instant> lacking_;
  base::Instant next_answers_{};
};

}  // namespace lienthong::sync
