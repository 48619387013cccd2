#pragma once

#include "base/clock.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "storage/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace lienthong::app {

/// `GET /api/v1/changes?after=<cursor>&limit=<n>&wait_ms=<ms>`: every move of every dossier's truth, in order of
/// recording, for a province that pulls instead of being told.
///   → {"items":[{"cursor","code","status":{"code","name","title"},"occurred_at","recorded_at"}],"next":"<cursor>"}
/// `after` is the `next` of the page before, or absent for the beginning. With `wait_ms` (≤ 30,000) and nothing new the
/// answer waits that long: long-poll. The reader moves its cursor when it has stored a page; a page asked for again is
/// the same page. Needs the client token of `reader`.
class ChangeFeed {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    storage::Store& store;
    const base::Clock& clock;
    const http::Identity& identity;
    domain::SystemId reader;
  };
  explicit ChangeFeed(Parts parts) : parts_(std::move(parts)) {}
  void add_routes(http::Router& router);

 private:
  boost::asio::awaitable<http::Response> answer(http::Request request, base::Deadline deadline);
  Parts parts_;
};

}  // namespace lienthong::app
