#include "ops/config_loader.hpp"

#include "mapping/suggest.hpp"
#include "ops/config_rules.hpp"
#include "ops/config_table.hpp"
#include "ops/table_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

namespace lienthong::ops {
namespace {

constexpr std::string_view prefix = "LIENTHONG_";

std::vector<std::string> key_names(const Section& section) {
  std::vector<std::string> names;
  for (const Key& key : section.keys) names.push_back(key.name);
  return names;
}

std::string inline_secret_text(const std::string& key) {
  return "'" + key +
         "' would hold a secret in the open: write it to a file that only its owner may read and name the file in '" +
         key + "_file'";
}

std::string type_text(const Key& key) { return "'" + key.name + "' must be of type " + std::string(name(key.type)); }

std::optional<Setting> setting_from(const toml::node& node, KeyType type) {
  switch (type) {
    case KeyType::text:
    case KeyType::url:
    case KeyType::choice:
      if (const auto* text = node.as_string()) return text->get();
      return std::nullopt;
    case KeyType::integer:
      if (const auto* integer = node.as_integer()) return integer->get();
      return std::nullopt;
    case KeyType::number:
      if (const auto* integer = node.as_integer()) return static_cast<double>(integer->get());
      if (const auto* number = node.as_floating_point()) return number->get();
      return std::nullopt;
  }
  return std::nullopt;
}

template <class Number>
std::optional<Setting> number_from(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Setting> setting_from(const std::string& variable, KeyType type) {
  switch (type) {
    case KeyType::text:
    case KeyType::url:
    case KeyType::choice:
      return variable;
    case KeyType::integer:
      return number_from<std::int64_t>(variable);
    case KeyType::number:
      return number_from<double>(variable);
  }
  return std::nullopt;
}

class Loader {
 public:
  Loader(const toml::table& root, std::string file, const Environment& environment, mapping::Diagnostics& problems)
      : root_(root), file_(std::move(file)), environment_(environment), problems_(problems) {}

  Config load() {
    for (const Section& section : config_table()) {
      if (section.is_list()) {
        read_list(section);
      } else {
        read_single(section);
      }
    }
    name_unknown_sections();
    name_unknown_variables();
    return std::move(config_);
  }

  /// Settings are only compared when each is right alone: what follows from a mistake is noise.
  void compare_settings(const Config& config) {
    for (const Contradiction& problem : contradictions(config)) {
      complain(place_of(problem), "config.contradiction",
               "[" + problem.section + "] " + problem.key + ": " + problem.text);
    }
  }

 private:
  void complain(const toml::source_region& where, std::string rule, std::string text) {
    problems_.push_back({file_, where.begin.line, where.begin.column, std::move(rule), std::move(text)});
  }
  void complain_environment(std::string rule, std::string text) {
    problems_.push_back({"environment", 0, 0, std::move(rule), std::move(text)});
  }

  void read_single(const Section& section) {
    const toml::node* node = root_.get(section.name);
    if (node != nullptr && !node->is_table()) {
      complain(node->source(), "config.type", "write it as [" + section.name + "]");
      return;
    }
    read_keys(section, node == nullptr ? nullptr : node->as_table());
  }

  void read_list(const Section& section) {
    const toml::node* node = root_.get(section.name);
    if (node == nullptr) return;
    const toml::array* entries = node->as_array();
    const bool tables_only =
        entries != nullptr && std::ranges::all_of(*entries, [](const toml::node& entry) { return entry.is_table(); });
    if (!tables_only) {
      complain(node->source(), "config.type", "write it as [[" + section.name + "]]");
      return;
    }
    for (const toml::node& entry : *entries) {
      section.append(config_);
      read_keys(section, entry.as_table());
    }
  }

  void read_keys(const Section& section, const toml::table* table) {
    for (const Key& key : section.keys) read_key(section, key, table);
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name(key.str());
      const auto names = key_names(section);
      if (std::ranges::find(names, name) != names.end()) continue;
      if (names_inline_secret(name)) {
        complain(key.source(), "config.inline_secret", inline_secret_text(name));
      } else {
        complain(key.source(), "config.unknown",
                 "[" + section.name + "] has no key '" + name + "'" + mapping::suggestion(name, names));
      }
    }
  }

  void read_key(const Section& section, const Key& key, const toml::table* table) {
    const toml::node* node = table == nullptr ? nullptr : table->get(key.name);
    std::optional<Setting> chosen;
    if (key.presence == Presence::defaulted) chosen = key.sample;
    if (node != nullptr) chosen = checked_node(key, *node);
    const auto variable = environment_.find(environment_name(section, key));
    const bool overridden = !section.is_list() && variable != environment_.end();
    if (overridden) chosen = checked_variable(key, variable->first, variable->second);
    if (chosen) {
      key.set(config_, *chosen);
    } else if (key.presence == Presence::required && node == nullptr && !overridden) {
      const toml::source_region where = table == nullptr ? root_.source() : table->source();
      complain(where, "config.missing", "[" + section.name + "] needs '" + key.name + "': " + key.text);
    }
  }

  std::optional<Setting> checked_node(const Key& key, const toml::node& node) {
    auto setting = setting_from(node, key.type);
    if (!setting) {
      complain(node.source(), "config.type", type_text(key));
      return std::nullopt;
    }
    if (const auto broken = broken_limit(key, *setting)) {
      complain(node.source(), "config.range", "'" + key.name + "' " + *broken);
      return std::nullopt;
    }
    return setting;
  }

  std::optional<Setting> checked_variable(const Key& key, const std::string& variable, const std::string& value) {
    auto setting = setting_from(value, key.type);
    if (!setting) {
      complain_environment("config.type", variable + ": " + type_text(key));
      return std::nullopt;
    }
    if (const auto broken = broken_limit(key, *setting)) {
      complain_environment("config.range", variable + " " + *broken);
      return std::nullopt;
    }
    return setting;
  }

  void name_unknown_sections() {
    std::vector<std::string> names;
    for (const Section& section : config_table()) names.push_back(section.name);
    for (const auto& [key, node] : root_) {
      const std::string name(key.str());
      if (std::ranges::find(names, name) != names.end()) continue;
      complain(key.source(), "config.unknown", "there is no section '" + name + "'" + mapping::suggestion(name, names));
    }
  }

  void name_unknown_variables() {
    std::vector<std::string> single;
    std::set<std::string> listed;
    for (const Section& section : config_table()) {
      for (const Key& key : section.keys) {
        if (section.is_list()) {
          listed.insert(environment_name(section, key));
        } else {
          single.push_back(environment_name(section, key));
        }
      }
    }
    for (const auto& [name, value] : environment_) {
      // Without the double underscore it is not a key but a switch of some script around us.
      if (!name.starts_with(prefix) || name.find("__") == std::string::npos) continue;
      if (std::ranges::find(single, name) != single.end()) continue;
      if (listed.contains(name)) {
        complain_environment("config.unknown", name + ": entries of a list are set in the file only");
      } else {
        complain_environment("config.unknown",
                             "there is no key for '" + name + "'" + mapping::suggestion(name, single));
      }
    }
  }

  [[nodiscard]] toml::source_region place_of(const Contradiction& problem) const {
    const toml::node* section = root_.get(problem.section);
    if (section == nullptr) return root_.source();
    const toml::table* table = section->as_table();
    if (const toml::array* entries = section->as_array()) table = entries->get(problem.index)->as_table();
    const toml::node* node = table->get(problem.key);
    return node == nullptr ? table->source() : node->source();
  }

  const toml::table& root_;
  std::string file_;
  const Environment& environment_;
  mapping::Diagnostics& problems_;
  Config config_;
};

}  // namespace

Environment process_environment() {
  Environment variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view line(*entry);
    const std::size_t equals = line.find('=');
    if (!line.starts_with(prefix) || equals == std::string_view::npos) continue;
    variables.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return variables;
}

std::optional<Config> parse_config(std::string_view text, const std::string& file, const Environment& environment,
                                   mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  const auto root = parse_toml(text, file, found);
  Config config;
  if (root) {
    Loader loader(*root, file, environment, found);
    config = loader.load();
    if (found.empty()) loader.compare_settings(config);
  }
  const bool clean = found.empty();
  problems.insert(problems.end(), found.begin(), found.end());
  return clean ? std::optional(std::move(config)) : std::nullopt;
}

std::optional<Config> load_config(const std::filesystem::path& file, const Environment& environment,
                                  mapping::Diagnostics& problems) {
  const auto text = read_text_file(file, problems);
  return text ? parse_config(*text, file.string(), environment, problems) : std::nullopt;
}

}  // namespace lienthong::ops
