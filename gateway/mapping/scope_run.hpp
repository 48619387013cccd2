#pragma once

#include "codec/arena_stack.hpp"
#include "mapping/convert.hpp"
#include "mapping/evaluate.hpp"
#include "mapping/gather.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lienthong::mapping {

/// What the runs of one message share: unfinished records and lists wait on two stacks until they are whole.
struct Workspace {
  explicit Workspace(Evaluation& evaluation) : run(evaluation), members(evaluation.arena), items(evaluation.arena) {}
  Evaluation& run;
  codec::ArenaStack<codec::Member> members;
  codec::ArenaStack<codec::Value> items;
  Refusal refusal;
};

/// Where a scope stands in either document.
struct Position {
  const Trail* source = nullptr;
  const Trail* target = nullptr;
};

/// One pass over one scope: gather on the source side, build on the other.
class ScopeRun {
 public:
  /// `document`: the run of the scope that is the whole document; null when this is it.
  ScopeRun(const Scope& scope, Workspace& work, Position at, ScopeRun* document)
      : scope_(&scope), work_(&work), run_(&work.run), at_(at), document_(document == nullptr ? this : document) {}
  ScopeRun(const ScopeRun&) = delete;
  ScopeRun& operator=(const ScopeRun&) = delete;

  /// Nothing: refused, and the workspace says why.
  [[nodiscard]] std::optional<codec::Value> operator()(const codec::Value& input);

 private:
  /// A record under construction: its members are those above `first`, and the first required place of it that got
  /// nothing.
  struct Draft {
    std::size_t first = 0;
    std::string_view lacking;  ///< path on the source side
    bool lacks = false;
    void lack(std::string_view path) {
      if (!lacks) lacking = path;
      lacks = true;
    }
  };
  enum class Holds : std::uint8_t { unknown, yes, no };

  // Building (scope_run.cpp).
  [[nodiscard]] bool build(const std::vector<TreeNode>& nodes, Draft& draft, const Trail* target);
  [[nodiscard]] bool build_node(const TreeNode& node, Draft& draft, const Trail* target);
  [[nodiscard]] bool build_record(const TreeNode& node, Draft& draft, const Trail* target);
  bool put_plain_text(const TreeNode& node);
  [[nodiscard]] bool build_use(const TreeNode& node, const TreeNode::Use& use, Draft& draft, const Trail* target);
  [[nodiscard]] bool build_leaf(const TreeNode& node, const TreeNode::Use& use, Draft& draft, const Trail* target);
  [[nodiscard]] bool build_list(const TreeNode& node, const Each& each, Draft& draft, const Trail* target);
  [[nodiscard]] bool build_embedded(const TreeNode& node, const Embedded& embedded, Draft& draft, const Trail* target);
  [[nodiscard]] bool add_items(const TreeNode& node, const Each& each, std::span<const codec::Value* const> items,
                               const Trail* target);
  void put(std::string_view name, const codec::Value& value) { work_->members.push({name, value}); }
  [[nodiscard]] Draft draft() const { return {work_->members.size(), {}, false}; }
  [[nodiscard]] bool is_empty(const Draft& draft) const { return work_->members.size() == draft.first; }
  [[nodiscard]] bool check_choices(const codec::SchemaNode* record, const Draft& draft, const Trail* target) const;
  codec::Value finish(const Draft& draft);
  codec::Value list_of_one(const codec::Value& item);
  std::span<const codec::Value* const> items_of(const Found& found, std::string_view name);

  // Crossing one value, and what it depends on (scope_values.cpp).
  [[nodiscard]] Crossed cross(const Step& step, std::size_t part);
  [[nodiscard]] Crossed cross_parted(const Step& step, std::size_t part, const CrossingContext& context);
  [[nodiscard]] bool check_demands();
  [[nodiscard]] bool is_demanded(const Step& step) const;
  [[nodiscard]] bool has_source(const Step& step) const;
  [[nodiscard]] std::string source_text(const Step& step) const;
  [[nodiscard]] CrossingContext context_of(const Step& step);
  [[nodiscard]] std::optional<CodeTable::Day> day_of(const Step& step);
  [[nodiscard]] bool holds(const When& when);
  [[nodiscard]] bool decide(const Condition& condition);
  void note_unread_variants(const std::vector<TreeNode>& nodes, const Trail* trail);
  [[nodiscard]] std::string computed_text(const Computed& computed);
  [[nodiscard]] std::string external_text(const Step& step);
  [[nodiscard]] bool verify_computed();
  [[nodiscard]] bool check_order(const codec::Value& canonical) const;
  [[nodiscard]] std::string both_paths(const std::string& canonical) const;
  void note(std::string_view rule, std::string_view path);
  void remember(const Step& step, std::string_view name, const codec::Value& value, const Trail* target);

  [[nodiscard]] bool inward() const { return run_->direction == Direction::inward; }
  [[nodiscard]] bool writes_xml() const { return !inward() && run_->format == Format::xml; }
  template <class Correspondence>
  [[nodiscard]] const End& source_end(const Correspondence& one) const {
    return inward() ? one.external : one.canonical;
  }
  bool refuse(std::string_view code, std::string text_with_path) const;
  /// `path` of the source, from this scope on.
  bool refuse(std::string_view code, std::string_view path, std::string_view text) const;

  const Scope* scope_;
  Workspace* work_;
  Evaluation* run_;
  Position at_;
  ScopeRun* document_;
  Frame frame_;
  std::span<Holds> conditions_;
};

}  // namespace lienthong::mapping
