#include "codec/schema.hpp"
#include "codec/xsd_check.hpp"
#include "codec/xsd_files.hpp"
#include "codec/xsd_model.hpp"

#include <utility>

namespace lienthong::codec {
namespace {

class XsdSchema final : public Schema {
 public:
  XsdSchema(XsdModel model, std::unique_ptr<CompiledXsd> compiled, PrefixList names)
      : model_(std::move(model)), compiled_(std::move(compiled)), names_(std::move(names)) {}

  [[nodiscard]] const SchemaNode& model() const override { return *model_.root; }
  [[nodiscard]] bool model_is_complete() const override { return model_.fidelity == Fidelity::exact; }
  [[nodiscard]] std::vector<SchemaProblem> check(const Value&) const override {
    return {{"", "schema", "an XML schema judges the bytes"}};
  }
  [[nodiscard]] std::vector<SchemaProblem> check_xml(std::string_view bytes) const override {
    return compiled_->check(bytes, names_);
  }

 private:
  XsdModel model_;
  std::unique_ptr<CompiledXsd> compiled_;
  PrefixList names_;
};

}  // namespace

base::Result<std::shared_ptr<const Schema>> load_xsd(const std::filesystem::path& file, std::string_view root,
                                                     const std::vector<std::pair<std::string, std::string>>& names) {
  auto files = read_xsd_files(file);
  if (!files) return base::fail(files.error());
  auto model = model_of_xsd(*files, root, names);  // before libxml2 compiles: it tidies the trees as it reads them
  if (!model) return base::fail(model.error());
  auto compiled = CompiledXsd::compile(std::move(*files));
  if (!compiled) return base::fail(compiled.error());
  return std::make_shared<const XsdSchema>(std::move(*model), std::move(*compiled), names);
}

}  // namespace lienthong::codec
