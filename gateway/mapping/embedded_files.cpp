#include "mapping/embedded_files.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using SchemaPtr = std::shared_ptr<const codec::Schema>;

std::filesystem::path canonical_path(const CompileContext& context, const std::string& name) {
  return context.schemas / (name + ".schema.json");
}

SchemaPtr loaded(base::Result<SchemaPtr> schema, const PlacedText& named, TomlReader& reader) {
  if (schema) return *schema;
  reader.report(named.place, "schema.unusable", "'" + named.text + "': " + schema.error().describe());
  return nullptr;
}

}  // namespace

SchemaPtr load_canonical(const CompileContext& context, const PlacedText& named, TomlReader& reader) {
  return loaded(codec::load_json_schema(canonical_path(context, named.text)), named, reader);
}

SchemaPtr load_external(const CompileContext& context, const Form& form, TomlReader& reader) {
  const std::filesystem::path path = context.schemas / form.schema.text;
  if (form.format == Format::json) return loaded(codec::load_json_schema(path), form.schema, reader);
  return loaded(codec::load_xsd(path, form.root.text, form.namespaces), form.schema, reader);
}

struct EmbeddedFiles::Opened {
  std::filesystem::path path;
  std::string bytes;
  std::unique_ptr<TomlReader> reader;
  MappingFile file;
  std::unique_ptr<Losses> losses;
  SchemaPtr canonical;
  std::map<const Form*, SchemaPtr> forms;
};

EmbeddedFiles::EmbeddedFiles(std::filesystem::path file, const CompileContext& context, Diagnostics& problems)
    : file_(std::move(file)), context_(&context), problems_(&problems) {}
EmbeddedFiles::~EmbeddedFiles() = default;

void EmbeddedFiles::begin(const std::string& mapping) { open_.push_back(mapping); }

std::filesystem::path EmbeddedFiles::file_of(std::string_view name) const {
  const std::size_t slash = name.rfind('/');
  const std::string_view system = slash == std::string_view::npos ? "" : name.substr(0, slash);
  const std::string stem(name.substr(slash == std::string_view::npos ? 0 : slash + 1));
  const std::string& own = open_.front();
  const std::filesystem::path folder = file_.parent_path();
  if (system.empty() || own.substr(0, own.rfind('/')) == system) return folder / (stem + ".toml");
  return folder / ".." / ".." / system / "mappings" / (stem + ".toml");
}

EmbeddedFiles::Opened* EmbeddedFiles::read(const std::string& name, std::string& why) {
  const auto known = read_.find(name);
  if (known != read_.end()) return known->second.get();
  auto opened = std::make_unique<Opened>();
  opened->path = file_of(name);
  auto bytes = read_bytes(opened->path);
  if (!bytes) {
    why = "there is no mapping '" + name + "' beside this one";
    return nullptr;
  }
  opened->bytes = std::move(*bytes);
  opened->reader = std::make_unique<TomlReader>(opened->path.lexically_normal().string(), *problems_);
  const auto table = opened->reader->parse(opened->bytes);
  if (!table) return nullptr;
  opened->file = read_mapping_file(*table, opened->path, *opened->reader);
  opened->losses = std::make_unique<Losses>(opened->file.losses);
  if (opened->file.canonical.text.empty()) return nullptr;
  opened->canonical = load_canonical(*context_, opened->file.canonical, *opened->reader);
  if (!opened->canonical) return nullptr;
  schemas_.push_back(opened->canonical);
  return read_.emplace(name, std::move(opened)).first->second.get();
}

std::optional<EmbeddedMapping> EmbeddedFiles::open(const std::string& name, Format format, std::string& why) {
  if (std::find(open_.begin(), open_.end(), name) != open_.end()) {
    why = "mapping '" + name + "' would embed itself";
    return std::nullopt;
  }
  Opened* opened = read(name, why);
  if (opened == nullptr) return std::nullopt;
  for (const Form& form : opened->file.forms) {
    if (form.format != format) continue;
    SchemaPtr& schema = opened->forms[&form];
    if (!schema) {
      schema = load_external(*context_, form, *opened->reader);
      if (!schema) return std::nullopt;
      schemas_.push_back(schema);
    }
    open_.push_back(name);
    return EmbeddedMapping{
        &opened->file,       &form, &opened->canonical->model(), &schema->model(), opened->losses.get(),
        opened->reader.get()};
  }
  why = "mapping '" + name + "' has no form " + (format == Format::json ? "json" : "xml");
  return std::nullopt;
}

void EmbeddedFiles::add_to(VersionDigest& digest) const {
  for (const auto& [name, opened] : read_) {
    digest.add(opened->bytes);
    digest.add_schema(canonical_path(*context_, opened->file.canonical.text));
    for (const auto& [form, schema] : opened->forms) digest.add_schema(context_->schemas / form->schema.text);
  }
}

}  // namespace lienthong::mapping
