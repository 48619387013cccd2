#include "domain/fees/assignment.hpp"
#include "domain/fees/match_board.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

namespace lienthong::domain {
namespace {

using Indices = std::vector<std::size_t>;

constexpr int settlement_score = 65;
constexpr int payer_score = 60;
constexpr int amount_score = 35;
constexpr int several_fit_costs = 20;

class UnnamedMatcher {
 public:
  UnnamedMatcher(MatchBoard& board, const MatchRules& rules) : board_(&board), rules_(&rules) {
    for (std::size_t m = 0; m < board.credits().size(); ++m) {
      const Movement& credit = board.credits()[m];
      const bool names_nothing = board.links(m).empty() && !Evidence::names_a_dossier(credit);
      if (names_nothing && credit.day != Day{}) movements_.push_back(m);
    }
  }

  void run() {
    take_settlements();
    assign_by_payer();
    take_only_amounts();
  }

 private:
  /// What the platform says was paid on one day comes as one sum, some days later.
  void take_settlements() {
    std::map<Day, Indices> by_day;
    for (std::size_t c = 0; c < board_->claims(); ++c) {
      const auto paid_on = board_->claim(c).platform_paid_on;
      if (paid_on && board_->claim_is_open(c)) by_day[*paid_on].push_back(c);
    }
    for (const auto& [day, claims] : by_day) {
      std::int64_t sum = 0;
      for (const std::size_t c : claims) sum += board_->claim(c).amount;
      const Indices booked = open_movements(sum, day, day + rules_->settlement_window);
      if (claims.size() < 2 || booked.size() != 1) continue;
      board_->take({Confidence::likely,
                    settlement_score,
                    booked,
                    claims,
                    {MatchReason::amount, MatchReason::merged, MatchReason::day_settlement}});
    }
  }

  [[nodiscard]] Indices open_movements(std::int64_t amount, Day from, Day to) const {
    Indices out;
    for (const std::size_t m : movements_) {
      const Movement& credit = board_->credits()[m];
      if (board_->movement_is_open(m) && credit.amount == amount && from <= credit.day && credit.day <= to)
        out.push_back(m);
    }
    return out;
  }

  [[nodiscard]] bool in_window(std::size_t movement, std::size_t claim) const {
    const Day asked = board_->claim(claim).asked_on;
    const Day booked = board_->credits()[movement].day;
    return asked <= booked && booked <= asked + rules_->weak_window;
  }

  /// The nearer in time, the likelier; always less than a point of score.
  [[nodiscard]] std::int64_t weight(std::size_t movement, std::size_t claim) const {
    const ExpectedPayment& expected = board_->claim(claim);
    const Day paid = expected.platform_paid_on.value_or(expected.asked_on);
    const auto apart = std::abs((board_->credits()[movement].day - paid).count());
    return 1'000 * payer_score - std::min<std::int64_t>(apart, 999);
  }

  void assign_by_payer() {
    std::map<std::pair<std::int64_t, std::string>, Indices> open;
    for (std::size_t c = 0; c < board_->claims(); ++c) {
      const std::string payer = name_key(board_->claim(c).payer);
      if (board_->claim_is_open(c) && !payer.empty()) open[{board_->claim(c).amount, payer}].push_back(c);
    }
    std::vector<WeightedPair> pairs;
    std::map<std::size_t, int> fitting;
    for (const std::size_t m : movements_) {
      const auto found = open.find({board_->credits()[m].amount, board_->credits()[m].payer});
      if (!board_->movement_is_open(m) || found == open.end()) continue;
      for (const std::size_t c : found->second) {
        if (!in_window(m, c)) continue;
        pairs.push_back({m, c, weight(m, c)});
        ++fitting[m];
      }
    }
    const auto columns = heaviest_assignment(board_->credits().size(), board_->claims(), pairs);
    for (const auto& [m, count] : fitting) {
      if (columns[m]) take(m, *columns[m], MatchReason::payer_name, count);
    }
  }

  void take(std::size_t movement, std::size_t claim, MatchReason why, int fitting) {
    MatchBoard::Found found{Confidence::likely, payer_score, {movement}, {claim}, {MatchReason::amount, why}};
    if (why == MatchReason::only_amount) found.score = amount_score;
    if (fitting > 1) {
      found.score -= several_fit_costs;
      found.reasons.push_back(MatchReason::fits_several);
    }
    board_->take(std::move(found));
  }

  /// One open fee of this amount, and one open movement: in both directions nothing else fits.
  void take_only_amounts() {
    std::map<std::int64_t, Indices> open_claims;
    std::map<std::int64_t, Indices> open_credits;
    for (std::size_t c = 0; c < board_->claims(); ++c) {
      if (board_->claim_is_open(c)) open_claims[board_->claim(c).amount].push_back(c);
    }
    for (const std::size_t m : movements_) {
      if (board_->movement_is_open(m)) open_credits[board_->credits()[m].amount].push_back(m);
    }
    for (const auto& [amount, credits] : open_credits) {
      const auto claims = open_claims.find(amount);
      const bool alone = claims != open_claims.end() && claims->second.size() == 1 && credits.size() == 1;
      if (alone && in_window(credits.front(), claims->second.front()))
        take(credits.front(), claims->second.front(), MatchReason::only_amount, 1);
    }
  }

  MatchBoard* board_;
  const MatchRules* rules_;
  Indices movements_;  ///< that name no dossier at all
};

}  // namespace

void match_unnamed(MatchBoard& board, const MatchRules& rules) { UnnamedMatcher(board, rules).run(); }

}  // namespace lienthong::domain
