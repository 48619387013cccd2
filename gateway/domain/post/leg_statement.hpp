#pragma once

#include "base/instant.hpp"
#include "domain/event.hpp"
#include "domain/post/postal_leg.hpp"
#include "domain/post/postal_limits.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lienthong::domain {

/// What a leg means for its dossier. Only `result_delivered` may lead to status 10 (rules.md 5.3).
struct LegStatement {
  enum class Kind : std::uint8_t {
    nothing_new,         ///< on its way
    dossier_arrived,     ///< the Centre has what the post collected; accepting it is the Centre's own act
    result_delivered,    ///< evidence for "result returned"
    citizen_to_be_told,  ///< an attempt failed, the item waits, or what was collected went back
    waiting_at_counter,  ///< the result comes or came back: the citizen is awaited at the counter
    contradictory,       ///< delivered and returned to sender: a person decides
  };
  Kind kind = Kind::nothing_new;
  base::Instant since{};
  std::optional<TrackingId> evidence;
  friend bool operator==(const LegStatement&, const LegStatement&) = default;
};
[[nodiscard]] std::string_view name(LegStatement::Kind kind);

[[nodiscard]] LegStatement statement_of(const PostalLeg& leg, const PostalLimits& limits);

/// The same for all deliveries of one dossier: one that delivered the result says so for all, a contradiction is not
/// hidden by the others, else the latest order speaks. Collections are left out. Nothing when there is no delivery or
/// no limits hold.
[[nodiscard]] std::optional<LegStatement> statement_of_deliveries(std::span<const PostalLeg> legs,
                                                                  const PostalRules& rules);

/// The move to "result returned" at the carrier's own time, stated by the carrier, its id derived. Nothing unless the
/// leg delivers the result, has ended with its delivery and nothing contradicts.
[[nodiscard]] std::optional<Event> result_returned(const PostalLeg& leg);

}  // namespace lienthong::domain
