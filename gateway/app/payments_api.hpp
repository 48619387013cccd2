#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "sync/fees/payment_desk.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace lienthong::app {

/// Routes of payments (schemas/api/openapi.yaml) and the path on which the platform confirms. Opening and looking need
/// the token of the province's client or the admin token; cancelling and refunding need the admin token; the platform
/// proves itself by its signature.
class PaymentsApi {
 public:
  struct Parts {
    sync::PaymentDesk& desk;
    peer::PaymentPlatform& platform;
    const base::Clock& clock;
    const http::Identity& identity;
    const base::Secret& admin_token;
    domain::SystemId province;
    domain::SystemId asked_by;  ///< may ask what is to be paid; empty: nobody
    std::chrono::milliseconds give_up_after;
  };
  explicit PaymentsApi(Parts parts) : parts_(std::move(parts)) {}
  void add_routes(http::Router& router);

 private:
  using Answer = boost::asio::awaitable<http::Response>;
  Answer open(http::Request request, base::Deadline deadline);
  Answer list(http::Request request, base::Deadline deadline);
  Answer show(http::Request request, base::Deadline deadline);
  Answer bill(http::Request request, base::Deadline deadline);
  Answer cancel(http::Request request, base::Deadline deadline);
  Answer refund(http::Request request, base::Deadline deadline);
  Answer confirm(http::Request request, base::Deadline deadline);
  Answer refuse_confirm(http::Request request, base::Error why);
  Answer look_up(http::Request request, base::Deadline deadline);
  [[nodiscard]] base::Result<void> may_ask(const http::Request& request) const;
  [[nodiscard]] base::Result<void> may_act(const http::Request& request) const;

  Parts parts_;
};

}  // namespace lienthong::app
