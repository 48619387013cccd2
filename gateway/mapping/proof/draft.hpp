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

/// A scope of a draft and the document it is part of: the outermost one or an embedded one.
template <class Draft>
struct Located {
  Draft* scope = nullptr;
  Draft* document = nullptr;
};
/// Every scope of a draft, outermost first; the same order for equal shapes.
template <class Draft>
void list_scopes(Draft& draft, Draft& document, std::vector<Located<Draft>>& out) {
  out.push_back({&draft, &document});
  for (auto& list : draft.lists) {
    for (auto& item : list.items) list_scopes<Draft>(item, document, out);
  }
  for (auto& documents : draft.embedded) {
    for (auto& inner : documents) list_scopes<Draft>(inner, inner, out);
  }
}
template <class Draft>
[[nodiscard]] std::vector<Located<Draft>> scopes_of(Draft& draft) {
  std::vector<Located<Draft>> out;
  list_scopes<Draft>(draft, draft, out);
  return out;
}

/// The use of a place that holds in this draft, or null.
[[nodiscard]] const TreeNode::Use* active_use(const TreeNode& node, const ScopeDraft& draft);
/// Of a step, each or embedded document.
[[nodiscard]] const When& condition_of(const TreeNode::Use& use, const Scope& scope);

}  // namespace lienthong::mapping::proof
