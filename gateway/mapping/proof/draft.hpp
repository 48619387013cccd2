#pragma once

#include "mapping/program.hpp"
#include "mapping/proof/sample.hpp"

#include <cstddef>
#include <vector>

namespace lienthong::mapping::proof {

struct ScopeDraft;

/// How an external field says that nothing is there.
struct AbsentWay {
  enum class Kind : std::uint8_t { left_out, spelt, null };
  Kind kind = Kind::left_out;
  std::size_t spelling = 0;  ///< index into the step's `absent`
};

struct ListDraft {
  bool there = false;
  std::vector<ScopeDraft> items;
};

/// A document to be, of one side: for each correspondence what stands there. Easier to change than the document: every
/// draft that is completed (completion.hpp) is one that the schemas and the mapping hold.
struct ScopeDraft {
  explicit ScopeDraft(const Scope& of)
      : scope(&of),
        values(of.steps.size()),
        absences(of.steps.size()),
        lists(of.eaches.size()),
        embedded(of.embedded.size()) {}

  const Scope* scope;
  std::vector<SamplePtr> values;  ///< by step; null: not there
  std::vector<AbsentWay> absences;
  std::vector<ListDraft> lists;
  std::vector<std::vector<ScopeDraft>> embedded;  ///< one document or none
  bool with_lost = false;                         ///< fields declared as lost are there too

  /// Whether the rule of a condition holds here.
  [[nodiscard]] bool holds(const When& when) const;
  [[nodiscard]] bool is_there(const TreeNode::Use& use) const;
};

/// The use of a place that holds in this draft, or null.
[[nodiscard]] const TreeNode::Use* active_use(const TreeNode& node, const ScopeDraft& draft);
/// Of a step, each or embedded document.
[[nodiscard]] const When& condition_of(const TreeNode::Use& use, const Scope& scope);

}  // namespace lienthong::mapping::proof
