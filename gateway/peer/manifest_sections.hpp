#pragma once

#include "peer/manifest.hpp"
#include "peer/manifest_reader.hpp"

#include <filesystem>
#include <vector>

namespace lienthong::peer {

/// The parts of a manifest, each read and checked by itself.
[[nodiscard]] std::vector<Tell> read_tells(const toml::table& manifest, const std::filesystem::path& folder,
                                           ManifestReader& reader);
[[nodiscard]] std::vector<Hears> read_hears(const toml::table& manifest, const std::filesystem::path& folder,
                                            ManifestReader& reader);
[[nodiscard]] std::vector<Poll> read_polls(const toml::table& manifest, const std::filesystem::path& folder,
                                           ManifestReader& reader);
/// "outcome.*": a rule without a condition, a success that a negative text could reach (contracts 8.2), a name used
/// twice.
[[nodiscard]] std::vector<OutcomeRule> read_outcomes(const toml::table& manifest, ManifestReader& reader);
/// [settings]: every key the profile and the auth scheme need, and no other ("settings.missing", "key.unknown").
[[nodiscard]] std::map<std::string, std::string> read_settings(const toml::table& manifest, Profile profile,
                                                               AuthScheme auth, ManifestReader& reader);
/// What only the whole manifest can show: a profile that cannot do what a section asks of it.
void check_whole(const Manifest& manifest, const toml::table& table, ManifestReader& reader);

}  // namespace lienthong::peer
