#include "sync/drift.hpp"

#include "sync/tell.hpp"

#include <algorithm>

namespace lienthong::sync {

std::vector<Comparison> compare_systems(const storage::DossierRecord& record, const domain::Dossier& truth,
                                        const World& world) {
  std::vector<Comparison> out;
  for (const auto& [id, system] : world.systems) {
    Comparison row;
    row.expected = expectation(truth, id, what_to_tell(truth, system, world));
    row.view.peer = id;
    row.view.dossier = truth.code;
    const auto held =
        std::find_if(record.views.begin(), record.views.end(), [&](const auto& view) { return view.peer == id; });
    if (held != record.views.end()) row.view = *held;
    row.drift = domain::compare(row.expected, row.view);
    row.on_the_way =
        static_cast<int>(std::count_if(record.deliveries.begin(), record.deliveries.end(), [&](const auto& delivery) {
          return delivery.peer == id && !domain::leaves_lane(delivery.state);
        }));
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace lienthong::sync
