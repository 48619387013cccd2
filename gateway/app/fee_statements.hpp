#pragma once

#include "base/result.hpp"
#include "sync/fees/statement_chain.hpp"
#include "sync/fees/statement_journal.hpp"
#include "sync/fees/store_calls.hpp"

#include <map>
#include <string>
#include <vector>

namespace lienthong::app {

/// What came from the banks, and what of it counts.
struct StatementList {
  std::vector<sync::StatementFileRecord> files;  ///< by arrival
  std::map<std::string, sync::AccountChain> chains;
};
/// Blocks. Errors of the store; `permanent` "statement.body" when a journal is damaged.
[[nodiscard]] base::Result<StatementList> load_statement_list(const sync::StoreCalls& store);

/// Tables for a person. Names of files are left out: they may hold personal data.
[[nodiscard]] std::string statements_text(const StatementList& list);
[[nodiscard]] std::string statements_json(const StatementList& list);

}  // namespace lienthong::app
