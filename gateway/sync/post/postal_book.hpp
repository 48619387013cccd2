#pragma once

#include "base/clock.hpp"
#include "domain/authority.hpp"
#include "storage/store.hpp"
#include "sync/post/postal_desk.hpp"
#include "sync/post/postal_index.hpp"
#include "sync/post/postal_record.hpp"

#include <boost/asio/awaitable.hpp>

namespace lienthong::sync {

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
  /// Orders with an alarm: open ones, those that came back, deliveries of which no dossier could be told.
  boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> alarming_orders(int limit);

 private:
  [[nodiscard]] PostalOrderView view(const PostalRecord& record, domain::PostalLeg leg,
                                     const domain::Dossier& truth) const;

  Parts parts_;
  PostalIndex index_;
};

}  // namespace lienthong::sync
