#pragma once

#include "storage/records.hpp"
#include "sync/world.hpp"

#include <vector>

namespace lienthong::sync {

/// One system beside the truth: what it should hold, what it is known to hold, how they differ, what is on its way.
struct Comparison {
  domain::Expectation expected;
  domain::PeerView view;
  std::vector<domain::Drift> drift;
  int on_the_way = 0;  ///< deliveries of the lane that have not left it
};

/// Every system of the world beside one dossier. Pure.
[[nodiscard]] std::vector<Comparison> compare_systems(const storage::DossierRecord& record,
                                                      const domain::Dossier& truth, const World& world);

}  // namespace lienthong::sync
