#pragma once

#include "base/result.hpp"
#include "storage/store.hpp"

#include <string>
#include <string_view>

namespace lienthong::app {

/// What an operator asks to send again, and why. The reason goes onto every delivery it touches.
struct ResendRequest {
  storage::QueueFilter filter;
  std::string reason;
};

/// {"reason": "…", "peer": "portal", "dossier": "…", "states": ["parked"]}. Our own API: an unknown field is `invalid`
/// "request.unknown_field", a missing or blank reason "request.reason". Without `states`: parked and refused.
[[nodiscard]] base::Result<ResendRequest> read_resend_request(std::string_view body);
[[nodiscard]] std::string write_resend_request(const ResendRequest& request);

/// "waiting,parked" → states. `invalid` "request.state" for a name that is no state.
[[nodiscard]] base::Result<std::vector<domain::DeliveryState>> read_states(std::string_view list);

}  // namespace lienthong::app
