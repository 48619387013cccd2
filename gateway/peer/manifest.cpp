#include "peer/manifest.hpp"

#include "peer/manifest_sections.hpp"

#include <algorithm>

namespace lienthong::peer {
namespace {

using domain::AfterUnknown;
using std::chrono::hours;
using std::chrono::milliseconds;

constexpr std::int64_t day_ms = 86'400'000;

std::optional<Profile> profile_from(std::string_view word) {
  if (word == "portal_session") return Profile::portal_session;
  if (word == "status_message") return Profile::status_message;
  if (word == "soap_tthc") return Profile::soap_tthc;
  return std::nullopt;
}

std::optional<AuthScheme> auth_from(std::string_view word) {
  if (word == "none") return AuthScheme::none;
  if (word == "session_login") return AuthScheme::session_login;
  if (word == "client_credentials") return AuthScheme::client_credentials;
  if (word == "static_header") return AuthScheme::static_header;
  return std::nullopt;
}

std::optional<AfterUnknown> after_unknown_from(std::string_view word) {
  if (word == "look_up") return AfterUnknown::look_up;
  if (word == "send_again") return AfterUnknown::send_again;
  if (word == "park") return AfterUnknown::park;
  return std::nullopt;
}

void read_limits(const toml::table& table, Manifest& manifest, ManifestReader& reader) {
  const toml::table* limits = reader.toml().optional_table(table, "limits");
  if (limits == nullptr) return;
  reader.only_keys(*limits, {"concurrency", "rate_per_second", "burst", "timeout_ms", "session_life_ms"});
  manifest.concurrency = static_cast<int>(reader.integer_or(*limits, "concurrency", {1, 256}, manifest.concurrency));
  manifest.rate_per_second = reader.rate_or(*limits, "rate_per_second", manifest.rate_per_second);
  manifest.burst = static_cast<int>(reader.integer_or(*limits, "burst", {1, 100'000}, manifest.burst));
  manifest.timeout = milliseconds(reader.integer_or(*limits, "timeout_ms", {100, 600'000}, manifest.timeout.count()));
  manifest.session_life =
      milliseconds(reader.integer_or(*limits, "session_life_ms", {1'000, day_ms}, manifest.session_life.count()));
}

void read_retry(const toml::table& table, Manifest& manifest, ManifestReader& reader) {
  const toml::table* retry = reader.toml().optional_table(table, "retry");
  if (retry == nullptr) return;
  reader.only_keys(*retry, {"base_ms", "cap_ms", "max_attempts", "give_up_after_h", "after_unknown"});
  domain::RetryPolicy& policy = manifest.retry;
  policy.backoff.base = milliseconds(reader.integer_or(*retry, "base_ms", {1, day_ms}, policy.backoff.base.count()));
  policy.backoff.cap = milliseconds(reader.integer_or(*retry, "cap_ms", {1, day_ms}, policy.backoff.cap.count()));
  if (policy.backoff.cap < policy.backoff.base)
    reader.report(*retry, "key.value", "'cap_ms' must not be below 'base_ms'");
  // R11: at least 10 attempts over at least 72 hours before a person is asked.
  policy.max_attempts = static_cast<int>(reader.integer_or(*retry, "max_attempts", {10, 1'000}, policy.max_attempts));
  policy.give_up_after = hours(reader.integer_or(*retry, "give_up_after_h", {72, 8'760},
                                                 std::chrono::duration_cast<hours>(policy.give_up_after).count()));
  policy.after_unknown =
      reader.word<AfterUnknown>(*retry, "after_unknown", after_unknown_from).value_or(policy.after_unknown);
}

void read_breaker(const toml::table& table, Manifest& manifest, ManifestReader& reader) {
  const toml::table* breaker = reader.toml().optional_table(table, "breaker");
  if (breaker == nullptr) return;
  reader.only_keys(*breaker, {"threshold", "open_for_ms", "open_cap_ms"});
  domain::CircuitBreaker::Settings& settings = manifest.breaker;
  settings.threshold = static_cast<int>(reader.integer_or(*breaker, "threshold", {1, 1'000}, settings.threshold));
  settings.open_for = milliseconds(reader.integer_or(*breaker, "open_for_ms", {1, day_ms}, settings.open_for.count()));
  settings.open_cap = milliseconds(reader.integer_or(*breaker, "open_cap_ms", {1, day_ms}, settings.open_cap.count()));
}

void read_identity(const toml::table& table, Manifest& manifest, ManifestReader& reader) {
  manifest.id = domain::SystemId(reader.required_text(table, "id"));
  const std::string folder = manifest.folder.filename().string();
  if (!manifest.id.value().empty() && manifest.id.value() != folder) {
    reader.report(*table.get("id"), "manifest.id", "the id must be the folder's name, '" + folder + "'");
  }
  manifest.title_vi = reader.required_text(table, "title_vi");
  manifest.title_en = reader.required_text(table, "title_en");
}

/// Sections are read with the declared profile; without a known one their keys cannot be judged.
void read_sections(const toml::table& table, Manifest& manifest, ManifestReader& reader) {
  const auto profile = reader.word<Profile>(table, "profile", profile_from);
  const auto auth = reader.word<AuthScheme>(table, "auth", auth_from);
  if (!table.contains("profile")) reader.report(table, "key.missing", "'profile' is missing");
  if (!table.contains("auth")) reader.report(table, "key.missing", "'auth' is missing");
  read_limits(table, manifest, reader);
  read_retry(table, manifest, reader);
  read_breaker(table, manifest, reader);
  manifest.tells = read_tells(table, manifest.folder, reader);
  manifest.hears = read_hears(table, manifest.folder, reader);
  manifest.polls = read_polls(table, manifest.folder, reader);
  manifest.outcomes = OutcomeRules(read_outcomes(table, reader));
  if (!profile || !auth) return;
  manifest.profile = *profile;
  manifest.auth = *auth;
  manifest.settings = read_settings(table, *profile, *auth, reader);
  check_whole(manifest, table, reader);
}

}  // namespace

const Tell* Manifest::tell(std::string_view kind) const {
  const auto found =
      std::find_if(tells.begin(), tells.end(), [kind](const Tell& tell) { return tell.rule.kind == kind; });
  return found == tells.end() ? nullptr : &*found;
}

std::optional<Manifest> load_manifest(const std::filesystem::path& file, mapping::Diagnostics& problems) {
  const std::size_t before = problems.size();
  mapping::TomlReader toml(file.string(), problems);
  const auto bytes = mapping::read_bytes(file);
  if (!bytes) {
    toml.report({1, 1}, "toml.unreadable", "the file cannot be read");
    return std::nullopt;
  }
  const auto table = toml.parse(*bytes);
  if (!table) return std::nullopt;
  ManifestReader reader(toml);
  reader.only_keys(*table, {"id", "title_vi", "title_en", "profile", "auth", "settings", "limits", "retry", "breaker",
                            "tells", "hears", "polls", "outcomes"});
  Manifest manifest;
  manifest.folder = file.parent_path();
  read_identity(*table, manifest, reader);
  read_sections(*table, manifest, reader);
  if (problems.size() != before) return std::nullopt;
  return manifest;
}

}  // namespace lienthong::peer
