#include "sync/resolve.hpp"

#include <algorithm>
#include <chrono>

namespace lienthong::sync {
namespace {

using domain::Delivery;

Resolution resolve_by_time(const Delivery& step, const peer::LookUpResult& found) {
  // Peers' clocks tick in seconds, and so does what they were told of a carrier's milliseconds.
  const auto occurred = std::chrono::floor<std::chrono::seconds>(step.occurred_at);
  const auto held = std::chrono::floor<std::chrono::seconds>(*found.status_at);
  if (occurred < held) return Resolution::delivered;
  if (occurred > held) return Resolution::send_again;
  // The same second: a peer that is further along has passed this step, because a lane goes out in order.
  const bool there =
      found.status && step.status && domain::progress_rank(*found.status) >= domain::progress_rank(*step.status);
  return there ? Resolution::delivered : Resolution::send_again;
}

Resolution resolve_by_status(const Delivery& step, const storage::Lease& lease, const peer::LookUpResult& found) {
  const bool tells_apart = lease.deliveries.size() == 1 && step.status != lease.view.status;
  if (!tells_apart) return Resolution::cannot_tell;
  if (found.status == step.status) return Resolution::delivered;
  return found.status == lease.view.status ? Resolution::send_again : Resolution::cannot_tell;
}

Resolution resolve(const Delivery& delivery, const storage::Lease& lease, const peer::LookUpResult& found) {
  if (delivery.collapse == domain::Collapse::latest) return Resolution::send_again;
  if (found.presence == domain::Presence::absent) return Resolution::send_again;
  return found.status_at ? resolve_by_time(delivery, found) : resolve_by_status(delivery, lease, found);
}

}  // namespace

std::vector<Resolution> resolve_unknown(const storage::Lease& lease, const peer::LookUpResult& found) {
  std::vector<Resolution> out(lease.deliveries.size(), Resolution::delivered);
  // From the last: a lane goes out in order, so a peer that holds a step holds those before it, also when both carry
  // the same second.
  for (std::size_t i = lease.deliveries.size(); i-- > 0;) {
    out[i] = resolve(lease.deliveries[i], lease, found);
    if (out[i] != Resolution::delivered) continue;
    std::fill(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(i), Resolution::delivered);
    break;
  }
  return out;
}

}  // namespace lienthong::sync
