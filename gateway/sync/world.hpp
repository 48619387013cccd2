#pragma once

#include "domain/authority.hpp"
#include "domain/working_calendar.hpp"
#include "peer/catalogue.hpp"
#include "sync/procedures.hpp"

#include <map>
#include <memory>

namespace lienthong::sync {

/// Everything the decisions rest on that is data: loaded and checked at start, immutable while running.
struct World {
  domain::Authority authority;
  Procedures procedures;
  std::map<domain::SystemId, peer::Manifest> systems;
};

}  // namespace lienthong::sync
