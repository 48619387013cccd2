#include "mapping/path.hpp"

#include "codec/schema.hpp"
#include "fuzz/property.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::fuzz {
namespace {

using mapping::PathSteps;
using SchemaPtr = std::shared_ptr<const codec::Schema>;

Accepted accepted;

SchemaPtr loaded(base::Result<SchemaPtr> schema) {
  require(schema.has_value(), "the schemas of the tree load");
  return *schema;
}

/// One of each kind: our own JSON Schema, a peer's JSON Schema, a peer's XSD with namespaces and attributes.
std::vector<SchemaPtr> load_schemas() {
  const std::filesystem::path schemas = "schemas";
  return {loaded(codec::load_json_schema(schemas / "canonical/dossier.schema.json")),
          loaded(codec::load_json_schema(schemas / "external/province/document.schema.json")),
          loaded(codec::load_xsd(schemas / "external/ministry-generic/tthc-hoso-v1.xsd", "h:NhanHoSo",
                                 {{"urn:tthc:hoso:v1", "h"}}))};
}

std::string text_of(const PathSteps& steps) {
  std::string out;
  for (const mapping::PathStep& step : steps) out += (out.empty() ? "" : ".") + step.name;
  return out;
}

void check_schema(const codec::Schema& schema, std::string_view path) {
  const auto steps = mapping::resolve(schema.model(), path);
  if (!steps) return;
  accepted.add();
  require(!steps->empty(), "a path that leads somewhere has steps");
  const std::string text = text_of(*steps);
  require(path == text || path == text + ".#text", "the steps are those of the path");
  const auto again = mapping::resolve(schema.model(), text);
  require(again.has_value() && again->back().node == steps->back().node, "the steps lead to the same place again");
  for (const mapping::PathStep& step : *steps) require(step.node != nullptr, "every step is a place of the schema");
}

const std::vector<SchemaPtr>& schemas() {
  static const std::vector<SchemaPtr> loaded = load_schemas();
  return loaded;
}

void run(std::string_view path) {
  for (const SchemaPtr& schema : schemas()) check_schema(*schema, path);
}

}  // namespace
}  // namespace lienthong::fuzz

/// Before the first input, so that loading is not counted as its time.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  lienthong::fuzz::schemas();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
