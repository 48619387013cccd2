#pragma once

#include "storage/records.hpp"
#include "sync/drift.hpp"

#include <map>
#include <string>
#include <vector>

namespace lienthong::console {

/// One dossier: the truth, every system beside it, and what happened, in order of time.
struct DossierView {
  domain::Dossier truth;
  storage::DossierRecord record;
  std::vector<sync::Comparison> systems;
  std::vector<storage::AttemptRecord> attempts;
  std::map<domain::SystemId, std::string> titles;  ///< of systems, in Vietnamese
};

[[nodiscard]] std::string to_json(const DossierView& view);
[[nodiscard]] std::string to_text(const DossierView& view);

}  // namespace lienthong::console
