#pragma once

#include "app/site.hpp"
#include "console/dossier_view.hpp"
#include "console/queue_view.hpp"

#include <functional>

namespace lienthong::app {

/// Puts together what `dossier show` shows from what the store holds. Pure.
[[nodiscard]] console::DossierView dossier_view(const domain::DossierCode& code, storage::DossierRecord record,
                                                std::vector<storage::AttemptRecord> attempts, const Site& site);

/// Vietnamese titles of all adapters.
[[nodiscard]] std::map<domain::SystemId, std::string> titles(const Site& site);

/// A row per system we call, with its equation; `breaker_of` is empty where nobody can know (beside a running gateway).
using BreakerOf = std::function<domain::CircuitBreaker::State(const domain::SystemId&)>;
[[nodiscard]] std::vector<console::LinkView> link_views(const Site& site,
                                                        const std::vector<storage::Conservation>& peers,
                                                        const BreakerOf& breaker_of);

}  // namespace lienthong::app
