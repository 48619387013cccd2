#pragma once

#include "sync/post/item_journal.hpp"
#include "sync/post/postal_book.hpp"
#include "sync/post/postal_desk.hpp"

namespace lienthong::sync {

/// The desk over journals (ADR 7). An event that comes without an id gets the one derived from its content; one that
/// comes with an id (made of a carrier and its own key) and contradicts what was said under it before is refused as
/// `conflict` "post.key". `book` must outlive it and follow the same store.
class StoredPostalDesk final : public PostalDesk {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    PostalBook& book;
    ItemJournal* items = nullptr;  ///< learns which of its numbers the carriers have; nothing where it never does
  };
  explicit StoredPostalDesk(Parts parts) : parts_(parts) {}

  boost::asio::awaitable<base::Result<std::vector<PostalAnswer>>> take_in(domain::SystemId source,
                                                                          std::vector<PostalLine> lines,
                                                                          std::optional<storage::CursorAdvance> cursor,
                                                                          base::Deadline deadline) override;
  boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> orders_of(domain::ItemNumber item,
                                                                               base::Deadline deadline) override;
  boost::asio::awaitable<base::Result<PostalOrderView>> order(domain::OrderNumber order,
                                                              base::Deadline deadline) override;
  boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> open_orders(int limit,
                                                                                 base::Deadline deadline) override;

 private:
  struct Page;
  boost::asio::awaitable<base::Result<void>> keep_refused(const domain::SystemId& source, const base::Error& why,
                                                          std::string raw);
  boost::asio::awaitable<base::Result<void>> refuse_unreadable(const Page& page);
  void add_posted_items(const Page& page, storage::UnitOfWork& work) const;
  boost::asio::awaitable<base::Result<void>> commit(Page& page, std::optional<storage::CursorAdvance> cursor);
  boost::asio::awaitable<base::Result<void>> name_contradictions(Page& page);
  boost::asio::awaitable<base::Result<void>> name_unknown_orders(Page& page);

  Parts parts_;
};

}  // namespace lienthong::sync
