#include "sync/resolve.hpp"

namespace lienthong::sync {
namespace {

using domain::Delivery;

Resolution resolve_by_time(const Delivery& step, const peer::LookUpResult& found) {
  if (step.occurred_at < *found.status_at) return Resolution::delivered;
  if (step.occurred_at > *found.status_at) return Resolution::send_again;
  return found.status == step.status ? Resolution::delivered : Resolution::send_again;
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
  std::vector<Resolution> out;
  out.reserve(lease.deliveries.size());
  for (const Delivery& delivery : lease.deliveries) out.push_back(resolve(delivery, lease, found));
  return out;
}

}  // namespace lienthong::sync
