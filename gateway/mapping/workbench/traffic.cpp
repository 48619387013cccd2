#include "mapping/workbench/traffic.hpp"

#include "codec/json.hpp"
#include "codec/json_path.hpp"
#include "codec/xml.hpp"
#include "mapping/workbench/value_paths.hpp"

#include <algorithm>
#include <filesystem>

namespace lienthong::mapping {
namespace {

using codec::Value;

constexpr std::size_t most_paths = 2000;

bool has_content(const Value& value) {
  if (value.is_list()) return !value.items().empty();
  if (value.is_record()) return !value.members().empty();
  return !value.is_null();
}

std::string below(const std::string& prefix, const std::string& path) {
  return prefix.empty() || path.empty() ? prefix + path : prefix + "." + path;
}

std::string declared_reason(const Plan& plan, const std::string& path) {
  for (const LostField& loss : plan.losses()) {
    const bool covers = path == loss.path || path.starts_with(loss.path + ".");
    if (loss.side == Side::external && covers) return loss.why;
  }
  return {};
}

}  // namespace

/// One message next to the tree of what the rules read.
class TrafficCounter::Walk {
 public:
  Walk(TrafficCounter& counter, const Plan& plan, codec::Arena& arena)
      : counter_(&counter), plan_(&plan), arena_(&arena) {}

  void document(const Scope& scope, const Value& value, const std::string& path) {
    content(scope, scope.external.nodes, value, path);
  }

 private:
  void content(const Scope& scope, const std::vector<TreeNode>& nodes, const Value& value, const std::string& path) {
    if (value.is_list()) return items(scope, nodes, value, path);
    if (!value.is_record()) {
      const TreeNode* own_text = find_node(nodes, "#text");
      if (own_text != nullptr) field(scope, *own_text, value, path);
      return;
    }
    for (const codec::Member& member : value.members()) {
      const std::string here = codec::path_member(path, codec::showable_name(member.name));
      if (const TreeNode* node = find_node(nodes, member.name)) {
        field(scope, *node, member.value, here);
      } else if (has_content(member.value)) {
        counter_->count_unread(here, "");
      }
    }
  }

  void items(const Scope& scope, const std::vector<TreeNode>& nodes, const Value& list, const std::string& path) {
    std::size_t index = 0;
    for (const Value& item : list.items()) content(scope, nodes, item, codec::path_item(path, index++));
  }

  void field(const Scope& scope, const TreeNode& node, const Value& value, const std::string& path) {
    if (!has_content(value)) return;
    switch (node.kind) {
      case TreeNode::Kind::leaf:
      case TreeNode::Kind::constant:
      case TreeNode::Kind::computed:
        return hear(scope, node);
      case TreeNode::Kind::branch:
      case TreeNode::Kind::one_item:
        return content(scope, node.children, value, path);
      case TreeNode::Kind::list:
        hear(scope, node);
        for (const TreeNode::Use& use : node.uses) {
          const Scope& item = *scope.eaches[use.index].item;
          content(item, item.external.nodes, value, path);
        }
        return;
      case TreeNode::Kind::embedded:
        hear(scope, node);
        for (const TreeNode::Use& use : node.uses) embedded(scope.embedded[use.index], value, path);
        return;
      case TreeNode::Kind::ignored:
        return counter_->count_unread(path, declared_reason(*plan_, without_indices(path)));
    }
  }

  void embedded(const Embedded& inner, const Value& text, const std::string& path) {
    const auto value = inner.format == Format::json ? codec::read_json(text.scalar(), *arena_) : xml(inner, text);
    if (!value) return;
    ++embedded_;
    document(*inner.document, *value, path);
    --embedded_;
  }

  base::Result<Value> xml(const Embedded& inner, const Value& text) {
    auto document = codec::read_xml(text.scalar(), inner.xml_names, *arena_);
    if (!document) return base::fail(std::move(document).error());
    return document->content;
  }

  /// Of several rules for one place only the mapping itself can say which one it is; see add().
  void hear(const Scope& scope, const TreeNode& node) {
    if (node.uses.size() != 1 || embedded_ > 0) return;
    const std::size_t index = node.uses.front().index;
    const Place place = node.kind == TreeNode::Kind::list       ? scope.eaches[index].place
                        : node.kind == TreeNode::Kind::embedded ? scope.embedded[index].place
                                                                : scope.steps[index].place;
    counter_->heard_.emplace(place.line, place.column);
  }

  TrafficCounter* counter_;
  const Plan* plan_;
  codec::Arena* arena_;
  std::size_t embedded_ = 0;  ///< rules of an embedded document stand in another file
};

TrafficCounter::TrafficCounter(const PlanSet& plans) : plans_(&plans) {
  for (const Plan* plan : {plans.json.get(), plans.xml.get()}) {
    if (plan != nullptr) list_rules(plan->program(), "", "");
  }
}

void TrafficCounter::list_rules(const Scope& scope, const std::string& canonical, const std::string& external) {
  for (const Step& step : scope.steps) {
    if (step.constant) continue;
    const End& theirs = step.parts && step.parted == Side::external ? step.part_ends.front() : step.external;
    const End& ours = step.parts && step.parted == Side::canonical ? step.part_ends.front() : step.canonical;
    list_rule(step.place, ours, theirs, canonical, external);
  }
  for (const Each& each : scope.eaches) {
    list_rule(each.place, each.canonical, each.external, canonical, external);
    list_rules(*each.item, below(canonical, each.canonical.path), below(external, each.external.path));
  }
  for (const Embedded& inner : scope.embedded) {
    list_rule(inner.place, inner.canonical, inner.external, canonical, external);
  }
}

void TrafficCounter::list_rule(Place place, const End& canonical, const End& external, const std::string& ours,
                               const std::string& theirs) {
  rules_.emplace(Spot{place.line, place.column},
                 SilentRule{place, below(theirs, external.path), below(ours, canonical.path)});
}

void TrafficCounter::add(std::string_view name, Format format, std::string_view bytes, const codec::Limits& limits) {
  const Plan* plan = plans_->of(format);
  codec::Arena arena;
  const auto value = plan == nullptr ? base::Result<Value>(base::fail(base::ErrorKind::unsupported, "form.missing", ""))
                                     : read_external(*plan, bytes, arena, limits);
  if (!value) return add_unreadable();
  ++messages_;
  message_ = name;
  unread_here_.clear();
  Walk(*this, *plan, arena).document(plan->program(), *value, "");
  Notes notes;
  Origins origins;
  if (!plan->explain_canonical(*value, arena, notes, origins)) ++refused_;
  for (const Origin& origin : origins) {
    const bool own = std::filesystem::path(origin.file).stem() == plan->name().substr(plan->name().rfind('/') + 1);
    if (own && !origin.source.empty()) heard_.emplace(origin.place.line, origin.place.column);
  }
}

void TrafficCounter::count_unread(const std::string& path, const std::string& declared) {
  const std::string shape = without_indices(path);
  if (!unread_.contains(shape) && unread_.size() == most_paths) return;
  if (!unread_here_.insert(shape).second) return;
  UnreadField& field = unread_[shape];
  if (field.messages++ > 0) return;
  field.path = shape;
  field.example = path;
  field.message = message_;
  field.declared = declared;
}

TrafficCoverage TrafficCounter::result() const {
  TrafficCoverage out{messages_, refused_, unreadable_, {}, {}};
  for (const auto& [path, field] : unread_) out.unread.push_back(field);
  std::stable_sort(out.unread.begin(), out.unread.end(),
                   [](const auto& a, const auto& b) { return a.messages > b.messages; });
  for (const auto& [spot, rule] : rules_) {
    if (!heard_.contains(spot)) out.silent.push_back(rule);
  }
  return out;
}

}  // namespace lienthong::mapping
