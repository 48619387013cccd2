#pragma once

#include "domain/post.hpp"
#include "mapping/code_table.hpp"
#include "mapping/diagnostic.hpp"
#include "ops/config.hpp"
#include "peer/catalogue.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace lienthong::app {

/// What a site has to do with the post, as data.
struct PostSite {
  domain::PostalRules rules;
  std::chrono::months rest{};                            ///< of item numbers
  std::vector<domain::ItemRange> ranges;                 ///< empty: the post chooses the numbers
  std::map<domain::SystemId, mapping::CodeTable> codes;  ///< of carriers that we hear or read
};

/// Whether the configuration names the post at all: a system that takes orders, carriers, or somebody who tells of
/// items.
[[nodiscard]] bool uses_post(const ops::Config& config, const std::map<domain::SystemId, peer::Adapter>& adapters);

/// Every problem goes to `problems`; nothing when there was any. For a site that `uses_post`.
[[nodiscard]] std::optional<PostSite> load_post_site(const ops::Config& config,
                                                     const std::map<domain::SystemId, peer::Adapter>& adapters,
                                                     const std::string& config_file, mapping::Diagnostics& problems);

}  // namespace lienthong::app
