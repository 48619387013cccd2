#pragma once

#include "base/instant.hpp"
#include "codec/arena.hpp"
#include "mapping/exactness.hpp"
#include "mapping/fault.hpp"
#include "mapping/function.hpp"

#include <tl/expected.hpp>

#include <string_view>

namespace lienthong::mapping {

struct ReadEpoch {
  base::Instant at;
  Exactness exactness = Exactness::exact;  ///< inexact: seconds, which are written as milliseconds
};

/// A moment as a number since 1970-01-01T00:00Z. Digits only, no leading zero, no later than the year 9999 in Viet Nam.
/// detect takes numbers below 10^11 for seconds (from 10^8 on, in 1973) and others for milliseconds. `invalid`
/// "mapping.epoch".
[[nodiscard]] tl::expected<ReadEpoch, Fault> read_epoch(std::string_view lexeme, EpochUnit unit);

/// In `arena`. Inexact: seconds of a moment that has milliseconds. Moments that read_epoch does not read are refused.
[[nodiscard]] tl::expected<Written, Fault> write_epoch(base::Instant at, EpochUnit unit, codec::Arena& arena);

}  // namespace lienthong::mapping
