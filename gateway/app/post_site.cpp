#include "app/post_site.hpp"

#include "ops/postal_loader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace lienthong::app {
namespace {

using Adapters = std::map<domain::SystemId, peer::Adapter>;
using domain::SystemId;

bool polls_tracking(const peer::Manifest& manifest) {
  return std::ranges::count(manifest.polls, peer::Canonical::tracking_event, &peer::Poll::canonical) > 0;
}

bool tells_tracking(const peer::Manifest& manifest) {
  return std::ranges::count(manifest.hears, peer::Canonical::tracking_event, &peer::Hears::canonical) > 0;
}

/// Carriers that tell of items in codes of their own.
std::set<SystemId> tracked(const ops::Config& config, const Adapters& adapters) {
  std::set<SystemId> out;
  for (const auto& system : config.systems) {
    const auto found = adapters.find(SystemId(system.id));
    if (found != adapters.end() && polls_tracking(found->second.manifest)) out.insert(found->first);
  }
  for (const auto& client : config.clients) {
    const auto found = adapters.find(SystemId(client.system));
    if (found != adapters.end() && tells_tracking(found->second.manifest)) out.insert(found->first);
  }
  return out;
}

void check_orders(const ops::Config& config, const Adapters& adapters, const std::string& config_file,
                  mapping::Diagnostics& problems) {
  const std::string& id = config.post.system;
  if (id.empty()) return;
  const auto complain = [&](std::string text) {
    problems.push_back({config_file, 0, 0, "post.system", "[post] system '" + id + "' " + std::move(text)});
  };
  const auto found = adapters.find(SystemId(id));
  if (found == adapters.end()) return complain("has no adapter folder");
  for (const char* kind : {"order", "cancel"}) {
    if (found->second.manifest.tell(kind) == nullptr) complain("is not told '" + std::string(kind) + "'");
  }
  if (std::ranges::count(config.systems, id, &ops::Config::System::id) == 0)
    complain("has no [[systems]] entry: nobody knows its address");
}

/// Whoever orders must say who sends and who receives.
void check_centre(const ops::PostConfig& post, const std::string& config_file, mapping::Diagnostics& problems) {
  if (post.system.empty()) return;
  const std::array<std::pair<const char*, const std::string*>, 6> wanted{{{"customer_code", &post.customer_code},
                                                                          {"name", &post.name},
                                                                          {"phone", &post.phone},
                                                                          {"address", &post.address},
                                                                          {"province", &post.province},
                                                                          {"province_name", &post.province_name}}};
  for (const auto& [key, value] : wanted) {
    if (value->empty())
      problems.push_back(
          {config_file, 0, 0, "post.centre", "[post] '" + std::string(key) + "' is missing: an order needs it"});
  }
}

}  // namespace

bool uses_post(const ops::Config& config, const Adapters& adapters) {
  return !config.post.system.empty() || !config.carriers.empty() || !tracked(config, adapters).empty();
}

std::optional<PostSite> load_post_site(const ops::Config& config, const Adapters& adapters,
                                       const std::string& config_file, mapping::Diagnostics& problems) {
  const std::size_t before = problems.size();
  check_orders(config, adapters, config_file, problems);
  check_centre(config.post, config_file, problems);
  auto expected =
      ops::load_postal_expectations(std::filesystem::path(config.data.config) / "regulation" / "postal.toml", problems);
  std::vector<domain::ItemRange> ranges;
  if (!config.post.item_ranges_file.empty()) {
    if (auto given = ops::load_item_ranges(config.post.item_ranges_file, problems)) ranges = std::move(*given);
  }
  std::map<SystemId, mapping::CodeTable> codes;
  for (const SystemId& carrier : tracked(config, adapters)) {
    const auto file = adapters.at(carrier).manifest.folder / "codes" / "event.toml";
    if (auto table = mapping::CodeTable::load(file, problems)) codes.emplace(carrier, std::move(*table));
  }
  if (problems.size() != before || !expected) return std::nullopt;
  return PostSite{std::move(expected->rules), expected->rest, std::move(ranges), std::move(codes)};
}

}  // namespace lienthong::app
