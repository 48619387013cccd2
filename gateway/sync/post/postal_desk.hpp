#pragma once

#include "base/clock.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"
#include "domain/post.hpp"
#include "storage/store.hpp"
#include "sync/intake.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// One statement of a carrier, as it came in.
struct PostalLine {
  std::string raw;                            ///< kept under refused when it is not let in
  base::Result<domain::TrackingEvent> event;  ///< or why it cannot be understood
};

/// What became of one line. `unknown_order`: kept under the order it names and listed under refused
/// "post.unknown_order"; it counts as soon as that order or its dossier is known.
enum class PostalTaken : std::uint8_t { fresh, repeated, unknown_order, refused };
struct PostalAnswer {
  PostalTaken taken = PostalTaken::refused;
  std::optional<base::Error> why;  ///< of what was refused
};

/// What the gateway knows of one order to the post.
struct PostalOrderView {
  domain::PostalLeg leg;
  std::vector<domain::PostalAlarm> alarms;
  std::optional<base::Instant> cancelled_at;
  std::optional<base::Instant> due_at;  ///< the legal deadline of its dossier
};

/// Takes in what carriers say, whatever way it came: feed, webhook, carriers' own page and API. Single executor.
class PostalDesk {
 public:
  virtual ~PostalDesk() = default;

  /// One transaction for all lines and the cursor (architecture §2): each line is answered in its place, a bad one
  /// harms no other. `transient` when the store does not take it; nothing is kept then. Not cancelled half-way.
  virtual boost::asio::awaitable<base::Result<std::vector<PostalAnswer>>> take_in(
      domain::SystemId source, std::vector<PostalLine> lines, std::optional<storage::CursorAdvance> cursor,
      base::Deadline deadline) = 0;

  /// The orders that carry an item number: more than one when the number was used again. Empty when nobody knows it.
  virtual boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> orders_of(domain::ItemNumber item,
                                                                                       base::Deadline deadline) = 0;
  /// `not_found` "post.no_order".
  virtual boost::asio::awaitable<base::Result<PostalOrderView>> order(domain::OrderNumber order,
                                                                      base::Deadline deadline) = 0;
  /// Orders without an end, for the carriers' list and for alarms: at most `limit`, oldest first.
  virtual boost::asio::awaitable<base::Result<std::vector<PostalOrderView>>> open_orders(int limit,
                                                                                         base::Deadline deadline) = 0;
};

}  // namespace lienthong::sync
