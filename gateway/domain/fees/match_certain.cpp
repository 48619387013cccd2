#include "domain/fees/match_board.hpp"
#include "domain/fees/part_sums.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace lienthong::domain {
namespace {

using Indices = std::vector<std::size_t>;

/// A movement of which the text is sure, and the fees that it says.
struct Candidate {
  std::size_t movement = 0;
  Indices claims;
  int strength = 0;  ///< of its weakest link
};

class CertainMatcher {
 public:
  explicit CertainMatcher(MatchBoard& board) : board_(&board) {}

  void run() {
    std::vector<Candidate> found;
    for (std::size_t m = 0; m < board_->credits().size(); ++m) {
      if (auto one = candidate(m)) found.push_back(std::move(*one));
    }
    // Of two that pay one fee the better proved, then the earlier, pays it; the other one is "paid twice".
    std::ranges::sort(found, {}, [&](const Candidate& one) {
      return std::tuple(one.claims.size(), -one.strength, board_->credits()[one.movement].day, one.movement);
    });
    for (const Candidate& one : found) take(one);
    for (std::size_t c = 0; c < board_->claims(); ++c) take_split(c);
  }

 private:
  [[nodiscard]] Indices named(std::size_t movement, bool (*wanted)(const Link&)) const {
    Indices out;
    for (const Link& link : board_->links(movement)) {
      if (wanted(link)) out.push_back(link.claim);
    }
    return out;
  }

  /// The one set of `claims` that adds up to the movement and leaves out no dossier.
  [[nodiscard]] std::optional<Indices> only_set(std::size_t movement, const Indices& claims) const {
    std::vector<Part> parts;
    for (const std::size_t c : claims) parts.push_back({board_->claim(c).amount, board_->claim(c).dossier.value()});
    const auto sets = sets_with_sum(parts, board_->credits()[movement].amount);
    if (sets.size() != 1) return std::nullopt;
    Indices out;
    for (const std::size_t i : sets.front()) out.push_back(claims[i]);
    return out;
  }

  [[nodiscard]] bool names_only_dossiers_of(std::size_t movement, const Indices& claims) const {
    std::set<std::string_view> paid;
    for (const std::size_t c : claims) paid.insert(board_->claim(c).dossier.value());
    return std::ranges::all_of(board_->links(movement), [&](const Link& link) {
      return paid.contains(board_->claim(link.claim).dossier.value());
    });
  }

  [[nodiscard]] std::optional<Candidate> candidate(std::size_t movement) const {
    const Indices referenced = named(movement, [](const Link& link) { return link.is_hard() && link.is_reference(); });
    auto claims = only_set(movement, referenced);
    if (!claims) {
      claims = only_set(movement, named(movement, [](const Link& link) { return link.is_hard(); }));
      if (claims && !std::ranges::includes(*claims, referenced)) return std::nullopt;
    }
    if (!claims || !names_only_dossiers_of(movement, *claims)) return std::nullopt;
    Candidate out{movement, *claims, 100};
    bool by_reference = true;
    for (const std::size_t c : *claims) {
      const Link& link = board_->link(movement, c);
      out.strength = std::min(out.strength, link.strength);
      by_reference = by_reference && link.is_reference();
    }
    if (!by_reference && claims->size() == 1 && board_->payer_owes_elsewhere(movement, claims->front()))
      return std::nullopt;
    return out;
  }

  void take(const Candidate& one) {
    if (!std::ranges::all_of(one.claims, [&](std::size_t c) { return board_->claim_is_open(c); })) return;
    MatchBoard::Found found{Confidence::certain, one.strength, {one.movement}, one.claims, {MatchReason::amount}};
    for (const std::size_t c : one.claims) found.reasons.push_back(board_->link(one.movement, c).evidence);
    if (one.claims.size() > 1) found.reasons.push_back(MatchReason::merged);
    board_->take(std::move(found));
  }

  /// Every open movement that names the fee names nothing else, and together they are its amount.
  void take_split(std::size_t claim) {
    if (!board_->claim_is_open(claim)) return;
    MatchBoard::Found found{Confidence::certain, 100, {}, {claim}, {MatchReason::amount, MatchReason::split}};
    std::int64_t sum = 0;
    for (const std::size_t m : board_->naming(claim)) {
      const Link& link = board_->link(m, claim);
      if (!board_->movement_is_open(m) || !link.is_hard() || board_->links(m).size() != 1) return;
      sum += board_->credits()[m].amount;
      found.movements.push_back(m);
      found.score = std::min(found.score, link.strength);
      found.reasons.push_back(link.evidence);
    }
    if (found.movements.size() > 1 && sum == board_->claim(claim).amount) board_->take(std::move(found));
  }

  MatchBoard* board_;
};

}  // namespace

void match_certain(MatchBoard& board) { CertainMatcher(board).run(); }

}  // namespace lienthong::domain
