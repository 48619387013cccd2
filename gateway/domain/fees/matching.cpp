#include "domain/fees/matching.hpp"

#include "domain/fees/match_board.hpp"
#include "domain/fees/movement.hpp"
#include "domain/fees/returned_money.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace lienthong::domain {
namespace {

/// Of a credit that nothing was matched to: what it names, and who has paid that already.
Finding explain(const MatchBoard& board, std::size_t movement) {
  const Movement& credit = board.credits()[movement];
  Finding out{FindingKind::no_evidence, credit.id, std::nullopt, {}};
  for (const Link& link : board.links(movement)) {
    const auto by = board.taken_by(link.claim);
    if (!by) {
      if (board.contradicts_payer(movement))
        return {FindingKind::contradictory, credit.id, std::nullopt, board.claim(link.claim).id};
      continue;
    }
    const bool again = board.claim(link.claim).amount == credit.amount;
    out = {again ? FindingKind::paid_twice : FindingKind::extra_payment, credit.id, board.credits()[*by].id,
           board.claim(link.claim).id};
    if (again) return out;
  }
  if (out.kind == FindingKind::no_evidence && board.links(movement).empty() && Evidence::names_a_dossier(credit))
    out.kind = FindingKind::unknown_dossier;
  return out;
}

}  // namespace

std::string_view name(MatchReason reason) {
  switch (reason) {
    case MatchReason::reference:
      return "reference";
    case MatchReason::reference_cut:
      return "reference_cut";
    case MatchReason::dossier_code:
      return "dossier_code";
    case MatchReason::dossier_code_glued:
      return "dossier_code_glued";
    case MatchReason::dossier_code_cut:
      return "dossier_code_cut";
    case MatchReason::dossier_code_misspelt:
      return "dossier_code_misspelt";
    case MatchReason::amount:
      return "amount";
    case MatchReason::amount_differs:
      return "amount_differs";
    case MatchReason::split:
      return "split";
    case MatchReason::merged:
      return "merged";
    case MatchReason::day_settlement:
      return "day_settlement";
    case MatchReason::payer_name:
      return "payer_name";
    case MatchReason::only_amount:
      return "only_amount";
    case MatchReason::before_request:
      return "before_request";
    case MatchReason::fits_several:
      return "fits_several";
    case MatchReason::several_dossiers:
      return "several_dossiers";
    case MatchReason::payer_owes_elsewhere:
      return "payer_owes_elsewhere";
  }
  throw std::logic_error("no such reason");
}

std::string_view name(FindingKind kind) {
  switch (kind) {
    case FindingKind::returned:
      return "returned";
    case FindingKind::unlinked_return:
      return "unlinked_return";
    case FindingKind::debit_returned:
      return "debit_returned";
    case FindingKind::repeated:
      return "repeated";
    case FindingKind::paid_twice:
      return "paid_twice";
    case FindingKind::extra_payment:
      return "extra_payment";
    case FindingKind::foreign_money:
      return "foreign_money";
    case FindingKind::unknown_dossier:
      return "unknown_dossier";
    case FindingKind::contradictory:
      return "contradictory";
    case FindingKind::no_evidence:
      return "no_evidence";
  }
  throw std::logic_error("no such finding");
}

Matching match(std::span<const StatementEntry> entries, std::span<const ExpectedPayment> expected,
               const MatchRules& rules) {
  std::vector<ExpectedPayment> claims(expected.begin(), expected.end());
  std::ranges::sort(claims, {}, &ExpectedPayment::id);
  Movements movements = movements_of(entries, rules);
  take_out_returned(movements);
  Matching out;
  out.findings = std::move(movements.findings);
  MatchBoard board(std::move(movements.credits), claims);
  match_certain(board);
  match_named(board);
  match_misspelt(board, rules);
  match_unnamed(board, rules);
  for (std::size_t m = 0; m < board.credits().size(); ++m) {
    if (board.movement_is_open(m)) out.findings.push_back(explain(board, m));
  }
  for (std::size_t c = 0; c < claims.size(); ++c) {
    if (board.claim_is_open(c)) out.open_claims.push_back(claims[c].id);
  }
  out.matches = std::move(board).matches();
  std::ranges::sort(out.findings, {}, [](const Finding& one) { return std::tie(one.movement, one.kind); });
  return out;
}

}  // namespace lienthong::domain
