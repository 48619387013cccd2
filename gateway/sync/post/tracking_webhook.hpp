#pragma once

#include "base/clock.hpp"
#include "mapping/code_table.hpp"
#include "peer/inbound.hpp"
#include "sync/post/postal_desk.hpp"

namespace lienthong::sync {

/// A carrier that tells us each status by itself: reads one message, has the desk take it in, and answers in a plain
/// envelope {"status", "message"}.
class TrackingWebhook {
 public:
  struct Parts {
    PostalDesk& desk;
    mapping::CodeTable codes;  ///< the carrier's own
    mapping::PlanSet plans;    ///< of the message's mapping; its JSON form is read
    codec::Limits limits;
  };
  TrackingWebhook(domain::SystemId source, peer::Hears hears, Parts parts)
      : source_(std::move(source)), hears_(std::move(hears)), parts_(std::move(parts)) {}

  [[nodiscard]] const domain::SystemId& source() const { return source_; }
  [[nodiscard]] const peer::Hears& hears() const { return hears_; }

  /// 200 when the statement is on disk, also when it was before or its order is unknown; 409 when the same key was used
  /// with another content; 4xx for what can never pass; 503 when the store does not take it. What is refused is kept.
  boost::asio::awaitable<peer::Reply> handle(peer::RawMessage message, base::Deadline deadline);
  /// For whoever must refuse before the message is read; `error` is ours.
  [[nodiscard]] static peer::Reply refused(const base::Error& error);

 private:
  /// Its id is derived from the carrier and the key, so that a repeated key is one statement.
  [[nodiscard]] base::Result<domain::TrackingEvent> read(const peer::RawMessage& message) const;

  domain::SystemId source_;
  peer::Hears hears_;
  Parts parts_;
};

}  // namespace lienthong::sync
