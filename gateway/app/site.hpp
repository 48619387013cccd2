#pragma once

#include "app/fee_site.hpp"
#include "app/post_site.hpp"
#include "domain/working_calendar.hpp"
#include "mapping/diagnostic.hpp"
#include "ops/config.hpp"
#include "peer/catalogue.hpp"
#include "sync/world.hpp"

#include <map>
#include <optional>
#include <string>

namespace lienthong::app {

/// Everything that is data, loaded and checked: what `lienthong check` looks at and `serve` runs on.
struct Site {
  ops::Config config;
  std::map<domain::SystemId, peer::Adapter> adapters;  ///< of the configured systems and clients, tuned by the config
  domain::WorkingCalendar calendar;
  sync::World world;                            ///< systems: those we call
  std::optional<PostSite> post = std::nullopt;  ///< nothing where the site has nothing to do with the post
  std::optional<FeeSite> fees = std::nullopt;   ///< nothing where the site has neither banks nor a payment platform
};

/// Loads all of it; every problem of every file goes to `problems`. Nothing when there was any.
[[nodiscard]] std::optional<Site> load_site(const std::string& config_file, mapping::Diagnostics& problems);

}  // namespace lienthong::app
