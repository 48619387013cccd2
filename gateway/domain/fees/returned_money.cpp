#include "domain/fees/returned_money.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

namespace lienthong::domain {
namespace {

using Indices = std::vector<std::size_t>;

/// Shorter numbers are found in texts by accident.
constexpr std::size_t shortest_quoted = 8;
constexpr int fewest_digits = 8;

/// "CHUYEN TIEN" is said of many payments; what holds so many digits is said of one.
bool tells_apart(const CompactText& text) {
  return std::ranges::count_if(text.characters, [](char c) { return c >= '0' && c <= '9'; }) >= fewest_digits;
}

class ReturnFinder {
 public:
  explicit ReturnFinder(const Movements& movements) : movements_(&movements) {
    for (std::size_t i = 0; i < movements.credits.size(); ++i) {
      const Movement& credit = movements.credits[i];
      if (!credit.servicer_reference.empty()) quoted_[credit.servicer_reference].push_back(i);
      for (const std::string& reference : credit.references) referred_[reference].push_back(i);
      for (const CompactText& text : credit.texts) {
        if (tells_apart(text)) said_[text.characters].push_back(i);
      }
    }
    for (const auto& [number, credits] : quoted_) lengths_.insert(number.size());
  }

  [[nodiscard]] std::optional<std::size_t> credit_of(const Movement& debit, const std::set<std::size_t>& used) const {
    if (const auto found = latest(quoted_by(debit), debit, used)) return found;
    if (!debit.gives_back) return std::nullopt;
    Indices by_reference;
    for (const std::string& reference : debit.references) append(referred_, reference, by_reference);
    if (const auto found = latest(by_reference, debit, used)) return found;
    Indices by_text;
    for (const CompactText& text : debit.texts) append(said_, text.characters, by_text);
    return latest(by_text, debit, used);
  }

 private:
  using Index = std::unordered_map<std::string, Indices>;

  static void append(const Index& from, const std::string& key, Indices& to) {
    const auto found = from.find(key);
    if (found != from.end()) to.insert(to.end(), found->second.begin(), found->second.end());
  }

  /// Credits whose number the debit names, as a reference or inside a text.
  [[nodiscard]] Indices quoted_by(const Movement& debit) const {
    Indices out;
    for (const std::string& reference : debit.references) append(quoted_, reference, out);
    for (const CompactText& text : debit.texts) {
      for (const std::size_t length : lengths_) {
        if (length < shortest_quoted) continue;
        for (std::size_t at = 0; at + length <= text.characters.size(); ++at)
          append(quoted_, text.characters.substr(at, length), out);
      }
    }
    return out;
  }

  [[nodiscard]] std::optional<std::size_t> latest(const Indices& credits, const Movement& debit,
                                                  const std::set<std::size_t>& used) const {
    std::optional<std::size_t> best;
    for (const std::size_t i : credits) {
      const Movement& credit = movements_->credits[i];
      if (credit.amount != debit.amount || credit.day > debit.day || used.contains(i)) continue;
      if (!best || std::pair(movements_->credits[*best].day, *best) < std::pair(credit.day, i)) best = i;
    }
    return best;
  }

  const Movements* movements_;
  Index quoted_;
  Index referred_;
  Index said_;
  std::set<std::size_t> lengths_;
};

}  // namespace

void take_out_returned(Movements& movements) {
  const ReturnFinder finder(movements);
  std::set<std::size_t> used;
  for (const Movement& debit : movements.debits) {
    const auto credit = finder.credit_of(debit, used);
    if (credit) {
      used.insert(*credit);
      movements.findings.push_back({FindingKind::returned, debit.id, movements.credits[*credit].id, {}});
    } else if (debit.gives_back) {
      movements.findings.push_back({FindingKind::unlinked_return, debit.id, std::nullopt, {}});
    }
  }
  std::vector<Movement> kept;
  for (std::size_t i = 0; i < movements.credits.size(); ++i) {
    Movement& credit = movements.credits[i];
    if (used.contains(i)) continue;
    if (credit.gives_back) {
      movements.findings.push_back({FindingKind::debit_returned, credit.id, std::nullopt, {}});
    } else {
      kept.push_back(std::move(credit));
    }
  }
  movements.credits = std::move(kept);
}

}  // namespace lienthong::domain
