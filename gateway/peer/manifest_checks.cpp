#include "peer/manifest_sections.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace lienthong::peer {
namespace {

using domain::AfterUnknown;

/// A key of [settings]: who wants it and whether it can be left out.
struct Want {
  std::string_view key;
  bool required = true;
};

std::vector<Want> wanted_by(Profile profile) {
  switch (profile) {
    case Profile::portal_session:
      return {{"integration_path"}, {"dstcode", false}, {"look_up_service", false}, {"databases", false}};
    case Profile::status_message:
      return {{"format"}};
    case Profile::soap_tthc:
      return {{"path"}, {"receiver"}, {"version"}, {"look_up", false}, {"look_up_mapping", false}};
  }
  return {};
}

std::vector<Want> wanted_by(AuthScheme auth) {
  switch (auth) {
    case AuthScheme::none:
      return {};
    case AuthScheme::session_login:
      return {{"login_path"}};
    case AuthScheme::client_credentials:
      return {{"token_path"}, {"token_credentials", false}};
    case AuthScheme::static_header:
      return {{"header"}, {"scheme"}};
  }
  return {};
}

bool can_look_up(const Manifest& manifest) {
  switch (manifest.profile) {
    case Profile::portal_session:
      return manifest.settings.contains("look_up_service");
    case Profile::status_message:
      return false;
    case Profile::soap_tthc:
      return manifest.settings.contains("look_up") && manifest.settings.contains("look_up_mapping");
  }
  return false;
}

void check_choice(const toml::table& settings, std::string_view key, std::initializer_list<std::string_view> choices,
                  ManifestReader& reader) {
  const toml::node* node = settings.get(key);
  const auto* text = node == nullptr ? nullptr : node->as_string();
  if (text == nullptr || std::find(choices.begin(), choices.end(), text->get()) != choices.end()) return;
  reader.report(*node, "key.value", "'" + text->get() + "' is not a value of '" + std::string(key) + "'");
}

void check_batches(const Manifest& manifest, const toml::table& table, ManifestReader& reader) {
  if (manifest.profile == Profile::portal_session) return;
  const bool batched =
      std::any_of(manifest.tells.begin(), manifest.tells.end(), [](const Tell& tell) { return tell.batch > 1; });
  if (batched) reader.report(*table.get("tells"), "profile.batch", "this profile sends one message per call");
}

void check_queries(const Manifest& manifest, const toml::table& table, ManifestReader& reader) {
  const auto format = manifest.settings.find("format");
  const bool can =
      manifest.profile == Profile::status_message && format != manifest.settings.end() && format->second == "json";
  const bool asks =
      std::any_of(manifest.tells.begin(), manifest.tells.end(), [](const Tell& tell) { return tell.method == "GET"; });
  if (asks && !can)
    reader.report(*table.get("tells"), "profile.method", "only status_message in JSON makes a query of a message");
}

void check_look_up(const Manifest& manifest, const toml::table& table, ManifestReader& reader) {
  const bool asks = !manifest.tells.empty() && manifest.retry.after_unknown == AfterUnknown::look_up;
  if (!asks || can_look_up(manifest)) return;
  const toml::node* retry = table.get("retry");
  reader.report(retry == nullptr ? static_cast<const toml::node&>(table) : *retry, "retry.look_up",
                "after_unknown is look_up, but this system cannot be asked");
}

void check_look_up_mapping(const Manifest& manifest, const toml::table& table, ManifestReader& reader) {
  const auto named = manifest.settings.find("look_up_mapping");
  if (named == manifest.settings.end()) return;
  if (std::filesystem::is_regular_file(manifest.folder / "mappings" / (named->second + ".toml"))) return;
  reader.report(*table.get("settings"), "mapping.missing",
                "there is no mappings/" + named->second + ".toml in this folder");
}

}  // namespace

std::map<std::string, std::string> read_settings(const toml::table& manifest, Profile profile, AuthScheme auth,
                                                 ManifestReader& reader) {
  std::map<std::string, std::string> out;
  static const toml::table none;
  const toml::table* section = reader.toml().optional_table(manifest, "settings");
  const toml::table& settings = section == nullptr ? none : *section;
  std::vector<Want> wants = wanted_by(profile);
  for (const Want& want : wanted_by(auth)) wants.push_back(want);
  std::vector<std::string> known;
  for (const Want& want : wants) known.emplace_back(want.key);
  reader.toml().only_keys(settings, known);
  for (const Want& want : wants) {
    if (!settings.contains(want.key)) {
      if (want.required) {
        reader.report(section == nullptr ? manifest : settings, "settings.missing",
                      "this profile and auth scheme need the setting '" + std::string(want.key) + "'");
      }
      continue;
    }
    out[std::string(want.key)] = reader.required_text(settings, want.key);
  }
  check_choice(settings, "format", {"json", "xml"}, reader);
  check_choice(settings, "scheme", {"plain", "bearer", "basic"}, reader);
  check_choice(settings, "token_credentials", {"form", "basic"}, reader);
  return out;
}

void check_whole(const Manifest& manifest, const toml::table& table, ManifestReader& reader) {
  if (manifest.auth == AuthScheme::session_login && manifest.profile != Profile::portal_session) {
    reader.report(*table.get("auth"), "profile.auth", "only portal_session has a place for a session");
  }
  check_batches(manifest, table, reader);
  check_queries(manifest, table, reader);
  check_look_up(manifest, table, reader);
  check_look_up_mapping(manifest, table, reader);
  if (manifest.tells.empty() && manifest.hears.empty() && manifest.polls.empty()) {
    reader.report(table, "manifest.idle",
                  "a system that is told nothing, heard nowhere and not polled is not connected");
  }
  const bool sends = !manifest.tells.empty();
  if (sends && !table.contains("outcomes"))
    reader.report(table, "key.missing", "'outcomes' is missing: no answer would be success");
}

}  // namespace lienthong::peer
