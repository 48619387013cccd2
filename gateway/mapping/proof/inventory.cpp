#include "mapping/proof/inventory.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

constexpr std::string_view own_text = "#text";

std::string joined(const std::vector<std::string>& places) {
  std::string out;
  for (const std::string& place : places) out += (out.empty() ? "" : ", ") + place;
  return out;
}

bool is_below(std::string_view place, std::string_view above) {
  return place.size() > above.size() && place.starts_with(above) && place[above.size()] == '.';
}

}  // namespace

std::string place_below(std::string_view prefix, std::string_view path) {
  std::string out(prefix);
  if (path == own_text || path.empty()) return out;
  if (!out.empty()) out += '.';
  out += path;
  if (out.ends_with(std::string(".") + std::string(own_text))) out.resize(out.size() - own_text.size() - 1);
  return out;
}

const void* Field::correspondence() const {
  if (step != nullptr) return step;
  if (each != nullptr) return each;
  return embedded;
}

std::string Field::title() const {
  if (canonical.empty()) return joined(external);
  if (external.empty()) return joined(canonical);
  return joined(canonical) + " ↔ " + joined(external);
}

Inventory::Inventory(const Plan& plan) {
  add_scope(plan.program(), "", "");
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    for (const std::string& place : fields_[i].canonical) canonical_.emplace(place, i);
    for (const std::string& place : fields_[i].external) external_.emplace(place, i);
  }
}

void Inventory::add(Field field, const void* correspondence) {
  indices_.emplace(correspondence, fields_.size());
  fields_.push_back(std::move(field));
}

void Inventory::add_scope(const Scope& scope, const std::string& canonical, const std::string& external) {
  for (const Step& step : scope.steps) {
    Field field{&scope, &step, nullptr, nullptr, {}, {}};
    const auto end = [&](Side side, const End& one) {
      if (one.schema == nullptr) return;
      auto& places = side == Side::canonical ? field.canonical : field.external;
      places.push_back(place_below(side == Side::canonical ? canonical : external, one.path));
    };
    for (const Side side : {Side::canonical, Side::external}) {
      if (step.parts && step.parted == side) {
        for (const End& part : step.part_ends) end(side, part);
      } else {
        end(side, side == Side::canonical ? step.canonical : step.external);
      }
    }
    add(std::move(field), &step);
  }
  for (const Each& each : scope.eaches) {
    const std::string ours = place_below(canonical, each.canonical.path);
    const std::string theirs = place_below(external, each.external.path);
    add({&scope, nullptr, &each, nullptr, {ours}, {theirs}}, &each);
    add_scope(*each.item, ours, theirs);
  }
  for (const Embedded& embedded : scope.embedded) {
    const std::string ours = place_below(canonical, embedded.canonical.path);
    const std::string theirs = place_below(external, embedded.external.path);
    add({&scope, nullptr, nullptr, &embedded, {ours}, {theirs}}, &embedded);
    add_scope(*embedded.document, ours, theirs);
  }
  add_lost(scope.canonical.nodes, Side::canonical, canonical);
  add_lost(scope.external.nodes, Side::external, external);
}

void Inventory::add_lost(const std::vector<TreeNode>& nodes, Side side, const std::string& prefix) {
  for (const TreeNode& node : nodes) {
    const std::string place = place_below(prefix, node.name);
    if (node.kind == TreeNode::Kind::ignored) {
      (side == Side::canonical ? lost_canonical_ : lost_external_).push_back(place);
    } else {
      add_lost(node.children, side, place);
    }
  }
}

std::vector<const Field*> Inventory::at(Side side, std::string_view place) const {
  std::vector<const Field*> out;
  const auto [first, last] = places(side).equal_range(place);
  for (auto it = first; it != last; ++it) out.push_back(&fields_[it->second]);
  return out;
}

bool Inventory::is_lost(Side side, std::string_view place) const {
  const auto& lost = side == Side::canonical ? lost_canonical_ : lost_external_;
  return std::any_of(lost.begin(), lost.end(),
                     [&](const std::string& one) { return place == one || is_below(place, one); });
}

bool Inventory::is_above(Side side, std::string_view place) const {
  const auto& known = places(side);
  return std::any_of(known.begin(), known.end(), [&](const auto& one) { return is_below(one.first, place); });
}

}  // namespace lienthong::mapping::proof
