#pragma once

#include "app/site.hpp"
#include "console/dossier_view.hpp"

#include <functional>

namespace lienthong::app {

/// Puts together what `dossier show` shows from what the store holds. Pure.
[[nodiscard]] console::DossierView dossier_view(const domain::DossierCode& code, storage::DossierRecord record,
                                                std::vector<storage::AttemptRecord> attempts, const Site& site);

/// Vietnamese titles of all adapters.
[[nodiscard]] std::map<domain::SystemId, std::string> titles(const Site& site);

}  // namespace lienthong::app
