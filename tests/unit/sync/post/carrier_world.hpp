#pragma once

#include "peer/catalogue.hpp"
#include "post_world.hpp"

#include <stdexcept>

namespace lienthong::sync::testing {

/// The carriers of this repository, as a gateway loads them.
inline const peer::Adapter& carrier(const std::string& id) {
  static const auto adapters = [] {
    mapping::Diagnostics problems;
    auto loaded = peer::load_adapters("adapters", "schemas", problems);
    for (const auto& problem : problems) throw std::runtime_error(mapping::to_line(problem));
    return loaded;
  }();
  return adapters.at(domain::SystemId(id));
}

inline mapping::CodeTable event_codes(const std::string& id) {
  mapping::Diagnostics problems;
  return mapping::CodeTable::load("adapters/" + id + "/codes/event.toml", problems).value();
}

}  // namespace lienthong::sync::testing
