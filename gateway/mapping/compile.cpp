#include "mapping/compiled_plan.hpp"
#include "mapping/embedded_files.hpp"

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
      : file_(file),
        context_(&context),
        reader_(file.string(), problems),
        problems_(&problems),
        embedded_(file, context, problems) {}

  std::optional<PlanSet> run(std::string_view bytes) {
    const auto table = reader_.parse(bytes);
    if (!table) return std::nullopt;
    mapping_ = read_mapping_file(*table, file_, reader_);
    embedded_.begin(mapping_.name);
    bind_all();
    if (!problems_->empty()) return std::nullopt;
    return plans(bytes);
  }

  void unreadable() { reader_.report({}, "toml.unreadable", "the file cannot be read"); }

 private:
  void bind_all() {
    if (mapping_.canonical.text.empty()) return;  // reported where it was read
    canonical_ = load_canonical(*context_, mapping_.canonical, reader_);
    for (const Form& form : mapping_.forms) bound_.push_back({&form, load_external(*context_, form, reader_), nullptr});
    if (!canonical_) return;
    Losses losses(mapping_.losses);
    losses.meet(Side::canonical, canonical_->model());
    losses.report_unknown(reader_, Side::canonical, canonical_->model());
    const BoundForm* last = nullptr;
    for (BoundForm& bound : bound_) {
      if (!bound.schema || !is_document(bound)) continue;
      losses.meet(Side::external, bound.schema->model());
      bind(bound, losses);
      last = &bound;
    }
    if (last != nullptr) losses.report_unknown(reader_, Side::external, last->schema->model());
  }

  /// A bare array is an envelope (contracts 2.3): the profile takes it apart, and a mapping sees one message.
  bool is_document(const BoundForm& bound) {
    if (bound.schema->model().type != codec::SchemaNode::Type::list) return true;
    reader_.report(bound.form->schema.place, "form.shape",
                   "a message is a record; a list of messages is taken apart before it is mapped");
    return false;
  }

  void bind(BoundForm& bound, const Losses& losses) {
    static const CodeTables none;
    const Form& form = *bound.form;
    const bool one_form = mapping_.forms.size() == 1;
    const std::string label = one_form ? "" : form.format == Format::xml ? " (xml)" : " (json)";
    Binding binding{reader_, context_->tables != nullptr ? *context_->tables : none, embedded_, form.format, label};
    bound.program = bind_document(binding, mapping_.rules, Tree{{}, &canonical_->model(), 0, mapping_.canonical.place},
                                  Tree{{}, &bound.schema->model(), 0, form.place}, losses);
  }

  PlanSet plans(std::string_view bytes) {
    VersionDigest digest;
    digest.add(bytes);
    digest.add_schema(context_->schemas / (mapping_.canonical.text + ".schema.json"));
    for (const BoundForm& bound : bound_) {
      digest.add_schema(context_->schemas / bound.form->schema.text);
      digest.add_tables(*bound.program);
    }
    embedded_.add_to(digest);
    PlanSet out;
    for (BoundForm& bound : bound_) {
      auto plan = std::make_shared<const CompiledPlan>(parts(bound, digest.hex()));
      (bound.form->format == Format::json ? out.json : out.xml) = std::move(plan);
    }
    return out;
  }

  PlanParts parts(BoundForm& bound, std::string version) {
    PlanParts out;
    out.name = mapping_.name;
    out.file = file_.string();
    out.version = std::move(version);
    out.format = bound.form->format;
    for (const auto& [uri, prefix] : bound.form->namespaces) out.xml_names.emplace(uri, prefix);
    out.xml_root = bound.form->root.text;
    out.canonical = canonical_;
    out.external = bound.schema;
    out.embedded = embedded_.schemas();
    for (const Loss& loss : mapping_.losses) {
      if (loss.canonical) out.losses.push_back({Side::canonical, loss.canonical->text, loss.why});
      if (loss.external) out.losses.push_back({Side::external, loss.external->text, loss.why});
    }
    out.program = std::move(bound.program);
    return out;
  }

  std::filesystem::path file_;
  const CompileContext* context_;
  TomlReader reader_;
  Diagnostics* problems_;
  EmbeddedFiles embedded_;
  MappingFile mapping_;
  SchemaPtr canonical_;
  std::vector<BoundForm> bound_;
};

/// Two forms say the same about the canonical side; an author reads it once, from the top of the file down.
void tidy(Diagnostics& problems) {
  const auto key = [](const Diagnostic& one) { return std::tie(one.file, one.line, one.column, one.rule, one.text); };
  std::stable_sort(problems.begin(), problems.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  problems.erase(
      std::unique(problems.begin(), problems.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
      problems.end());
}

void hand_over(Diagnostics found, Diagnostics& problems) {
  tidy(found);
  problems.insert(problems.end(), found.begin(), found.end());
}

}  // namespace

std::optional<PlanSet> compile_text(std::string_view bytes, const std::filesystem::path& file,
                                    const CompileContext& context, Diagnostics& problems) {
  Diagnostics found;
  auto plans = Compilation(file, context, found).run(bytes);
  hand_over(std::move(found), problems);
  return plans;
}

std::optional<PlanSet> compile(const std::filesystem::path& file, const CompileContext& context,
                               Diagnostics& problems) {
  if (const auto bytes = read_bytes(file)) return compile_text(*bytes, file, context, problems);
  Diagnostics found;
  Compilation(file, context, found).unreadable();
  hand_over(std::move(found), problems);
  return std::nullopt;
}

}  // namespace lienthong::mapping
