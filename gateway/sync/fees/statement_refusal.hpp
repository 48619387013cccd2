#pragma once

#include "base/error.hpp"
#include "base/result.hpp"
#include "domain/money.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::sync {

/// One reason why a file of a bank is refused. Sums, counts, days and numbers of entries: safe to log.
struct RefusalReason {
  std::size_t statement = 0;  ///< from 1; 0: the file as a whole
  std::size_t entry = 0;      ///< from 1; 0: the statement as a whole
  std::size_t line = 0;       ///< in the file; 0: unknown
  std::string rule;           ///< "statement.balance_sum", "camt.namespace"
  std::string text;           ///< one constant English sentence
  std::string expected;
  std::string found;
  std::string hint;
  friend bool operator==(const RefusalReason&, const RefusalReason&) = default;
};

/// Why a file is refused as a whole, entry by entry; empty when nothing is wrong with it.
struct StatementRefusal {
  std::vector<RefusalReason> reasons;  ///< at most domain::most_statement_problems
  std::size_t unlisted = 0;            ///< those beyond
  [[nodiscard]] bool empty() const { return reasons.empty() && unlisted == 0; }
  void add(std::size_t statement, const domain::StatementFindings& findings);
  friend bool operator==(const StatementRefusal&, const StatementRefusal&) = default;
};

/// Of a file that cannot be read to its end.
[[nodiscard]] StatementRefusal refusal_of(const base::Error& error);

/// What is wrong, in one Vietnamese sentence; of a rule of the form (XML, CSV, …) that the form is broken.
[[nodiscard]] std::string_view vietnamese(std::string_view rule);

/// For the person at the bank: Vietnamese, one line for each reason.
[[nodiscard]] std::string explain(const StatementRefusal& refusal);

[[nodiscard]] std::string pack_refusal(const StatementRefusal& refusal);
/// `permanent` "statement.body" when the bytes are damaged.
[[nodiscard]] base::Result<StatementRefusal> unpack_refusal(std::string_view body);

}  // namespace lienthong::sync
