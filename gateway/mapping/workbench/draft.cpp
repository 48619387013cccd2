#include "mapping/workbench/draft.hpp"

#include "mapping/workbench/draft_rules.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace lienthong::mapping {
namespace {

using SchemaPtr = std::shared_ptr<const codec::Schema>;

/// Problems that say what is left to decide; any other one is a wrong guess.
bool is_left_to_author(const std::string& rule) {
  static constexpr std::array<std::string_view, 4> left{"canonical.unmapped", "external.unmapped", "required.missing",
                                                        "code.unknown"};
  return std::find(left.begin(), left.end(), rule) != left.end();
}

/// Makes comments of the rules that the compiler refuses. False when there was none.
bool demote(std::vector<DraftRule>& rules, const Diagnostics& problems) {
  bool any = false;
  for (DraftRule& rule : rules) {
    if (!rule.active()) continue;
    const auto wrong = std::find_if(problems.begin(), problems.end(), [&](const Diagnostic& one) {
      return one.line == rule.line && !is_left_to_author(one.rule);
    });
    if (wrong != problems.end()) rule.guess.doubt = wrong->text;
    const bool inside = rule.active() && rule.is_list && demote(rule.items, problems);
    const bool empty = std::none_of(rule.items.begin(), rule.items.end(), [](const auto& one) { return one.active(); });
    if (inside && empty) rule.guess.doubt = "none of its fields is paired";
    any = any || inside || !rule.active();
  }
  return any;
}

std::size_t count_active(const std::vector<DraftRule>& rules) {
  std::size_t out = 0;
  for (const DraftRule& rule : rules) {
    if (rule.active()) out += 1 + count_active(rule.items);
  }
  return out;
}

void missing_tables(const std::vector<DraftRule>& rules, const CodeTables& tables, std::set<std::string>& out) {
  constexpr std::string_view call = "code(";
  for (const DraftRule& rule : rules) {
    const std::string& as = rule.guess.as;
    const bool uses = rule.active() && as.starts_with(call);
    const std::string table = uses ? as.substr(call.size(), as.size() - call.size() - 1) : std::string();
    if (uses && !tables.contains(table)) out.insert(table);
    if (rule.active()) missing_tables(rule.items, tables, out);
  }
}

class Drafting {
 public:
  Drafting(const DraftRequest& request, SchemaPtr canonical, SchemaPtr external)
      : request_(&request), canonical_(std::move(canonical)), external_(std::move(external)) {}

  Draft run() {
    Diagnostics of_tables;
    tables_ = load_tables(request_->sources, of_tables);
    rules_ = propose_rules(*request_, tables_, canonical_->model(), external_->model());
    write();
    while (demote(rules_, problems())) write();
    draft_.guessed = count_active(rules_);
    std::set<std::string> tables;
    missing_tables(rules_, tables_, tables);
    draft_.tables.assign(tables.begin(), tables.end());
    return std::move(draft_);
  }

 private:
  void write() {
    draft_.undecided = undecided_of(Side::canonical, canonical_->model(), rules_);
    const auto theirs = undecided_of(Side::external, external_->model(), rules_);
    draft_.undecided.insert(draft_.undecided.end(), theirs.begin(), theirs.end());
    draft_.text = write_draft(*request_, rules_, draft_.undecided);
  }

  [[nodiscard]] Diagnostics problems() const {
    Diagnostics out;
    const std::string stem = request_->name.substr(request_->name.rfind('/') + 1);
    const auto plans = compile_text(draft_.text, stem + ".toml", {request_->sources.schemas, &tables_}, out);
    return plans ? Diagnostics{} : out;
  }

  const DraftRequest* request_;
  SchemaPtr canonical_;
  SchemaPtr external_;
  CodeTables tables_;
  std::vector<DraftRule> rules_;
  Draft draft_;
};

}  // namespace

base::Result<Draft> draft_mapping(const DraftRequest& request) {
  const std::filesystem::path& schemas = request.sources.schemas;
  auto canonical = codec::load_json_schema(schemas / (request.canonical + ".schema.json"));
  if (!canonical) return base::fail(std::move(canonical).error());
  auto external = request.format == Format::json
                      ? codec::load_json_schema(schemas / request.schema)
                      : codec::load_xsd(schemas / request.schema, request.root, request.namespaces);
  if (!external) return base::fail(std::move(external).error());
  return Drafting(request, std::move(*canonical), std::move(*external)).run();
}

}  // namespace lienthong::mapping
