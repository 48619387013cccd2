#pragma once

#include "app/fee_site.hpp"
#include "arrival/worker.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"
#include "http/router.hpp"
#include "storage/store.hpp"

#include <boost/asio/awaitable.hpp>

namespace lienthong::app {

/// What operators decide about a month of fees; every act needs the admin token, and says who and why.
///   POST /api/v1/fees/matches/{movement}/decision   {"decision":"confirm","claims":["…"],"by":"…","reason":"…"}
///   POST /api/v1/fees/months/{month}/agreements/{unit}   {"sums":{"due":1,"paid":1,"booked":1},"by":"…","reason":"…"}
///   POST /api/v1/fees/months/{month}/transfers   {"series":"1","by":"…","reason":"…"}
class FeeActs {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    const base::Secret& admin_token;
    const Site& site;
    const FeeSite& fees;
  };
  explicit FeeActs(Parts parts) : parts_(parts) {}
  void add_routes(http::Router& router);
  void stop() { worker_.stop(); }

 private:
  using Answer = boost::asio::awaitable<http::Response>;
  using Act = base::Result<std::string> (FeeActs::*)(const http::Request&);
  Answer answer(http::Request request, Act act);
  /// On the worker's thread; each gives the answer's JSON.
  base::Result<std::string> decide(const http::Request& request);
  base::Result<std::string> agree(const http::Request& request);
  base::Result<std::string> draft(const http::Request& request);
  [[nodiscard]] base::Result<void> check_claims(const std::vector<std::string>& claims) const;
  [[nodiscard]] base::Result<sync::FeeBooks> books_of(const std::string& month) const;

  Parts parts_;
  arrival::Worker worker_;
};

}  // namespace lienthong::app
