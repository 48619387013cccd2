#pragma once

#include "codec/statement.hpp"

#include <string>

namespace CLI {
class App;
}

namespace lienthong::app {

/// `lienthong codec camt|statement` as it was asked for.
struct StatementRequest {
  codec::StatementLimits limits;
  std::string currency;  ///< empty: any
  bool reversals_of_original = false;
  std::string profile;  ///< statement
};

/// Whether the statements on standard input (ISO 20022; MT940 or CSV as a profile describes it) add up (rules.md 4.3).
/// 0: yes. 1: no; each line on standard error names a rule, the entry and the line, never a value of a payment. 3: the
/// profile is wrong.
class StatementCommands {
 public:
  /// Adds the commands to `codec`, which must outlive this.
  explicit StatementCommands(CLI::App& codec);
  StatementCommands(const StatementCommands&) = delete;
  StatementCommands& operator=(const StatementCommands&) = delete;

  [[nodiscard]] bool chosen() const;
  [[nodiscard]] int run() const;

 private:
  StatementRequest request_;
  CLI::App* camt_;
  CLI::App* by_profile_;
};

}  // namespace lienthong::app
