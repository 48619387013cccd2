#include "codec/json_schema_problems.hpp"

#include "codec/json_path.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lienthong::codec {
namespace {

struct Wording {
  std::string_view starts;  ///< how valijson begins
  std::string_view rule;    ///< empty: a remark that repeats what a child already said
  std::string_view text;
};

constexpr std::array wordings{
    Wording{"Missing required property", "required", "a required member is missing"},
    Wording{"Object contains a property", "additional", "a member the schema does not know"},
    Wording{"Value type not permitted", "type", "the value is of another type"},
    Wording{"String should be no more", "maxLength", "the text is too long"},
    Wording{"String should be no fewer", "minLength", "the text is too short"},
    Wording{"Failed to match regex", "pattern", "the text does not have the demanded form"},
    Wording{"Failed to match against any enum", "enum", "the value is not one of those allowed"},
    Wording{"Failed to match expected value", "const", "the value is not the one demanded"},
    Wording{"Expected number less", "maximum", "the number is too large"},
    Wording{"Expected number greater", "minimum", "the number is too small"},
    Wording{"Value should be a multiple", "multipleOf", "the number is not a multiple of the demanded one"},
    Wording{"Value could not be converted", "multipleOf", "the number cannot be divided exactly"},
    Wording{"Array should contain no more", "maxItems", "the list is too long"},
    Wording{"Array should contain no fewer", "minItems", "the list is too short"},
    Wording{"Array contains more items", "items", "the list is too long"},
    Wording{"Cannot validate item", "items", "the list is too long"},
    Wording{"Elements at indexes", "uniqueItems", "the list holds one value twice"},
    Wording{"Failed to any values against subschema in 'contains'", "contains", "the list holds none of what it must"},
    Wording{"Object should have no more", "maxProperties", "the record has too many members"},
    Wording{"Object should have no fewer", "minProperties", "the record has too few members"},
    Wording{"Missing dependency", "dependencies", "a member demands another that is missing"},
    Wording{"Failed to validate against any schemas allowed by anyOf", "anyOf", "none of the alternatives fits"},
    Wording{"Failed to validate against any child schemas", "oneOf", "none of the alternatives fits"},
    Wording{"Failed to validate against exactly one", "oneOf", "more than one of the alternatives fits"},
    Wording{"Target should not validate", "not", "the value is of a forbidden form"},
    Wording{"Failed to validate against a conditional", "if", "the value breaks a conditional rule"},
    Wording{"Failed to validate item", "", ""},
    Wording{"Failed to validate against", "", ""},
};

Wording wording_of(std::string_view description) {
  const auto* found = std::find_if(wordings.begin(), wordings.end(),
                                   [&](const Wording& w) { return description.starts_with(w.starts); });
  return found == wordings.end() ? Wording{"", "schema", "the value breaks the schema"} : *found;
}

/// valijson names a member at the end: "… 'name'."
std::string_view quoted_name(std::string_view description) {
  const auto first =
      description.rfind(": '") == std::string_view::npos ? description.find('\'') : description.rfind(": '") + 2;
  const auto last = description.rfind('\'');
  return first < last ? description.substr(first + 1, last - first - 1) : std::string_view{};
}

struct Place {
  std::string path;
  const Value* value;
  const SchemaNode* node;  ///< nullptr where the model says nothing
};

const SchemaNode* field_of(const SchemaNode* node, std::string_view name) {
  if (node == nullptr) return nullptr;
  const auto found = std::find_if(node->fields.begin(), node->fields.end(),
                                  [&](const SchemaNode::Field& f) { return f.name == name; });
  return found == node->fields.end() ? nullptr : found->node.get();
}

Place place_of(const std::vector<std::string>& context, const Value& root, const SchemaNode& model) {
  Place here{"", &root, &model};
  for (const auto& step : context) {
    if (here.value == nullptr || !step.starts_with('[')) continue;
    const auto token = std::string_view(step).substr(1, step.size() - 2);
    if (here.value->is_list()) {
      std::size_t index = 0;
      std::from_chars(token.data(), token.data() + token.size(), index);
      const bool there = index < here.value->items().size();
      here = {path_item(here.path, index), there ? &here.value->items()[index] : nullptr,
              here.node ? here.node->item.get() : nullptr};
    } else {
      const auto* node = field_of(here.node, token);
      here = {path_member(here.path, node == nullptr ? showable_name(token) : token), here.value->find(token), node};
    }
  }
  return here;
}

bool is_long(const Value* value) { return value != nullptr && value->is_text() && value->scalar().size() > long_text; }

/// valijson names only the first member it does not know.
void add_unknown_members(const Place& here, std::string_view first, const Wording& wording,
                         std::vector<SchemaProblem>& out) {
  const bool listed = here.value != nullptr && here.node != nullptr && !here.node->fields.empty();
  if (!listed) {
    out.push_back({path_member(here.path, showable_name(first)), std::string(wording.rule), std::string(wording.text)});
    return;
  }
  for (const auto& member : here.value->members()) {
    if (out.size() >= most_problems) return;
    if (field_of(here.node, member.name) != nullptr) continue;
    out.push_back(
        {path_member(here.path, showable_name(member.name)), std::string(wording.rule), std::string(wording.text)});
  }
}

}  // namespace

std::vector<SchemaProblem> translate_findings(const std::vector<Finding>& findings, const Value& root,
                                              const JsonSchemaModel& model) {
  std::vector<SchemaProblem> out;
  bool held_back = false;
  for (const auto& finding : findings) {
    const auto wording = wording_of(finding.description);
    if (out.size() >= most_problems) break;
    if (wording.rule.empty()) continue;
    const auto here = place_of(finding.context, root, *model.root);
    const bool unseen = is_long(here.value) && here.node != nullptr && wording.rule != "type";
    if (unseen || (wording.rule == "pattern" && model.complete)) {
      held_back = true;  // check_by_model judges
    } else if (wording.rule == "required") {
      out.push_back({path_member(here.path, quoted_name(finding.description)), "required", std::string(wording.text)});
    } else if (wording.rule == "additional") {
      add_unknown_members(here, quoted_name(finding.description), wording, out);
    } else {
      out.push_back({here.path, std::string(wording.rule), std::string(wording.text)});
    }
  }
  if (out.empty() && !findings.empty() && !held_back) out.push_back({"", "schema", "the value breaks the schema"});
  return out;
}

void in_document_order(std::vector<SchemaProblem>& problems, const Value& root) {
  std::vector<std::pair<std::vector<std::size_t>, SchemaProblem>> placed;
  for (auto& problem : problems) {
    auto position = position_of(root, problem.path);
    placed.emplace_back(std::move(position), std::move(problem));
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  problems.clear();
  for (auto& [position, problem] : placed) problems.push_back(std::move(problem));
}

}  // namespace lienthong::codec
