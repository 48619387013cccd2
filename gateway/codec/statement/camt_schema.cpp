#include "codec/statement/camt_schema.hpp"

#include "codec/libxml.hpp"
#include "codec/statement/embedded_schemas.hpp"
#include "codec/xsd_files.hpp"
#include "codec/xsd_model.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::string_view namespace_start = "urn:iso:std:iso:20022:tech:xsd:";

struct Message {
  std::string_view name;  ///< "camt.053.001.08"
  domain::StatementKind kind;
};

constexpr int first_version = 2;
constexpr int last_version = 8;
constexpr std::array kinds{Message{"camt.052.001.0", domain::StatementKind::intraday},
                           Message{"camt.053.001.0", domain::StatementKind::statement},
                           Message{"camt.054.001.0", domain::StatementKind::notification}};
constexpr std::size_t versions = last_version - first_version + 1;
constexpr std::size_t message_count = kinds.size() * versions;

std::string message_name(std::size_t message) {
  return std::string(kinds.at(message / versions).name) + std::to_string(first_version + message % versions);
}

/// What of a foreign namespace may be shown: the name of a message of ISO 20022.
std::string shown(std::string_view uri) {
  if (!uri.starts_with(namespace_start)) return "not of ISO 20022";
  const auto message = uri.substr(namespace_start.size());
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.'; };
  const bool is_name = message.size() <= 20 && std::all_of(message.begin(), message.end(), plain);
  return is_name ? std::string(message) : "not a message of ISO 20022";
}

std::string_view bytes_of(std::string_view name) {
  const auto files = embedded_schemas();
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const EmbeddedSchema& file) { return file.name == name; });
  if (found == files.end()) throw std::logic_error("a schema is not embedded");
  return found->bytes;
}

XsdFile parsed(std::string_view name, const std::string& target) {
  XsdFile out{std::string(name), std::string(bytes_of(name)), nullptr, target};
  out.doc = parse_gated(out.bytes, nullptr);
  if (out.doc == nullptr) throw std::logic_error("an embedded schema is broken");
  return out;
}

/// The schema of a version and what it includes, all of which is of its namespace.
std::vector<XsdFile> files_of(std::string_view name, const std::string& uri) {
  std::vector<XsdFile> out;
  out.push_back(parsed(name, uri));
  for (const auto* part : xs_children(out.front().root())) {
    if (view_of(part->name) == "include") out.push_back(parsed(attribute_or(*part, "schemaLocation", ""), uri));
  }
  return out;
}

CamtSchema load(std::size_t message) {
  CamtSchema out{kinds.at(message / versions).kind, message_name(message), {}, nullptr};
  out.uri = std::string(namespace_start) + out.version;
  auto model = model_of_xsd(files_of(out.version + ".xsd", out.uri), "Document", {{out.uri, ""}});
  if (!model) throw std::logic_error("an embedded schema has no model: " + model.error().describe());
  out.root = std::move(model->root);
  return out;
}

template <std::size_t Message>
const CamtSchema& loaded() {
  static const CamtSchema schema = load(Message);
  return schema;
}

template <std::size_t... Messages>
constexpr auto loaders(std::index_sequence<Messages...>) {
  return std::array{&loaded<Messages>...};
}

}  // namespace

base::Result<const CamtSchema*> camt_schema_of(std::string_view uri) {
  static constexpr auto load_once = loaders(std::make_index_sequence<message_count>{});
  const auto name = uri.starts_with(namespace_start) ? uri.substr(namespace_start.size()) : std::string_view{};
  for (std::size_t message = 0; message < message_count; ++message) {
    if (message_name(message) == name) return &load_once.at(message)();
  }
  return base::fail(Error(ErrorKind::unsupported, "camt.version",
                          "only camt.052, camt.053 and camt.054 in versions 02 to 08 are read")
                        .with("namespace", shown(uri)));
}

}  // namespace lienthong::codec
