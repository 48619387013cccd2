#pragma once

#include "sync/post/postal_book.hpp"
#include "sync/post/postal_desk.hpp"

namespace lienthong::sync {

/// The desk over journals (ADR 7). `book` must outlive it and follow the same store.
class StoredPostalDesk final : public PostalDesk {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    PostalBook& book;
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
  boost::asio::awaitable<base::Result<void>> commit(Page& page, std::optional<storage::CursorAdvance> cursor);
  boost::asio::awaitable<base::Result<void>> name_unknown_orders(Page& page);

  Parts parts_;
};

}  // namespace lienthong::sync
