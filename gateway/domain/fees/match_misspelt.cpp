#include "domain/fees/assignment.hpp"
#include "domain/fees/match_board.hpp"
#include "domain/fees/written_code.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace lienthong::domain {
namespace {

using Indices = std::vector<std::size_t>;

constexpr int like_and_own_score = 70;
constexpr int like_score = 50;
constexpr int own_score = 45;
/// A whole code of another dossier stands against it.
constexpr int names_other_costs = 15;
constexpr int cut_costs = 5;
constexpr int several_fit_costs = 20;

struct Candidate {
  std::size_t claim = 0;
  CodeLikeness likeness = CodeLikeness::none;
  bool own = false;  ///< the payer is the applicant
  int score = 0;
};

class MisspeltMatcher {
 public:
  MisspeltMatcher(MatchBoard& board, const MatchRules& rules) : board_(&board), rules_(&rules) {
    for (std::size_t c = 0; c < board.claims(); ++c) {
      digits_.push_back(code_digits(board.claim(c).dossier.value()));
      if (board.claim_is_open(c)) open_[board.claim(c).amount].emplace(board.claim(c).asked_on, c);
    }
  }

  void run() {
    std::map<std::size_t, std::vector<Candidate>> found;
    std::vector<WeightedPair> pairs;
    for (std::size_t m = 0; m < board_->credits().size(); ++m) {
      if (!board_->movement_is_open(m)) continue;
      std::vector<Candidate> fitting = best(candidates(m));
      for (const Candidate& one : fitting) pairs.push_back({m, one.claim, weight(m, one)});
      if (!fitting.empty()) found[m] = std::move(fitting);
    }
    const auto columns = heaviest_assignment(board_->credits().size(), board_->claims(), pairs);
    for (const auto& [m, fitting] : found) {
      const auto taken =
          std::ranges::find(fitting, columns[m], [](const Candidate& one) { return std::optional(one.claim); });
      if (taken != fitting.end()) take(m, *taken, fitting.size());
    }
  }

 private:
  [[nodiscard]] std::vector<Candidate> candidates(std::size_t movement) const {
    const Movement& credit = board_->credits()[movement];
    const auto written = written_digits(credit.texts);
    if (written.empty() || credit.day == Day{}) return {};
    const Indices own = board_->owed_elsewhere(movement);
    std::vector<Candidate> out;
    const auto open = open_.find(credit.amount);
    if (open == open_.end()) return out;
    const auto first = open->second.lower_bound(credit.day - rules_->weak_window);
    const auto last = open->second.upper_bound(credit.day);
    for (auto at = first; at != last; ++at) {
      Candidate one{at->second, likest(written, digits_[at->second]), false, 0};
      one.own = std::ranges::find(own, one.claim) != own.end();
      one.score = score(movement, one);
      if (one.score > 0) out.push_back(one);
    }
    return out;
  }

  [[nodiscard]] static CodeLikeness likest(const std::vector<WrittenDigits>& written, const CodeDigits& code) {
    CodeLikeness out = CodeLikeness::none;
    for (const WrittenDigits& one : written) out = std::max(out, likeness(one, code));
    return out;
  }

  /// Who names a known dossier means it, unless it is paid already and his own is open: then a slip, or a text that
  /// was used twice, is likelier. While both are open only a slip tells.
  [[nodiscard]] int score(std::size_t movement, const Candidate& one) const {
    const bool like = one.likeness != CodeLikeness::none;
    const int cut = one.likeness == CodeLikeness::cut ? cut_costs : 0;
    if (board_->links(movement).empty()) {
      if (like) return (one.own ? like_and_own_score : like_score) - cut;
      return one.own ? own_score : 0;
    }
    if (!one.own || (!like && board_->contradicts_payer(movement))) return 0;
    return (like ? like_and_own_score : own_score) - cut - names_other_costs;
  }

  /// Those of the highest score; of several without the payer's name none.
  [[nodiscard]] static std::vector<Candidate> best(std::vector<Candidate> all) {
    if (all.empty()) return all;
    const int highest = std::ranges::max_element(all, {}, &Candidate::score)->score;
    std::erase_if(all, [&](const Candidate& one) { return one.score < highest; });
    if (all.size() > 1 && !all.front().own) all.clear();
    return all;
  }

  /// The nearer in time, the likelier; always less than a point of score.
  [[nodiscard]] std::int64_t weight(std::size_t movement, const Candidate& one) const {
    const auto apart = std::abs((board_->credits()[movement].day - board_->claim(one.claim).asked_on).count());
    return 1'000 * std::int64_t{one.score} - std::min<std::int64_t>(apart, 999);
  }

  void take(std::size_t movement, const Candidate& one, std::size_t fitting) {
    MatchBoard::Found found{Confidence::likely, one.score, {movement}, {one.claim}, {MatchReason::amount}};
    if (one.likeness == CodeLikeness::cut) found.reasons.push_back(MatchReason::dossier_code_cut);
    if (one.likeness == CodeLikeness::misspelt) found.reasons.push_back(MatchReason::dossier_code_misspelt);
    if (one.own) found.reasons.push_back(MatchReason::payer_name);
    if (!board_->links(movement).empty()) found.reasons.push_back(MatchReason::several_dossiers);
    if (fitting > 1) {
      found.score -= several_fit_costs;
      found.reasons.push_back(MatchReason::fits_several);
    }
    board_->take(std::move(found));
  }

  MatchBoard* board_;
  const MatchRules* rules_;
  std::vector<CodeDigits> digits_;                                ///< of each claim's dossier code
  std::map<std::int64_t, std::multimap<Day, std::size_t>> open_;  ///< claims by amount and day asked
};

}  // namespace

void match_misspelt(MatchBoard& board, const MatchRules& rules) { MisspeltMatcher(board, rules).run(); }

}  // namespace lienthong::domain
