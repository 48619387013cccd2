#include "sync/fees/match_decision.hpp"

#include "base/digest.hpp"
#include "sync/fees/packed_text.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace lienthong::sync {
namespace {

constexpr std::uint64_t form = 1;
constexpr std::array kinds{DecisionKind::confirm, DecisionKind::reject, DecisionKind::set_aside,
                           DecisionKind::withdraw};

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(out) : std::nullopt;
}

void apply(const MatchDecision& decision, StandingDecision& standing) {
  switch (decision.kind) {
    case DecisionKind::confirm:
      standing.settled = decision;
      for (const std::string& claim : decision.claims) standing.rejected.erase(claim);
      return;
    case DecisionKind::set_aside:
      standing.settled = decision;
      return;
    case DecisionKind::reject:
      standing.settled.reset();
      standing.rejected.insert(decision.claims.begin(), decision.claims.end());
      return;
    case DecisionKind::withdraw:
      standing = {};
      return;
  }
  throw std::logic_error("no such decision");
}

}  // namespace

std::string_view name(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::confirm:
      return "confirm";
    case DecisionKind::reject:
      return "reject";
    case DecisionKind::set_aside:
      return "set_aside";
    case DecisionKind::withdraw:
      return "withdraw";
  }
  throw std::logic_error("no such decision");
}

std::optional<DecisionKind> decision_kind_from_name(std::string_view word) {
  for (const DecisionKind kind : kinds) {
    if (name(kind) == word) return kind;
  }
  return std::nullopt;
}

std::string movement_name(const domain::MovementId& movement) {
  return movement.statement + "-" + std::to_string(movement.entry) + "-" + std::to_string(movement.detail);
}

std::optional<domain::MovementId> movement_from_name(std::string_view name) {
  const auto second = name.rfind('-');
  if (second == std::string_view::npos || second == 0) return std::nullopt;
  const auto first = name.rfind('-', second - 1);
  if (first == std::string_view::npos || first == 0) return std::nullopt;
  const auto entry = number_of(name.substr(first + 1, second - first - 1));
  const auto detail = number_of(name.substr(second + 1));
  if (!entry || !detail) return std::nullopt;
  return domain::MovementId{std::string(name.substr(0, first)), *entry, *detail};
}

storage::JournalEntry decision_entry(const MatchDecision& decision) {
  PackedWriter body;
  body.number(form).number(static_cast<std::uint64_t>(decision.kind)).text(decision.by).text(decision.reason);
  body.number(decision.claims.size());
  for (const std::string& claim : decision.claims) body.text(claim);
  storage::JournalEntry out;
  out.journal = storage::Journal::match_decision;
  out.subject = movement_name(decision.movement);
  out.at = decision.at;
  out.body = std::move(body).take();
  out.id = std::to_string(base::unix_ms(decision.at)) + "/" + base::sha256_hex(out.body);
  return out;
}

base::Result<MatchDecision> read_decision(const storage::JournalEntry& entry) {
  PackedReader in(entry.body);
  if (in.number() != form) in.fail();
  MatchDecision out;
  out.kind = in.enumeration(DecisionKind::withdraw);
  out.by = in.text();
  out.reason = in.text();
  out.at = entry.at;
  const std::size_t claims = in.count();
  for (std::size_t i = 0; i < claims; ++i) out.claims.push_back(in.text());
  const auto movement = movement_from_name(entry.subject);
  if (in.failed() || !in.at_end() || !movement)
    return base::fail(base::ErrorKind::permanent, "decision.body", "what was kept of a decision cannot be read");
  out.movement = *movement;
  return out;
}

base::Result<StandingDecisions> standing_decisions(std::span<const storage::JournalRow> rows) {
  StandingDecisions out;
  for (const storage::JournalRow& row : rows) {
    auto decision = read_decision(row.entry);
    if (!decision) return base::fail(std::move(decision).error());
    apply(*decision, out[decision->movement]);
  }
  return out;
}

}  // namespace lienthong::sync
