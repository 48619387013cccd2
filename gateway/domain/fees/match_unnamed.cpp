#include "domain/fees/assignment.hpp"
#include "domain/fees/match_board.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace lienthong::domain {
namespace {

using Indices = std::vector<std::size_t>;

constexpr int settlement_score = 65;
/// Who paid behind the hour at which the platform closes its day is settled with the next one: so few of a day's sum
/// say nothing.
constexpr std::size_t fewest_settled = 3;
constexpr int left_out_costs = 10;
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
    take_settlements(&ExpectedPayment::platform_paid_on);
    take_settlements(&ExpectedPayment::counter_paid_on);
    assign_by_payer();
    take_only_amounts();
  }

 private:
  /// What the platform, or the counter, says was paid on one day comes as one sum, some days later.
  void take_settlements(std::optional<Day> ExpectedPayment::*paid_on) {
    std::map<Day, Indices> by_day;
    for (std::size_t c = 0; c < board_->claims(); ++c) {
      const auto day = board_->claim(c).*paid_on;
      if (day && board_->claim_is_open(c)) by_day[*day].push_back(c);
    }
    std::map<Day, Indices> partly;
    for (auto& [day, claims] : by_day) {
      if (!take_settlement(day, claims, settlement_score)) partly.emplace(day, std::move(claims));
    }
    for (const auto& [day, claims] : partly) take_part_of_day(day, claims);
  }

  bool take_settlement(Day day, const Indices& claims, int score) {
    std::int64_t sum = 0;
    for (const std::size_t c : claims) sum += board_->claim(c).amount;
    const Indices booked = open_movements(sum, day, day + rules_->settlement_window);
    if (claims.size() < 2 || booked.size() != 1) return false;
    board_->take({Confidence::likely,
                  score,
                  booked,
                  claims,
                  {MatchReason::amount, MatchReason::merged, MatchReason::day_settlement}});
    return true;
  }

  /// The day without one or two of its fees, if only one such choice was booked.
  void take_part_of_day(Day day, const Indices& claims) {
    std::int64_t sum = 0;
    for (const std::size_t c : claims) sum += board_->claim(c).amount;
    std::vector<Indices> booked;
    for (const std::size_t m : movements_) {
      const Movement& credit = board_->credits()[m];
      const bool in_time = day <= credit.day && credit.day <= day + rules_->settlement_window;
      if (!in_time || !board_->movement_is_open(m) || credit.amount >= sum) continue;
      for (const Indices& left_out : choices(claims, sum - credit.amount)) booked.push_back(without(claims, left_out));
      if (booked.size() > 1) return;
    }
    if (booked.size() == 1) take_settlement(day, booked.front(), settlement_score - left_out_costs);
  }

  /// One or two of the claims that add up to `missing` and leave enough for a settlement; at most two such choices.
  [[nodiscard]] std::vector<Indices> choices(const Indices& claims, std::int64_t missing) const {
    std::vector<Indices> out;
    std::multimap<std::int64_t, std::size_t> before;
    for (const std::size_t c : claims) {
      const std::int64_t amount = board_->claim(c).amount;
      if (amount == missing && claims.size() > fewest_settled) out.push_back({c});
      const auto [first, last] = before.equal_range(missing - amount);
      for (auto at = first; at != last && out.size() < 2 && claims.size() > fewest_settled + 1; ++at)
        out.push_back({at->second, c});
      if (out.size() > 1) return out;
      before.emplace(amount, c);
    }
    return out;
  }

  [[nodiscard]] static Indices without(const Indices& claims, const Indices& left_out) {
    Indices out;
    std::ranges::set_difference(claims, left_out, std::back_inserter(out));
    return out;
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
        if (!board_->is_near_in_time(m, c, *rules_)) continue;
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

  /// Of its amount the only open fee that was asked for in the days before, and of that fee the only open movement in
  /// the days behind.
  void take_only_amounts() {
    std::map<std::int64_t, DayIndex> claims;
    std::map<std::int64_t, DayIndex> credits;
    for (std::size_t c = 0; c < board_->claims(); ++c) {
      if (board_->claim_is_open(c)) claims[board_->claim(c).amount].emplace(board_->claim(c).asked_on, c);
    }
    for (const std::size_t m : movements_) {
      const Movement& credit = board_->credits()[m];
      if (board_->movement_is_open(m)) credits[credit.amount].emplace(credit.day, m);
    }
    std::vector<std::pair<std::size_t, std::size_t>> alone;
    for (const auto& [amount, booked] : credits) {
      for (const auto& [day, m] : booked) {
        const auto claim = only_one(claims[amount], day - rules_->weak_window, day);
        if (!claim) continue;
        const Day asked = board_->claim(*claim).asked_on;
        if (only_one(booked, asked, asked + rules_->weak_window)) alone.emplace_back(m, *claim);
      }
    }
    for (const auto& [m, claim] : alone) take(m, claim, MatchReason::only_amount, 1);
  }

  using DayIndex = std::multimap<Day, std::size_t>;
  [[nodiscard]] static std::optional<std::size_t> only_one(const DayIndex& index, Day first, Day last) {
    const auto begin = index.lower_bound(first);
    if (begin == index.end() || begin->first > last) return std::nullopt;
    const auto next = std::next(begin);
    return next == index.end() || next->first > last ? std::optional(begin->second) : std::nullopt;
  }

  MatchBoard* board_;
  const MatchRules* rules_;
  Indices movements_;  ///< that name no dossier at all
};

}  // namespace

void match_unnamed(MatchBoard& board, const MatchRules& rules) { UnnamedMatcher(board, rules).run(); }

}  // namespace lienthong::domain
