#include "mapping/workbench/draft_rules.hpp"

#include "mapping/workbench/field_form.hpp"
#include "mapping/workbench/value_paths.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using Type = SchemaNode::Type;

std::string below(const std::string& prefix, const std::string& path) {
  return prefix.empty() ? path : path == "#text" ? prefix : prefix + "." + path;
}

/// The one form in which samples write moments; empty where they have several, or one that leaves the zone open.
std::string moment_form(const std::vector<codec::Value>& samples) {
  std::set<std::string> forms;
  for (const codec::Value& sample : samples) {
    for (const Leaf& leaf : leaves_of(sample)) {
      const std::array text{leaf.value.scalar()};
      if (auto form = instant_form(text)) forms.insert(std::move(*form));
    }
  }
  const bool one = forms.size() == 1 && !forms.begin()->ends_with("'Z'");
  return one ? *forms.begin() : std::string();
}

class Proposal {
 public:
  Proposal(const DraftRequest& request, const CodeTables& tables)
      : request_(&request), tables_(&tables), moment_form_(moment_form(request.samples)) {}

  std::vector<DraftRule> rules(const SchemaNode& canonical, const SchemaNode& external, const std::string& our_list,
                               const std::string& their_list) const {
    const auto ours = places_of(canonical);
    const auto theirs = places_of(external);
    std::vector<DraftRule> out;
    for (const Pairing& pair : pair_places(request_->glossary, our_list, ours, theirs)) {
      const FieldPlace& our = ours[pair.canonical];
      const FieldPlace& their = theirs[pair.external];
      DraftRule rule = our.node->type == Type::list
                           ? list_rule(our, their, below(our_list, our.path), below(their_list, their.path))
                           : field_rule(our, their, below(our_list, our.path), below(their_list, their.path));
      rule.guess.why = pair.why + (rule.guess.why.empty() ? "" : "; " + rule.guess.why);
      out.push_back(std::move(rule));
    }
    return out;
  }

 private:
  DraftRule field_rule(const FieldPlace& ours, const FieldPlace& theirs, const std::string& our_path,
                       const std::string& their_path) const {
    DraftRule out;
    out.canonical = ours.path;
    out.external = theirs.path;
    const std::string system = request_->name.substr(0, request_->name.find('/'));
    out.guess = guess_rule(ours, theirs, seen(their_path), {table_name(system, our_path, *tables_), moment_form_});
    return out;
  }

  DraftRule list_rule(const FieldPlace& ours, const FieldPlace& theirs, const std::string& our_path,
                      const std::string& their_path) const {
    DraftRule out;
    out.is_list = true;
    out.canonical = ours.path;
    out.external = theirs.path;
    out.write_empty = theirs.required && !ours.certain;
    if (!ours.node->item || !theirs.node->item) {
      out.guess.doubt = "what its items are is not known";
      return out;
    }
    out.items = rules(*ours.node->item, *theirs.node->item, our_path, their_path);
    const bool any = std::any_of(out.items.begin(), out.items.end(), [](const auto& one) { return one.active(); });
    if (!any) out.guess.doubt = "none of its fields is paired";
    return out;
  }

  [[nodiscard]] SeenValues seen(const std::string& path) const {
    SeenValues out;
    for (const codec::Value& sample : request_->samples) {
      for (const codec::Value& value : values_at(sample, path)) {
        if (!value.is_null() && !value.is_record() && !value.is_list()) out.push_back(value.scalar());
      }
    }
    return out;
  }

  const DraftRequest* request_;
  const CodeTables* tables_;
  std::string moment_form_;
};

/// What active rules cover of one side, next to its schema.
class Rest {
 public:
  explicit Rest(Side side) : side_(side) {}

  void record(const SchemaNode& node, const std::vector<DraftRule>& rules, const std::string& path,
              const std::string& prefix) {
    for (const SchemaNode::Field& field : node.fields) {
      const std::string here = prefix.empty() ? field.name : prefix + "." + field.name;
      const std::string shown = path.empty() ? field.name : path + "." + field.name;
      const DraftRule* exact = at(rules, here);
      if (exact != nullptr) {
        if (exact->is_list && field.node && field.node->item) record(*field.node->item, exact->items, shown, "");
      } else if (field.node && field.node->type == Type::record && touches(rules, here + ".")) {
        record(*field.node, rules, shown, here);
      } else {
        out_.push_back({side_, shown, field.required});
      }
    }
  }

  std::vector<Undecided> take() { return std::move(out_); }

 private:
  [[nodiscard]] const std::string& path_of(const DraftRule& rule) const {
    return side_ == Side::canonical ? rule.canonical : rule.external;
  }
  [[nodiscard]] const DraftRule* at(const std::vector<DraftRule>& rules, const std::string& path) const {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const DraftRule& rule) { return rule.active() && path_of(rule) == path; });
    return found == rules.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool touches(const std::vector<DraftRule>& rules, const std::string& start) const {
    return std::any_of(rules.begin(), rules.end(),
                       [&](const DraftRule& rule) { return rule.active() && path_of(rule).starts_with(start); });
  }

  Side side_;
  std::vector<Undecided> out_;
};

}  // namespace

std::vector<DraftRule> propose_rules(const DraftRequest& request, const CodeTables& tables, const SchemaNode& canonical,
                                     const SchemaNode& external) {
  return Proposal(request, tables).rules(canonical, external, "", "");
}

std::vector<Undecided> undecided_of(Side side, const SchemaNode& record, const std::vector<DraftRule>& rules) {
  Rest rest(side);
  rest.record(record, rules, "", "");
  return rest.take();
}

}  // namespace lienthong::mapping
