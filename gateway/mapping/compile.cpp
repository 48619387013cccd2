#include "mapping/binding.hpp"
#include "mapping/compiled_plan.hpp"
#include "mapping/version.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::mapping {
namespace {

using SchemaPtr = std::shared_ptr<const codec::Schema>;

/// One form after all passes over it.
struct BoundForm {
  const Form* form = nullptr;
  SchemaPtr schema;
  std::unique_ptr<Scope> program;
};

class Compilation {
 public:
  Compilation(const std::filesystem::path& file, const CompileContext& context, Diagnostics& problems)
      : file_(file), context_(&context), reader_(file.string(), problems), problems_(&problems) {}

  std::optional<PlanSet> run() {
    const auto bytes = read_bytes(file_);
    if (!bytes) {
      reader_.report({}, "toml.unreadable", "the file cannot be read");
      return std::nullopt;
    }
    const auto table = reader_.parse(*bytes);
    if (!table) return std::nullopt;
    mapping_ = read_mapping_file(*table, file_, reader_);
    bind_all();
    if (!problems_->empty()) return std::nullopt;
    return plans(*bytes);
  }

 private:
  [[nodiscard]] std::filesystem::path canonical_file() const {
    return context_->schemas / (mapping_.canonical.text + ".schema.json");
  }

  SchemaPtr loaded(base::Result<SchemaPtr> schema, const PlacedText& named) {
    if (schema) return *schema;
    reader_.report(named.place, "schema.unusable", "'" + named.text + "': " + schema.error().describe());
    return nullptr;
  }

  SchemaPtr load(const Form& form) {
    const std::filesystem::path path = context_->schemas / form.schema.text;
    if (form.format == Format::json) return loaded(codec::load_json_schema(path), form.schema);
    return loaded(codec::load_xsd(path, form.root.text, form.namespaces), form.schema);
  }

  void bind_all() {
    if (mapping_.canonical.text.empty()) return;  // reported where it was read
    canonical_ = loaded(codec::load_json_schema(canonical_file()), mapping_.canonical);
    for (const Form& form : mapping_.forms) bound_.push_back({&form, load(form), nullptr});
    if (!canonical_) return;
    Losses losses(mapping_.losses);
    losses.meet(Side::canonical, canonical_->model());
    losses.report_unknown(reader_, Side::canonical, canonical_->model());
    const BoundForm* last = nullptr;
    for (BoundForm& bound : bound_) {
      if (!bound.schema) continue;
      losses.meet(Side::external, bound.schema->model());
      bind(bound, losses);
      last = &bound;
    }
    if (last != nullptr) losses.report_unknown(reader_, Side::external, last->schema->model());
  }

  void bind(BoundForm& bound, const Losses& losses) {
    static const CodeTables none;
    const Form& form = *bound.form;
    const bool one_form = mapping_.forms.size() == 1;
    const std::string label = one_form ? "" : form.format == Format::xml ? " (xml)" : " (json)";
    Binding binding{reader_, context_->tables != nullptr ? *context_->tables : none, form.format, label};
    bound.program = bind_scope(binding, mapping_.rules, Tree{{}, &canonical_->model(), 0, mapping_.canonical.place},
                               Tree{{}, &bound.schema->model(), 0, form.place});
    check_required(binding, *bound.program);
    check_coverage(binding, *bound.program, losses);
  }

  PlanSet plans(const std::string& bytes) {
    VersionDigest digest;
    digest.add(bytes);
    digest.add_schema(canonical_file());
    for (const BoundForm& bound : bound_) {
      digest.add_schema(context_->schemas / bound.form->schema.text);
      digest.add_tables(*bound.program);
    }
    PlanSet out;
    for (BoundForm& bound : bound_) {
      auto plan = std::make_shared<const CompiledPlan>(parts(bound, digest.hex()));
      (bound.form->format == Format::json ? out.json : out.xml) = std::move(plan);
    }
    return out;
  }

  PlanParts parts(BoundForm& bound, std::string version) {
    codec::XmlNames names;
    for (const auto& [uri, prefix] : bound.form->namespaces) names.emplace(uri, prefix);
    return {mapping_.name,         std::move(version), bound.form->format, std::move(names),
            bound.form->root.text, canonical_,         bound.schema,       std::move(bound.program)};
  }

  std::filesystem::path file_;
  const CompileContext* context_;
  TomlReader reader_;
  Diagnostics* problems_;
  MappingFile mapping_;
  SchemaPtr canonical_;
  std::vector<BoundForm> bound_;
};

/// Two forms say the same about the canonical side; an author reads it once, from the top of the file down.
void tidy(Diagnostics& problems) {
  const auto key = [](const Diagnostic& one) { return std::tie(one.line, one.column, one.rule, one.text); };
  std::stable_sort(problems.begin(), problems.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  problems.erase(
      std::unique(problems.begin(), problems.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
      problems.end());
}

}  // namespace

std::optional<PlanSet> compile(const std::filesystem::path& file, const CompileContext& context,
                               Diagnostics& problems) {
  Diagnostics found;
  auto plans = Compilation(file, context, found).run();
  tidy(found);
  problems.insert(problems.end(), found.begin(), found.end());
  return plans;
}

}  // namespace lienthong::mapping
