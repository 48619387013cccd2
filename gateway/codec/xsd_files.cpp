#include "codec/xsd_files.hpp"

#include "codec/pattern_guard.hpp"
#include "codec/schema_file.hpp"
#include "codec/xml_gate.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  };
  return !name.empty() && !name.starts_with('.') && std::all_of(name.begin(), name.end(), plain);
}

Error broken(const char* code, const char* text, const std::string& file, const xmlNode& node) {
  return Error(ErrorKind::invalid, code, text).with("file", file).with("line", std::to_string(xmlGetLineNo(&node)));
}

std::optional<Error> refuse_patterns(const xmlNode& node, const std::string& file) {
  for (const auto* child : xs_children(node)) {
    if (view_of(child->name) == "pattern" && !nests_safely(attribute_or(*child, "value", ""))) {
      return broken("schema.pattern", "the pattern nests repetitions", file, *child);
    }
    if (auto refused = refuse_patterns(*child, file)) return refused;
  }
  return std::nullopt;
}

/// Follows inclusions, each file once per namespace.
class FileReader {
 public:
  explicit FileReader(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::optional<Error> read(const std::string& name, const std::string& inherited_target) {
    auto bytes = read_schema_file(folder_ / name);
    if (!bytes) return bytes.error();
    if (auto refused = refuse_xml(*bytes, Limits{})) return std::move(*refused).with("file", name);
    XsdFile file{name, std::move(*bytes), nullptr, {}};
    file.doc = parse_gated(file.bytes, url_of_xsd(name).c_str());
    if (file.doc == nullptr || uri_of(file.root()) != xs_uri || view_of(file.root().name) != "schema") {
      return Error(ErrorKind::invalid, "schema.syntax", "not an XML Schema").with("file", name);
    }
    file.target = attribute_or(file.root(), "targetNamespace", inherited_target);
    if (auto refused = refuse_patterns(file.root(), name)) return refused;
    const auto target = file.target;
    const auto parts = xs_children(file.root());
    files_.push_back(std::move(file));
    for (const auto* part : parts) {
      if (auto refused = follow(*part, name, target)) return refused;
    }
    return std::nullopt;
  }

  std::vector<XsdFile> take() { return std::move(files_); }

 private:
  std::optional<Error> follow(const xmlNode& part, const std::string& from, const std::string& target) {
    const auto what = view_of(part.name);
    if (what == "redefine") return broken("schema.unsupported", "xs:redefine is not supported", from, part);
    if (what != "include" && what != "import") return std::nullopt;
    const auto location = attribute_of(part, "schemaLocation");
    if (!location && what == "import") return std::nullopt;
    if (!location || !is_plain_name(*location)) {
      return broken("schema.location", "only files beside the schema are included or imported", from, part);
    }
    const auto known = [&](const XsdFile& file) { return file.name == *location; };
    if (std::any_of(files_.begin(), files_.end(), known)) return std::nullopt;
    return read(*location, what == "include" ? target : std::string{});
  }

  std::filesystem::path folder_;
  std::vector<XsdFile> files_;
};

}  // namespace

std::string url_of_xsd(const std::string& name) { return "lienthong-schema:///" + name; }

base::Result<std::vector<XsdFile>> read_xsd_files(const std::filesystem::path& file) {
  FileReader reader(file.parent_path());
  if (auto refused = reader.read(file.filename().string(), {})) return base::fail(std::move(*refused));
  return reader.take();
}

}  // namespace lienthong::codec
