#pragma once

#include "app/site.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"
#include "console/status_page.hpp"
#include "http/router.hpp"
#include "storage/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <vector>

namespace lienthong::app {

/// The console's views and acts as handlers. Views are open on the listener and show no personal data; acts need the
/// admin token as `Authorization: Bearer`.
class OperatorApi {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    const Site& site;
    const base::Secret& admin_token;
    std::function<domain::CircuitBreaker::State(const domain::SystemId&)> breaker_of;
    std::function<void()> wake_all;  ///< something was put back into the queue
    std::function<void(console::StatusPage&)> show_parts;
  };

  explicit OperatorApi(Parts parts) : parts_(std::move(parts)) {}
  void add_routes(http::Router& router);

 private:
  using Answer = boost::asio::awaitable<http::Response>;
  Answer status_page(http::Request request);
  Answer dossier_page(http::Request request);
  Answer dossier(http::Request request);
  Answer queue(http::Request request);
  Answer refused(http::Request request);
  Answer contract_drift(http::Request request);
  Answer conservation(http::Request request);
  Answer links(http::Request request);
  Answer resend(http::Request request);
  boost::asio::awaitable<base::Result<std::vector<console::LinkView>>> link_views();

  Parts parts_;
};

}  // namespace lienthong::app
