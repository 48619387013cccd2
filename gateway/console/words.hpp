#pragma once

#include "base/instant.hpp"
#include "domain/circuit_breaker.hpp"
#include "domain/delivery.hpp"
#include "domain/peer_view.hpp"
#include "domain/status.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::console {

/// What staff read (glossary of the console): plain Vietnamese, never our technical words.
[[nodiscard]] std::string_view words(domain::DeliveryState state);
[[nodiscard]] std::string_view words(domain::Knowledge how);
[[nodiscard]] std::string_view words(domain::Drift::Kind kind);
[[nodiscard]] std::string_view words(domain::CircuitBreaker::State state);
/// "5 Yêu cầu bổ sung giấy tờ", or "—".
[[nodiscard]] std::string status_words(const std::optional<domain::Status>& status);
/// "15/06/2026 08:30", or "—" for a time that was never set.
[[nodiscard]] std::string time_words(base::Instant at);

}  // namespace lienthong::console
