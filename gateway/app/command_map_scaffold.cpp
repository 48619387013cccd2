#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "mapping/workbench/draft.hpp"
#include "mapping/workbench/infer_schema.hpp"
#include "mapping/workbench/message_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace lienthong::app {
namespace {

namespace fs = std::filesystem;

using base::ErrorKind;
using base::Result;
using mapping::DraftRequest;

bool is_xml(const MapRequest& request) { return !request.xsd.empty(); }

/// "portal/ho-so": two names of small letters, digits and hyphens.
bool is_mapping_name(const std::string& name) {
  const auto is_part = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
  };
  const std::size_t slash = name.find('/');
  return slash != std::string::npos && is_part(std::string_view(name).substr(0, slash)) &&
         is_part(std::string_view(name).substr(slash + 1));
}

/// The folder named `schemas` that a file is in; empty when it is in none.
fs::path schemas_around(const fs::path& file) {
  std::error_code ignored;
  for (fs::path at = fs::absolute(file, ignored).lexically_normal().parent_path(); at != at.parent_path();
       at = at.parent_path()) {
    if (at.filename() == "schemas") return at;
  }
  return {};
}

Result<mapping::Sources> sources_of(const MapRequest& request, mapping::SourceChoice choice) {
  if (choice.schemas.empty() && choice.site_schemas.empty())
    choice.schemas = schemas_around(is_xml(request) ? request.xsd : request.schema);
  if (choice.schemas.empty() && choice.site_schemas.empty())
    return base::fail(ErrorKind::not_found, "sources.schemas", "nothing says where the schemas are: say --schemas DIR");
  const fs::path schemas = choice.schemas.empty() ? choice.site_schemas : choice.schemas;
  // Where the mapping would be: beside it are the code tables.
  return mapping::find_sources(
      schemas.parent_path() / "adapters" / (request.name.substr(0, request.name.find('/'))) / "mappings" / "draft.toml",
      choice);
}

Result<std::string> schema_below(const fs::path& schemas, const fs::path& file) {
  std::error_code error;
  const std::string below = fs::relative(file, schemas, error).generic_string();
  if (error || below.empty() || below.starts_with(".."))
    return base::fail(ErrorKind::invalid, "scaffold.schema", "the schema must be below " + schemas.string());
  return below;
}

Result<std::vector<std::pair<std::string, std::string>>> namespaces_of(const MapRequest& request) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& one : request.namespaces) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos)
      return base::fail(ErrorKind::invalid, "scaffold.namespace", "--namespace takes prefix=URI");
    out.emplace_back(one.substr(equals + 1), one.substr(0, equals));
  }
  return out;
}

/// A sample that is a list is a sample of each item: how several peers send a batch.
Result<void> read_sample(const MapRequest& request, const DraftRequest& draft, const std::string& bytes,
                         codec::Arena& arena, std::vector<codec::Value>& samples) {
  if (is_xml(request)) {
    const codec::XmlNames names(draft.namespaces.begin(), draft.namespaces.end());
    auto document = codec::read_xml(bytes, names, arena, message_limits());
    if (!document) return base::fail(std::move(document).error());
    if (document->root != draft.root)
      return base::fail(ErrorKind::invalid, "xml.root", "the root element of a sample is not the one of --root");
    samples.push_back(document->content);
    return {};
  }
  const auto value = codec::read_json(bytes, arena, message_limits());
  if (!value) return base::fail(value.error());
  if (value->is_list()) {
    samples.insert(samples.end(), value->items().begin(), value->items().end());
  } else {
    samples.push_back(*value);
  }
  return {};
}

int read_samples(const MapRequest& request, DraftRequest& draft, codec::Arena& arena) {
  for (const std::string& file : request.samples) {
    const auto bytes = mapping::read_message_file(file, message_limits().bytes);
    if (!bytes) return usage(file + ": " + bytes.error().text());
    const auto read = read_sample(request, draft, *bytes, arena, draft.samples);
    if (read) continue;
    std::cerr << "refused: " << file << ": " << read.error().describe() << "\n";
    return exit_general;
  }
  return exit_ok;
}

int read_glossary(const MapRequest& request, DraftRequest& draft) {
  constexpr std::size_t largest = 1024 * 1024;
  const bool own = !request.glossary.empty();
  const fs::path file = own ? fs::path(request.glossary) : draft.sources.schemas / "mapping" / "glossary.toml";
  const auto bytes = mapping::read_message_file(file, largest);
  if (!bytes) {
    std::cerr << "lienthong: " << file.string() << ": không đọc được / cannot be read"
              << (own ? "\n" : "; chỉ so tên như viết / names are compared as they are\n");
    return own ? exit_usage : exit_ok;
  }
  mapping::Diagnostics problems;
  auto glossary = mapping::Glossary::parse(*bytes, file, problems);
  for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
  if (!glossary) return exit_general;
  draft.glossary = std::move(*glossary);
  return exit_ok;
}

int infer_schema(const MapRequest& request) {
  if (request.samples.empty()) return usage("--infer-schema needs --sample FILE");
  codec::Arena arena;
  DraftRequest draft;
  if (const int failed = read_samples(request, draft, arena); failed != exit_ok) return failed;
  if (draft.samples.empty()) return usage("the samples hold no message");
  std::cout << mapping::infer_json_schema(draft.samples, "external/" + request.name);
  return exit_ok;
}

int prepare(const MapRequest& request, DraftRequest& draft, codec::Arena& arena) {
  mapping::SourceChoice choice;
  if (const int failed = choose_sources(request, choice); failed != exit_ok) return failed;
  auto sources = sources_of(request, std::move(choice));
  if (!sources) return usage(sources.error().text());
  draft.sources = std::move(*sources);
  draft.name = request.name;
  draft.canonical = request.canonical;
  draft.format = is_xml(request) ? mapping::Format::xml : mapping::Format::json;
  draft.root = request.root;
  auto schema = schema_below(draft.sources.schemas, is_xml(request) ? request.xsd : request.schema);
  if (!schema) return usage(schema.error().text());
  draft.schema = std::move(*schema);
  auto namespaces = namespaces_of(request);
  if (!namespaces) return usage(namespaces.error().text());
  draft.namespaces = std::move(*namespaces);
  if (const int failed = read_glossary(request, draft); failed != exit_ok) return failed;
  return read_samples(request, draft, arena);
}

void say_what_is_left(const mapping::Draft& draft) {
  std::cerr << draft.guessed << " quy tắc đoán / rules guessed, " << draft.undecided.size()
            << " trường phải quyết định / fields to decide\n";
  for (const std::string& table : draft.tables)
    std::cerr << "bảng mã phải viết / code table to write: " << table << "\n";
}

}  // namespace

int map_scaffold(const MapRequest& request) {
  if (!is_mapping_name(request.name)) return usage("--name is <system>/<mapping>, of a-z, 0-9 and '-'");
  if (request.infer_schema) return infer_schema(request);
  if (request.schema.empty() && request.xsd.empty())
    return usage("say --schema FILE, --xsd FILE --root NAME, or --infer-schema --sample FILE");
  if (is_xml(request) && request.root.empty()) return usage("--xsd needs --root NAME");
  codec::Arena arena;
  DraftRequest wanted;
  if (const int failed = prepare(request, wanted, arena); failed != exit_ok) return failed;
  const auto draft = mapping::draft_mapping(wanted);
  if (!draft) {
    std::cerr << "refused: " << draft.error().describe() << "\n";
    return exit_general;
  }
  std::cout << draft->text;
  say_what_is_left(*draft);
  return exit_ok;
}

}  // namespace lienthong::app
