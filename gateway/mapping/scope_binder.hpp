#pragma once

#include "mapping/binding.hpp"
#include "mapping/path.hpp"

#include <optional>
#include <string>

namespace lienthong::mapping {

/// Turns the rules of one scope into its trees and steps. Groups are bound after the fields they depend on, computed
/// fields after all others, whatever the order in the file.
class ScopeBinder {
 public:
  ScopeBinder(Binding& binding, Scope& scope) : binding_(&binding), scope_(&scope) {}
  void bind(const std::vector<Rule>& rules);

 private:
  void bind_rule(const Rule& rule);
  void bind_field(const Rule& rule);
  void bind_constant(const Rule& rule);
  void bind_each(const Rule& rule);
  void bind_parts(const Rule& rule);
  void bind_computed(const Rule& rule);
  void bind_embedded(const Rule& rule);
  void bind_group(const Rule& rule);

  Tree& tree(Side side) { return side == Side::canonical ? scope_->canonical : scope_->external; }
  void report(Side side, Place place, std::string rule, std::string text);
  std::optional<PathSteps> find(Side side, const PlacedText& path);
  bool put(Side side, const PlacedText& path, const PathSteps& steps, const TreeNode::Use& use, End& end);
  [[nodiscard]] bool may_share(const TreeNode::Use& other) const;
  std::optional<Function> function_of(const Rule& rule);
  bool check_types(const Rule& rule, const Function& function, const codec::SchemaNode& canonical,
                   const codec::SchemaNode& external);
  void check_values(const Rule& rule, const Step& step);
  void check_fallback(const Literal& literal, const Step& step);
  bool is_list(Side side, const PlacedText& path, const PathSteps& steps);
  void mark_container(const PathSteps& steps);
  void check_parts(const Rule& rule, const Step& step);
  void bind_part_ends(const Rule& rule, Step& step, bool& placed);
  [[nodiscard]] std::optional<Computed> computed_of(const Rule& rule);
  std::optional<Computed::Part> computed_part(const Rule& rule, const Argument& argument, ComputedKind kind);
  std::optional<std::size_t> discriminator(const PlacedText& path);
  [[nodiscard]] bool overlaps(const Condition& condition) const;
  bool bind_embedded_document(const Rule& rule, const Argument& name, Embedded& out);

  Binding* binding_;
  Scope* scope_;
  When when_;  ///< of the group being bound
};

}  // namespace lienthong::mapping
