#pragma once

#include "base/random.hpp"
#include "domain/retry_policy.hpp"
#include "peer/external_system.hpp"
#include "storage/store.hpp"

namespace lienthong::sync {

/// When an attempt ran.
struct AttemptTimes {
  base::Instant started{};
  base::Instant ended{};
};

/// How a call over `sent` (the first of the lease's deliveries) ends the lease. Pure.
///  - every delivery of the call shares its outcome: a batch has one answer (contracts 2.5);
///  - deliveries of the lease that were not sent go back as they were;
///  - what was delivered becomes the peer's view, unless the view is already later.
[[nodiscard]] storage::Settlement settle(const storage::Lease& lease, std::size_t sent,
                                         const peer::DeliveryResult& result, const domain::RetryPolicy& policy,
                                         AttemptTimes times, base::Random& random);

/// Ends a lease whose outcome was found out by asking: delivered ones are delivered, the rest wait to be sent again, or
/// are parked when nobody can tell.
[[nodiscard]] storage::Settlement settle_resolved(const storage::Lease& lease, const peer::LookUpResult& found,
                                                  const domain::RetryPolicy& policy, AttemptTimes times,
                                                  base::Random& random);

}  // namespace lienthong::sync
