#include "mapping/mapping_file.hpp"

#include <array>

namespace lienthong::mapping {
namespace {

std::vector<std::pair<std::string, std::string>> read_namespaces(const toml::table& table, TomlReader& reader) {
  std::vector<std::pair<std::string, std::string>> out;
  const toml::table* found = reader.optional_table(table, "namespaces");
  if (found == nullptr) return out;
  for (const auto& [prefix, uri] : *found) {
    if (const auto* text = uri.as_string()) {
      out.emplace_back(text->get(), std::string(prefix.str()));
    } else {
      reader.report(place_of(uri), "key.type", "a namespace must be a text");
    }
  }
  return out;
}

Format read_format(const toml::table& table, TomlReader& reader) {
  const auto format = reader.required_text(table, "format");
  if (!format || format->text == "json") return Format::json;
  if (format->text != "xml") reader.report(format->place, "key.value", "'format' is \"json\" or \"xml\"");
  return Format::xml;
}

/// `key` is "external" (which names its format) or "xml".
void read_form(const toml::table& file, std::string_view key, MappingFile& out, TomlReader& reader) {
  static const std::array<std::string, 4> external_keys{"schema", "format", "root", "namespaces"};
  static const std::array<std::string, 3> xml_keys{"schema", "root", "namespaces"};
  const toml::table* table = reader.optional_table(file, key);
  if (table == nullptr) return;
  const bool external = key == "external";
  reader.only_keys(*table,
                   external ? std::span<const std::string>(external_keys) : std::span<const std::string>(xml_keys));
  Form form;
  form.place = place_of(*table);
  form.format = external ? read_format(*table, reader) : Format::xml;
  const auto schema = reader.required_text(*table, "schema");
  if (form.format == Format::xml) {
    if (const auto root = reader.required_text(*table, "root")) form.root = *root;
    form.namespaces = read_namespaces(*table, reader);
  } else if (table->contains("root") || table->contains("namespaces")) {
    reader.report(form.place, "form.shape", "'root' and 'namespaces' belong to XML");
  }
  for (const Form& other : out.forms) {
    if (other.format == form.format) reader.report(form.place, "form.twice", "two forms of the same format");
  }
  if (!schema) return;
  form.schema = *schema;
  out.forms.push_back(std::move(form));
}

void read_loss(const toml::table& table, MappingFile& out, TomlReader& reader) {
  static const std::array<std::string, 3> keys{"canonical", "external", "why"};
  reader.only_keys(table, keys);
  const auto why = reader.optional_text(table, "why");
  if (!table.contains("why") || (why && why->text.empty())) {
    reader.report(place_of(table), "loss.why", "a loss needs a reason under 'why'");
  }
  Loss loss{reader.optional_text(table, "canonical"), reader.optional_text(table, "external"), why ? why->text : ""};
  if (table.contains("canonical") == table.contains("external")) {
    reader.report(place_of(table), "loss.shape", "a loss names either a canonical or an external field");
    return;
  }
  out.losses.push_back(std::move(loss));
}

void read_name(const toml::table& table, const std::filesystem::path& file, MappingFile& out, TomlReader& reader) {
  const auto name = reader.required_text(table, "mapping");
  if (!name) return;
  out.name = name->text;
  if (name->text.substr(name->text.rfind('/') + 1) != file.stem().string()) {
    reader.report(name->place, "mapping.name",
                  "the name must end in the name of the file, '" + file.stem().string() + "'");
  }
}

}  // namespace

MappingFile read_mapping_file(const toml::table& table, const std::filesystem::path& file, TomlReader& reader) {
  static const std::array<std::string, 6> keys{"mapping", "canonical", "external", "xml", "fields", "losses"};
  reader.only_keys(table, keys);
  MappingFile out;
  read_name(table, file, out, reader);
  if (const auto canonical = reader.required_text(table, "canonical")) out.canonical = *canonical;
  if (!table.contains("external") && !table.contains("xml")) {
    reader.report({1, 1}, "key.missing", "'external' is missing");
  }
  read_form(table, "external", out, reader);
  read_form(table, "xml", out, reader);
  if (!table.contains("fields")) reader.report({1, 1}, "key.missing", "'fields' is missing");
  out.rules = read_rules(table, reader);
  reader.each_table(table, "losses", [&](const toml::table& one) { read_loss(one, out, reader); });
  return out;
}

}  // namespace lienthong::mapping
