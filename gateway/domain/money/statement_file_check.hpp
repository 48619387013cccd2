#pragma once

#include "domain/money/statement_check.hpp"

#include <functional>

namespace lienthong::domain {

struct CheckedStatement {
  StatementHeader header;  ///< of the first page, with the balances of all pages
  std::size_t entries = 0;
  StatementFindings findings;
};

/// Checks every statement of a file, puts together the pages of one that follow each other, and tells of each whole
/// one.
class StatementFileCheck final : public StatementSink {
 public:
  using Tell = std::function<void(CheckedStatement)>;

  StatementFileCheck(StatementExpectation expectation, Tell tell) : expectation_(expectation), tell_(std::move(tell)) {}

  void header(const StatementHeader& header) override;
  void entry(const Entry& entry) override;
  void end(const StatementTrailer& trailer) override;
  /// After the last end: tells of the last statement.
  void finish() { close(); }

 private:
  void close();

  StatementExpectation expectation_;
  Tell tell_;
  std::optional<StatementCheck> check_;
  std::size_t entries_ = 0;
};

}  // namespace lienthong::domain
