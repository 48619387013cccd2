#include "domain/fees/assignment.hpp"
#include "domain/fees/match_board.hpp"
#include "domain/fees/part_sums.hpp"

#include <algorithm>
#include <numeric>

namespace lienthong::domain {
namespace {

using Indices = std::vector<std::size_t>;

constexpr int other_amount_costs = 40;
constexpr int early_costs = 20;
constexpr int several_fit_costs = 10;
constexpr int owed_elsewhere_costs = 20;

class NamedMatcher {
 public:
  explicit NamedMatcher(MatchBoard& board) : board_(&board) {}

  void run() {
    assign(Wanted::same_amount);
    assign(Wanted::same_amount);  // what contradicted its payer may not any more: the payer's own fee was paid
    for (std::size_t m = 0; m < board_->credits().size(); ++m) take_merged(m);
    for (std::size_t c = 0; c < board_->claims(); ++c) take_split(c);
    assign(Wanted::other_amount);
  }

 private:
  enum class Wanted : std::uint8_t { same_amount, other_amount };

  [[nodiscard]] bool same_amount(std::size_t movement, std::size_t claim) const {
    return board_->credits()[movement].amount == board_->claim(claim).amount;
  }

  [[nodiscard]] Indices open_claims(std::size_t movement) const {
    Indices out;
    for (const Link& link : board_->links(movement)) {
      if (board_->claim_is_open(link.claim)) out.push_back(link.claim);
    }
    return out;
  }

  /// A second payment of a fee that is matched already says nothing about the dossier's other fees; nor does one that
  /// may be meant for another dossier.
  [[nodiscard]] bool says_no_more(std::size_t movement) const {
    return board_->contradicts_payer(movement) || std::ranges::any_of(board_->links(movement), [&](const Link& link) {
             return !board_->claim_is_open(link.claim) && same_amount(movement, link.claim);
           });
  }

  [[nodiscard]] std::vector<WeightedPair> pairs(Wanted wanted) const {
    std::vector<WeightedPair> out;
    for (std::size_t m = 0; m < board_->credits().size(); ++m) {
      if (!board_->movement_is_open(m) || (wanted == Wanted::other_amount && says_no_more(m))) continue;
      for (const std::size_t c : open_claims(m)) {
        if (same_amount(m, c) != (wanted == Wanted::same_amount)) continue;
        const Link& link = board_->link(m, c);
        if (!link.is_reference() && board_->contradicts_payer(m)) continue;
        const int strength = link.strength - (link.before_request ? early_costs : 0);
        const int payer = board_->is_from_applicant(m, c) ? 1 : 0;
        out.push_back({m, c, 1'000 * (2 * std::int64_t{strength} + payer) - place_among_naming(m, c)});
      }
    }
    return out;
  }

  /// Of movements that fit as well the earlier one is taken.
  [[nodiscard]] std::int64_t place_among_naming(std::size_t movement, std::size_t claim) const {
    const auto& naming = board_->naming(claim);
    return std::min<std::int64_t>(std::ranges::find(naming, movement) - naming.begin(), 999);
  }

  void assign(Wanted wanted) {
    const auto all = pairs(wanted);
    const auto columns = heaviest_assignment(board_->credits().size(), board_->claims(), all);
    std::vector<int> fitting(board_->credits().size(), 0);
    for (const WeightedPair& pair : all) ++fitting[pair.row];
    for (std::size_t m = 0; m < columns.size(); ++m) {
      if (columns[m]) take_pair(m, *columns[m], wanted, fitting[m]);
    }
  }

  void take_pair(std::size_t movement, std::size_t claim, Wanted wanted, int fitting) {
    const Link& link = board_->link(movement, claim);
    MatchBoard::Found found{Confidence::likely, link.strength, {movement}, {claim}, {link.evidence}};
    found.reasons.push_back(wanted == Wanted::same_amount ? MatchReason::amount : MatchReason::amount_differs);
    if (wanted == Wanted::other_amount) found.score -= other_amount_costs;
    add_doubts(movement, {claim}, found);
    if (fitting > 1) {
      found.score -= several_fit_costs;
      found.reasons.push_back(MatchReason::fits_several);
    }
    if (wanted == Wanted::same_amount && !link.is_reference() && board_->payer_owes_elsewhere(movement, claim)) {
      found.score -= owed_elsewhere_costs;
      found.reasons.push_back(MatchReason::payer_owes_elsewhere);
    }
    board_->take(std::move(found));
  }

  void add_doubts(std::size_t movement, const Indices& claims, MatchBoard::Found& found) const {
    for (const std::size_t c : claims) {
      if (!board_->link(movement, c).before_request) continue;
      found.score -= early_costs;
      found.reasons.push_back(MatchReason::before_request);
      break;
    }
    const bool others = std::ranges::any_of(board_->links(movement), [&](const Link& link) {
      return std::ranges::none_of(
          claims, [&](std::size_t c) { return board_->claim(c).dossier == board_->claim(link.claim).dossier; });
    });
    if (others) found.reasons.push_back(MatchReason::several_dossiers);
  }

  /// The one set of `parts` that adds up to `target` and has more than one part.
  [[nodiscard]] static Indices only_set(const std::vector<std::int64_t>& amounts, std::int64_t target) {
    std::vector<Part> parts;
    for (const std::int64_t amount : amounts) parts.push_back({amount, "any"});
    const auto sets = sets_with_sum(parts, target);
    return sets.size() == 1 && sets.front().size() > 1 ? sets.front() : Indices{};
  }

  void take_merged(std::size_t movement) {
    if (!board_->movement_is_open(movement) || says_no_more(movement)) return;
    const Indices claims = open_claims(movement);
    std::vector<std::int64_t> amounts;
    for (const std::size_t c : claims) amounts.push_back(board_->claim(c).amount);
    MatchBoard::Found found{Confidence::likely, 80, {movement}, {}, {MatchReason::amount, MatchReason::merged}};
    for (const std::size_t i : only_set(amounts, board_->credits()[movement].amount)) {
      const Link& link = board_->link(movement, claims[i]);
      found.claims.push_back(claims[i]);
      found.score = std::min(found.score, link.strength);
      found.reasons.push_back(link.evidence);
    }
    if (found.claims.empty()) return;
    add_doubts(movement, Indices(found.claims), found);
    board_->take(std::move(found));
  }

  void take_split(std::size_t claim) {
    if (!board_->claim_is_open(claim)) return;
    Indices movements;
    std::vector<std::int64_t> amounts;
    for (const std::size_t m : board_->naming(claim)) {
      if (!board_->movement_is_open(m) || says_no_more(m)) continue;
      movements.push_back(m);
      amounts.push_back(board_->credits()[m].amount);
    }
    MatchBoard::Found found{Confidence::likely, 80, {}, {claim}, {MatchReason::amount, MatchReason::split}};
    for (const std::size_t i : only_set(amounts, board_->claim(claim).amount)) {
      const Link& link = board_->link(movements[i], claim);
      found.movements.push_back(movements[i]);
      found.score = std::min(found.score, link.strength);
      found.reasons.push_back(link.evidence);
    }
    if (!found.movements.empty()) board_->take(std::move(found));
  }

  MatchBoard* board_;
};

}  // namespace

void match_named(MatchBoard& board) { NamedMatcher(board).run(); }

}  // namespace lienthong::domain
