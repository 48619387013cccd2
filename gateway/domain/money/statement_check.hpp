#pragma once

#include "domain/money/reference_set.hpp"
#include "domain/money/statement_problem.hpp"
#include "domain/money/statement_sink.hpp"
#include "domain/money/statement_tally.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::domain {

/// What CdtDbtInd of a reversal entry says; banks differ (rules.md 4.3 #9).
enum class ReversalDirection : std::uint8_t {
  of_reversal,  ///< the direction in which the reversal moves the money
  of_original,  ///< the direction of the entry that is reversed
};

/// What is expected of the statements of one bank.
struct StatementExpectation {
  std::optional<Currency> currency;  ///< of the account; nothing: any
  ReversalDirection reversals = ReversalDirection::of_reversal;
  std::size_t most_entries = 5'000'000;
  std::size_t most_balances = 1'000;
};

/// Enough to explain a statement entry by entry; a hostile one must not make its own report costly.
inline constexpr std::size_t most_statement_problems = 1000;

struct StatementFindings {
  std::vector<StatementProblem> problems;  ///< entries first, in their order; at most most_statement_problems
  std::size_t unlisted = 0;                ///< problems beyond those
  [[nodiscard]] bool accepted() const { return problems.empty(); }
};

/// Whether a statement adds up (rules.md 4.3). Told of it piece by piece: for each page a header, the entries and an
/// end; then `finish`. Holds 12 bytes for each reference and nothing else of an entry. References are told apart by
/// 64-bit fingerprints.
class StatementCheck final : public StatementSink {
 public:
  explicit StatementCheck(StatementExpectation expectation = {}) : expectation_(expectation) {}

  /// Whether `header` is that of the next page of the statement told so far.
  [[nodiscard]] bool continues(const StatementHeader& header) const;

  void header(const StatementHeader& header) override;
  void entry(const Entry& entry) override;
  void end(const StatementTrailer& trailer) override;
  [[nodiscard]] StatementFindings finish();

  /// The header of the first page, with the balances of all pages.
  [[nodiscard]] const StatementHeader& whole() const { return whole_; }

 private:
  void report(StatementProblem problem);
  void report(StatementRule rule, std::string expected, std::string found);
  void report(StatementRule rule, const Entry& entry, std::string expected = {}, std::string found = {});

  void begin(const StatementHeader& header);
  void next_page(const StatementHeader& header);
  void take_balances(const std::vector<Balance>& balances);
  void check_amount(const Entry& entry);
  void check_period(const Entry& entry);
  void check_reference(const Entry& entry);
  void count(const Entry& entry);

  StatementExpectation expectation_;
  StatementHeader whole_;
  std::optional<Currency> currency_;
  std::uint64_t pages_ = 0;
  std::uint64_t page_ = 0;  ///< as the bank numbers them
  bool last_page_ = true;
  std::size_t entries_ = 0;
  StatedTotals page_totals_;
  StatementTally page_tally_;
  StatementTally tally_;
  std::optional<ExactSum> page_ends_at_;
  ReferenceSet references_;
  StatementFindings findings_;
};

}  // namespace lienthong::domain
