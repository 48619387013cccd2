#pragma once

#include "base/clock.hpp"
#include "console/carrier/attempt_limit.hpp"
#include "console/carrier/carrier_answers.hpp"
#include "console/carrier/carrier_event.hpp"
#include "console/carrier/report_key.hpp"
#include "domain/authority.hpp"
#include "storage/store.hpp"
#include "sync/post/postal_desk.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace lienthong::app {

/// What a carrier asks and reports, once it is known who it is. Single executor.
class CarrierReports {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    const domain::Authority& authority;
    sync::PostalDesk& desk;
  };
  explicit CarrierReports(Parts parts) : parts_(parts) {}

  /// `item_json`. `invalid` "item.*"; `not_found` "post.unknown_item"; `forbidden` "carrier.too_many_unknown" for a
  /// while after 60 numbers in a row that nobody knows. Showing a person is logged, without the person.
  boost::asio::awaitable<base::Result<std::string>> item(const console::CarrierName& carrier, std::string number,
                                                         base::Deadline deadline);

  /// `batch_json`. Fails only as a whole: `invalid`, `too_large`, or `transient` when no report was kept. A key is
  /// bound to its report in a transaction before that of the events: a crash in between leaves a key that still waits
  /// for its report, and the resend brings it.
  boost::asio::awaitable<base::Result<std::string>> take_in(const console::CarrierName& carrier, std::string body,
                                                            base::Deadline deadline);

 private:
  using Orders = std::vector<sync::PostalOrderView>;
  /// Nothing when nobody has to be visited, or when it is not sure that it is this carrier's item.
  boost::asio::awaitable<base::Result<std::optional<console::VisitedPerson>>> person_of(
      const sync::PostalOrderView& order, const domain::ItemNumber& item);
  /// Whether we ordered under that item, or somebody but carriers of this page says so: else a carrier could learn any
  /// address by reporting an item of his own under its order.
  boost::asio::awaitable<base::Result<bool>> is_confirmed(const domain::PostalLeg& leg, const domain::ItemNumber& item);
  struct Batch;
  /// What the key of an entry stands for already; nothing when it is new.
  boost::asio::awaitable<base::Result<std::optional<console::NamedReport>>> named(Batch& batch, const std::string& key);
  /// The order of an entry that names none, or the one it names.
  boost::asio::awaitable<base::Result<domain::OrderNumber>> order_of(Batch& batch, const console::CarrierEntry& entry,
                                                                     base::Deadline deadline);
  /// The event of an entry, or why there is none.
  boost::asio::awaitable<base::Result<domain::TrackingEvent>> event_of(Batch& batch, const console::CarrierEntry& entry,
                                                                       base::Deadline deadline);
  /// The lines of a batch with every key bound to its report.
  boost::asio::awaitable<base::Result<std::vector<sync::PostalLine>>> bind_keys(
      const console::CarrierName& carrier, const std::vector<console::CarrierLine>& lines, base::Deadline deadline);
  Parts parts_;
  console::AttemptLimit unknown_items_{{.most = 60, .pause = std::chrono::minutes(10)}};
};

}  // namespace lienthong::app
