#include "domain/fees/movement.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>

namespace lienthong::domain {
namespace {

/// ISO 20022 for "there is none" (EndToEndId is mandatory).
constexpr std::string_view not_provided = "NOTPROVIDED";

/// Return and reversal families of the ISO 20022 bank transaction code's last part.
bool is_return_code(std::string_view bank_code) {
  const std::string_view last = bank_code.substr(bank_code.rfind('/') + 1);
  return last == "RRTN" || last == "RPCR" || last == "RRCT" || last == "CRTN";
}

std::optional<std::int64_t> dong_of(const std::optional<Amount>& amount) {
  return amount ? amount->dong() : std::nullopt;
}

/// Whether the payments inside are stated one by one, go the way of the entry and add up to it.
bool is_itemised(const Entry& entry, std::int64_t whole) {
  if (entry.details.size() < 2) return false;
  std::int64_t sum = 0;
  for (const EntryDetail& detail : entry.details) {
    const auto part = dong_of(detail.amount);
    const bool right = part && *part > 0 && *part <= whole - sum && detail.flow.value_or(entry.flow) == entry.flow;
    if (!right) return false;
    sum += *part;
  }
  return sum == whole;
}

void add_reference(Movement& to, const std::string& text) {
  std::string key = compact_key(text);
  if (!key.empty() && key != not_provided && std::ranges::find(to.references, key) == to.references.end())
    to.references.push_back(std::move(key));
}

void add_text(Movement& to, const std::string& text) {
  if (!text.empty() && text != not_provided) to.texts.push_back(compact(text));
}

void add_detail(Movement& to, const EntryDetail& detail) {
  for (const std::string* text : {&detail.end_to_end_id, &detail.transaction_id, &detail.instruction_id,
                                  &detail.structured_reference, &detail.uetr}) {
    add_reference(to, *text);
  }
  add_text(to, detail.remittance);
  add_text(to, detail.structured_reference);
  add_text(to, detail.end_to_end_id);
  if (to.payer.empty()) to.payer = name_key(detail.debtor_name);
}

Movement begin(const StatementEntry& from, std::int64_t amount, const MatchRules& rules) {
  const Entry& entry = from.entry;
  Movement out;
  out.id = {from.statement, entry.number, 0};
  out.amount = amount;
  out.day = entry.booked_on.value_or(entry.valued_on.value_or(Day{}));
  out.flow = entry.flow;
  if (entry.reversal && rules.reversal_flow == ReversalFlow::of_the_original)
    out.flow = entry.flow == Flow::credit ? Flow::debit : Flow::credit;
  out.gives_back = entry.reversal || is_return_code(entry.bank_code);
  out.servicer_reference = compact_key(entry.servicer_reference);
  add_text(out, entry.information);
  return out;
}

std::vector<Movement> split(const StatementEntry& from, std::int64_t whole, const MatchRules& rules) {
  Movement base = begin(from, whole, rules);
  const bool itemised = is_itemised(from.entry, whole);
  std::vector<Movement> out;
  for (std::size_t i = 0; i < from.entry.details.size(); ++i) {
    const EntryDetail& detail = from.entry.details[i];
    if (itemised) {
      out.push_back(base);
      out.back().id.detail = i + 1;
      out.back().amount = *dong_of(detail.amount);
      if (!detail.servicer_reference.empty()) out.back().servicer_reference = compact_key(detail.servicer_reference);
      add_detail(out.back(), detail);
    } else {
      add_detail(base, detail);
    }
  }
  if (!itemised) out.push_back(std::move(base));
  return out;
}

/// The bank's own number of an entry with its amount, way and day: twice the same is the same movement (rules 4.3 #7).
using Fingerprint = std::tuple<std::string, std::int64_t, Flow, Day>;

}  // namespace

Movements movements_of(std::span<const StatementEntry> entries, const MatchRules& rules) {
  std::vector<const StatementEntry*> ordered;
  for (const StatementEntry& one : entries) {
    if (one.entry.status == BookingStatus::booked) ordered.push_back(&one);
  }
  std::ranges::sort(ordered, {}, [](const StatementEntry* one) { return std::tie(one->statement, one->entry.number); });
  Movements out;
  std::map<Fingerprint, MovementId> seen;
  for (const StatementEntry* one : ordered) {
    const MovementId id{one->statement, one->entry.number, 0};
    const auto whole = one->entry.amount.dong();
    if (!whole) {
      out.findings.push_back({FindingKind::foreign_money, id, std::nullopt, {}});
      continue;
    }
    std::vector<Movement> inside = split(*one, *whole, rules);
    const Fingerprint print{compact_key(one->entry.servicer_reference), *whole, inside.front().flow,
                            inside.front().day};
    const auto [first, is_new] = seen.emplace(print, id);
    if (!is_new && !std::get<0>(print).empty()) {
      out.findings.push_back({FindingKind::repeated, id, first->second, {}});
      continue;
    }
    auto& to = inside.front().flow == Flow::credit ? out.credits : out.debits;
    std::ranges::move(inside, std::back_inserter(to));
  }
  return out;
}

std::vector<MovementId> movements_in(const StatementEntry& entry) {
  const Movements found = movements_of({&entry, 1}, {});
  std::vector<MovementId> out;
  for (const auto* way : {&found.credits, &found.debits}) {
    for (const Movement& movement : *way) out.push_back(movement.id);
  }
  return out;
}

}  // namespace lienthong::domain
