#pragma once

#include "domain/circuit_breaker.hpp"
#include "storage/records.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::console {

/// Deliveries that a filter found.
[[nodiscard]] std::string queue_json(const std::vector<storage::QueueRow>& rows);
[[nodiscard]] std::string queue_text(const std::vector<storage::QueueRow>& rows);

/// Messages that were not let in. Raw bytes are not shown: they may hold personal data.
[[nodiscard]] std::string refused_json(const std::vector<storage::RefusedRecord>& rows);
[[nodiscard]] std::string refused_text(const std::vector<storage::RefusedRecord>& rows);

/// Fields peers send that their contracts do not know.
[[nodiscard]] std::string contract_drift_json(const std::vector<storage::ContractDrift>& rows);

/// I5 for each peer: accepted = delivered + superseded + waiting + in flight + unknown + refused + parked.
[[nodiscard]] std::string conservation_json(const std::vector<storage::Conservation>& peers);
[[nodiscard]] std::string conservation_text(const std::vector<storage::Conservation>& peers);
[[nodiscard]] bool all_hold(const std::vector<storage::Conservation>& peers);

/// A link to one system, at a glance.
struct LinkView {
  domain::SystemId system;
  std::string title;
  std::optional<domain::CircuitBreaker::State> breaker;  ///< nothing when asked beside the gateway, which alone knows
  storage::Conservation conservation;
};
[[nodiscard]] std::string links_json(const std::vector<LinkView>& links);
[[nodiscard]] std::string links_text(const std::vector<LinkView>& links);

}  // namespace lienthong::console
