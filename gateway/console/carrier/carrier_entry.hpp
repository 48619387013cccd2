#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/post.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::console {

/// What a carrier did with an item.
enum class CarrierAction : std::uint8_t { collected, delivered, failed, returned };
[[nodiscard]] std::string_view name(CarrierAction action);
[[nodiscard]] std::optional<CarrierAction> carrier_action_from_name(std::string_view name);

/// One report of a carrier. `key` is the carrier's own: the same key is the same report, however often it is sent.
struct CarrierEntry {
  std::string key;
  domain::ItemNumber item;
  std::optional<domain::OrderNumber> order;  ///< nothing: the order that carries the item
  CarrierAction action = CarrierAction::collected;
  base::Instant at{};
  std::string to;        ///< who took it; personal data
  std::string relation;  ///< code of `relations()`
  std::string reason;    ///< code of `failure_reasons()`
  std::string note;      ///< may hold personal data
  friend bool operator==(const CarrierEntry&, const CarrierEntry&) = default;
};

/// One place of a batch.
struct CarrierLine {
  std::string key;  ///< as far as it can be read
  std::string raw;  ///< the entry as JSON
  base::Result<CarrierEntry> entry;
};

inline constexpr std::size_t most_carrier_entries = 500;

/// {"entries": [{key, item, order?, action, at, to?, relation?, reason?, note?}]}. Each entry is judged in its place:
/// `invalid` "entry.*", "item.*" or "order.form"; a field that is not ours is "entry.unknown_field". The whole fails
/// only when it is no such list: `invalid` "json.*", "batch.form" or "batch.size".
/// A delivery says to whom and in what relation (to the addressee: no name needed), a failure says why, and what is
/// "other" comes with a note.
[[nodiscard]] base::Result<std::vector<CarrierLine>> read_carrier_batch(std::string_view body);

/// `invalid` "entry.in_future" more than 5 minutes after `now`, "entry.too_old" more than 30 days before.
[[nodiscard]] base::Result<void> check_moment(base::Instant at, base::Instant now);

}  // namespace lienthong::console
