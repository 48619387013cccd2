#pragma once

#include "base/clock.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "peer/inbound.hpp"
#include "sync/intake.hpp"

#include <chrono>
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
    std::chrono::milliseconds slow_read;  ///< reading a message for longer is named in the log
  };

  InboundEndpoint(domain::SystemId source, std::unique_ptr<peer::InboundProfile> profile, Parts parts);

  /// A route that points at this endpoint, which must outlive the router.
  [[nodiscard]] Route route();

 private:
  boost::asio::awaitable<Response> handle(Request request, base::Deadline deadline);
  boost::asio::awaitable<Response> refuse(Request request, base::Error error);
  /// The profile's reading, timed. Nothing is refused for the time it took: that would depend on how busy we are.
  [[nodiscard]] base::Result<peer::Incoming> read(const Request& request, const peer::RawMessage& message,
                                                  codec::Arena& arena) const;

  domain::SystemId source_;
  std::unique_ptr<peer::InboundProfile> profile_;
  Parts parts_;
};

}  // namespace lienthong::http
