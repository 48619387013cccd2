#include "codec/json.hpp"
#include "codec/json_schema_problems.hpp"
#include "codec/json_schema_source.hpp"
#include "codec/limits.hpp"
#include "codec/schema.hpp"
#include "codec/schema_file.hpp"
#include "codec/valijson_bridge.hpp"

#include <utility>

namespace lienthong::codec {
namespace {

bool deeper_than(const Value& value, std::size_t depth) {
  std::vector<std::pair<Value, std::size_t>> pending{{value, 0}};
  while (!pending.empty()) {
    const auto [here, above] = pending.back();
    pending.pop_back();
    if (above > depth) return true;
    for (const auto& item : here.items()) pending.emplace_back(item, above + 1);
    for (const auto& member : here.members()) pending.emplace_back(member.value, above + 1);
  }
  return false;
}

class JsonSchema final : public Schema {
 public:
  JsonSchema(JsonSchemaModel model, std::unique_ptr<CompiledSchema> compiled)
      : model_(std::move(model)), compiled_(std::move(compiled)) {}

  [[nodiscard]] const SchemaNode& model() const override { return *model_.root; }
  [[nodiscard]] bool model_is_complete() const override { return model_.complete; }

  [[nodiscard]] std::vector<SchemaProblem> check(const Value& value) const override {
    // Below here values are walked by recursion.
    if (deeper_than(value, Limits{}.depth)) return {{"", "depth", "the value is nested too deep"}};
    auto problems = translate_findings(compiled_->check(value), value, model_);
    for (auto& problem : check_by_model(value, model_)) problems.push_back(std::move(problem));
    if (problems.size() > most_problems) problems.resize(most_problems);
    in_document_order(problems, value);
    return problems;
  }

  [[nodiscard]] std::vector<SchemaProblem> check_xml(std::string_view) const override {
    return {{"", "schema", "a JSON schema cannot judge XML"}};
  }

 private:
  JsonSchemaModel model_;
  std::unique_ptr<CompiledSchema> compiled_;
};

}  // namespace

base::Result<std::shared_ptr<const Schema>> load_json_schema(const std::filesystem::path& file) {
  const auto bytes = read_schema_file(file);
  if (!bytes) return base::fail(bytes.error());
  Arena arena;
  const auto root = read_json(*bytes, arena);
  const auto name = file.filename().string();
  if (!root) return base::fail(base::Error(root.error()).with("file", name));
  if (auto refused = refuse_json_schema(*root)) return base::fail(std::move(*refused).with("file", name));
  auto model = model_of_json_schema(*root);
  if (!model) return base::fail(base::Error(model.error()).with("file", name));
  auto compiled = CompiledSchema::compile(*root);
  if (!compiled) return base::fail(base::Error(compiled.error()).with("file", name));
  return std::make_shared<const JsonSchema>(std::move(*model), std::move(*compiled));
}

}  // namespace lienthong::codec
