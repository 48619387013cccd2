#include "app/dossier_loader.hpp"

namespace lienthong::app {

std::map<domain::SystemId, std::string> titles(const Site& site) {
  std::map<domain::SystemId, std::string> out;
  for (const auto& [id, adapter] : site.adapters) out.emplace(id, adapter.manifest.title_vi);
  return out;
}

console::DossierView dossier_view(const domain::DossierCode& code, storage::DossierRecord record,
                                  std::vector<storage::AttemptRecord> attempts, const Site& site) {
  console::DossierView view;
  view.truth = domain::fold(record.events, site.world.authority);
  view.truth.code = code;
  view.systems = sync::compare_systems(record, view.truth, site.world);
  view.record = std::move(record);
  view.attempts = std::move(attempts);
  view.titles = titles(site);
  return view;
}

}  // namespace lienthong::app
