#pragma once

#include "base/clock.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "peer/inbound.hpp"
#include "sync/intake.hpp"

#include <memory>

namespace lienthong::http {

/// The edge for one message kind of one peer: identity → read → intake → answer in the peer's own envelope. Whatever is
/// not let in is kept under refused with its reason.
class InboundEndpoint {
 public:
  struct Parts {
    const Identity& identity;
    sync::Intake& intake;
    const base::Clock& clock;
    codec::Limits limits;
  };

  InboundEndpoint(domain::SystemId source, std::unique_ptr<peer::InboundProfile> profile, Parts parts);

  /// A route that points at this endpoint, which must outlive the router.
  [[nodiscard]] Route route();

 private:
  boost::asio::awaitable<Response> handle(Request request, base::Deadline deadline);
  boost::asio::awaitable<Response> refuse(Request request, base::Error error);

  domain::SystemId source_;
  std::unique_ptr<peer::InboundProfile> profile_;
  Parts parts_;
};

}  // namespace lienthong::http
