#pragma once

#include "mapping/workbench/draft.hpp"
#include "mapping/workbench/rule_guess.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lienthong::mapping {

/// A line of a draft: a field, or a list with the rules of its items.
struct DraftRule {
  bool is_list = false;
  std::string canonical;
  std::string external;
  RuleGuess guess;  ///< a doubt makes the rule a comment
  bool write_empty = false;
  std::vector<DraftRule> items;
  std::uint32_t line = 0;  ///< in the text written last
  [[nodiscard]] bool active() const { return guess.doubt.empty(); }
};

/// Rules for every pair the names suggest.
[[nodiscard]] std::vector<DraftRule> propose_rules(const DraftRequest& request, const CodeTables& tables,
                                                   const codec::SchemaNode& canonical,
                                                   const codec::SchemaNode& external);

/// What no active rule covers on one side; a record or list that nothing touches is one entry.
[[nodiscard]] std::vector<Undecided> undecided_of(Side side, const codec::SchemaNode& record,
                                                  const std::vector<DraftRule>& rules);

/// The whole file; sets the line of each rule.
[[nodiscard]] std::string write_draft(const DraftRequest& request, std::vector<DraftRule>& rules,
                                      const std::vector<Undecided>& undecided);

}  // namespace lienthong::mapping
