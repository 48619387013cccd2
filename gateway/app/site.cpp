#include "app/site.hpp"

#include "codec/schema.hpp"
#include "ops/authority_loader.hpp"
#include "ops/calendar_loader.hpp"
#include "ops/config_loader.hpp"
#include "ops/procedures_loader.hpp"
#include "peer/payment_platform_manifest.hpp"

#include <filesystem>

namespace lienthong::app {
namespace {

template <class T>
void take(const std::optional<T>& setting, T& target) {
  if (setting) target = *setting;
}

void tune(peer::Manifest& manifest, const ops::Config::Tuning& tuning) {
  take(tuning.retry_base, manifest.retry.backoff.base);
  take(tuning.retry_cap, manifest.retry.backoff.cap);
  take(tuning.max_attempts, manifest.retry.max_attempts);
  if (tuning.give_up_after) manifest.retry.give_up_after = *tuning.give_up_after;
  take(tuning.breaker_threshold, manifest.breaker.threshold);
  take(tuning.breaker_open, manifest.breaker.open_for);
  take(tuning.breaker_open_cap, manifest.breaker.open_cap);
  take(tuning.timeout, manifest.timeout);
  take(tuning.session_life, manifest.session_life);
  take(tuning.concurrency, manifest.concurrency);
  take(tuning.rate_per_second, manifest.rate_per_second);
  for (peer::Poll& poll : manifest.polls) take(tuning.poll_every, poll.every);
}

std::vector<std::string> canonical_fields(const std::filesystem::path& schemas, mapping::Diagnostics& problems) {
  const auto file = schemas / "canonical" / "dossier.schema.json";
  const auto schema = codec::load_json_schema(file);
  if (!schema) {
    problems.push_back({file.string(), 0, 0, schema.error().code(), schema.error().text()});
    return {};
  }
  std::vector<std::string> out;
  for (const auto& field : (*schema)->model().fields) out.push_back(field.name);
  return out;
}

/// Tunes the adapters of the systems we call; names configured systems that have no adapter.
std::map<domain::SystemId, peer::Manifest> systems_of(const ops::Config& config,
                                                      std::map<domain::SystemId, peer::Adapter>& adapters,
                                                      const std::string& config_file, mapping::Diagnostics& problems) {
  std::map<domain::SystemId, peer::Manifest> out;
  for (const ops::Config::System& system : config.systems) {
    const auto found = adapters.find(domain::SystemId(system.id));
    if (found == adapters.end()) {
      problems.push_back({config_file, 0, 0, "system.no_adapter",
                          "[[systems]] names '" + system.id + "', but no adapter folder has that id"});
      continue;
    }
    tune(found->second.manifest, system.tuning);
    out.emplace(found->first, found->second.manifest);
  }
  for (const ops::Config::Client& client : config.clients) {
    if (adapters.find(domain::SystemId(client.system)) != adapters.end()) continue;
    problems.push_back({config_file, 0, 0, "client.no_adapter",
                        "[[clients]] names '" + client.system + "', but no adapter folder has that id"});
  }
  return out;
}

std::optional<FeeSite> fees_of(const ops::Config& config, mapping::Diagnostics& problems) {
  if (config.payments.system.empty() && config.banks.empty()) return std::nullopt;
  return load_fee_site(config, problems);
}

/// What the part of payments loads for itself when it starts: here every problem of it is named at once.
void check_platform(const ops::Config& config, mapping::Diagnostics& problems) {
  const std::string& platform = config.payments.system;
  if (platform.empty()) return;
  (void)peer::load_payment_adapter(std::filesystem::path(config.data.adapters) / platform, config.data.schemas,
                                   problems);
}

}  // namespace

std::optional<Site> load_site(const std::string& config_file, mapping::Diagnostics& problems) {
  auto config = ops::load_config(config_file, ops::process_environment(), problems);
  if (!config) return std::nullopt;
  const std::filesystem::path schemas(config->data.schemas);
  const std::filesystem::path data(config->data.config);
  auto adapters = peer::load_adapters(config->data.adapters, schemas, problems);
  const std::vector<std::string> fields = canonical_fields(schemas, problems);
  auto authority = ops::load_authority(data / "regulation" / "authority.toml", fields, problems);
  auto calendar = ops::load_calendars(data / "calendars", problems);
  auto procedures = ops::load_procedures(data / "procedures.toml", problems);
  auto systems = systems_of(*config, adapters, config_file, problems);
  std::optional<PostSite> post;
  if (uses_post(*config, adapters)) post = load_post_site(*config, adapters, config_file, problems);
  auto fees = fees_of(*config, problems);
  check_platform(*config, problems);
  if (!problems.empty() || !authority || !calendar || !procedures) return std::nullopt;
  return Site{std::move(*config),   std::move(adapters),
              std::move(*calendar), sync::World{std::move(*authority), std::move(*procedures), std::move(systems)},
              std::move(post),      std::move(fees)};
}

}  // namespace lienthong::app
