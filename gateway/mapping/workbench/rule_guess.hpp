#pragma once

#include "mapping/code_table.hpp"
#include "mapping/workbench/pairing.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// What a rule between two fields probably has to say.
struct RuleGuess {
  std::string as;                   ///< empty: the value as it is
  std::vector<std::string> absent;  ///< external texts for "not there"
  bool refuse_missing = false;
  std::string why;
  std::string doubt;  ///< not empty: only the author can say; the rule is not to be used
};

/// What samples hold at the external field: values of any text, empty ones too.
using SeenValues = std::vector<std::string_view>;

/// What a guess takes from outside its two fields.
struct GuessContext {
  std::string table;        ///< the code table to use where the two sides have different codes
  std::string moment_form;  ///< of instants, where the samples write all moments in one; or empty
};

/// From types, formats, enums and samples.
[[nodiscard]] RuleGuess guess_rule(const FieldPlace& canonical, const FieldPlace& external, const SeenValues& seen,
                                   const GuessContext& context);

/// The table of a system that the two enums of a canonical field would use: "portal/applicant-type".
[[nodiscard]] std::string table_name(std::string_view system, std::string_view canonical_path,
                                     const CodeTables& tables);

}  // namespace lienthong::mapping
