#pragma once

#include "base/result.hpp"
#include "codec/value.hpp"
#include "domain/post.hpp"
#include "mapping/code_table.hpp"

namespace lienthong::sync {

/// A canonical tracking_event as an event of `source`, without an id. A code of the carrier's own leads to a movement
/// through `codes` as of the day of the event; one that does not lead on leaves the event without a movement. `invalid`
/// "item.*", "order.*" for numbers that are none, "canonical.instant" for a time that is none.
[[nodiscard]] base::Result<domain::TrackingEvent> tracking_event_of(const domain::SystemId& source,
                                                                    const codec::Value& document,
                                                                    const mapping::CodeTable& codes);

}  // namespace lienthong::sync
