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

std::vector<console::LinkView> link_views(const Site& site, const std::vector<storage::Conservation>& peers,
                                          const BreakerOf& breaker_of) {
  std::vector<console::LinkView> out;
  for (const auto& [id, system] : site.world.systems) {
    console::LinkView link;
    link.system = id;
    link.title = system.title_vi;
    if (breaker_of) link.breaker = breaker_of(id);
    link.conservation.peer = id;
    for (const storage::Conservation& peer : peers) {
      if (peer.peer == id) link.conservation = peer;
    }
    out.push_back(std::move(link));
  }
  return out;
}

}  // namespace lienthong::app
