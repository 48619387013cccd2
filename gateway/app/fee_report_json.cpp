#include "app/fee_report.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/month/month_cells.hpp"
#include "console/month/month_transfers.hpp"

#include <algorithm>
#include <map>

namespace lienthong::app {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;
using console::json_instant;
using console::json_number;
using console::MonthReport;

Value instant_or_null(Arena& arena, const std::optional<base::Instant>& at) {
  return at ? json_instant(arena, *at) : Value::null();
}

Value day_text(Arena& arena, domain::Day day) {
  // The date alone: the beginning of RFC 3339.
  return Value::text(arena.copy(base::to_rfc3339(base::Instant{day} - base::vietnam_offset).substr(0, 10)));
}

Value unit_value(Arena& arena, const domain::UnitAndKind& key, const domain::UnitMonth& row) {
  RecordBuilder out(arena);
  out.add_text("unit", key.first.value());
  out.add_text("kind", name(key.second));
  out.add("due", json_number(arena, row.due));
  out.add("paid_on_platform", json_number(arena, row.paid_on_platform));
  out.add("paid_at_counter", json_number(arena, row.paid_at_counter));
  out.add("booked", json_number(arena, row.booked));
  out.add("transferred", json_number(arena, row.transferred));
  RecordBuilder differences(arena);
  for (const auto& [difference, count] : row.differences) differences.add(name(difference), json_number(arena, count));
  out.add("differences", differences.build());
  return out.build();
}

Value transfers_value(Arena& arena, const domain::TransferMatching& transfers) {
  ListBuilder out(arena);
  for (const domain::TransferMatch& match : transfers.orders) {
    RecordBuilder row(arena);
    row.add_text("end_to_end_id", match.end_to_end_id);
    row.add_text("state", name(match.state));
    row.add("ordered", json_number(arena, match.ordered));
    row.add("booked", json_number(arena, match.booked));
    out.add(row.build());
  }
  return out.build();
}

Value alarm_value(Arena& arena, const domain::FeeAlarm& alarm) {
  RecordBuilder out(arena);
  out.add_text("kind", name(alarm.kind));
  out.add_text("severity", alarm.severity == domain::Severity::breach ? "breach" : "warning");
  out.add("since", json_instant(arena, alarm.since));
  if (alarm.unit) out.add_text("unit", alarm.unit->value());
  if (alarm.dossier) out.add_text("dossier", alarm.dossier->value());
  out.add("expected", json_number(arena, alarm.expected));
  out.add("found", json_number(arena, alarm.found));
  return out.build();
}

Value agreements_value(Arena& arena, const MonthReport& report) {
  RecordBuilder out(arena);
  for (const auto& [unit, at] : report.facts.agreed_at) out.add(arena.copy(unit.value()), instant_or_null(arena, at));
  return out.build();
}

Value matching_value(Arena& arena, const domain::Matching& matching) {
  std::int64_t certain = 0;
  for (const domain::Match& one : matching.matches) certain += one.confidence == domain::Confidence::certain ? 1 : 0;
  std::map<std::string_view, std::int64_t> findings;
  for (const domain::Finding& one : matching.findings) ++findings[name(one.kind)];
  RecordBuilder out(arena);
  out.add("certain", json_number(arena, certain));
  out.add("likely", json_number(arena, static_cast<std::int64_t>(matching.matches.size()) - certain));
  out.add("open_claims", json_number(arena, static_cast<std::int64_t>(matching.open_claims.size())));
  RecordBuilder kinds(arena);
  for (const auto& [kind, count] : findings) kinds.add(kind, json_number(arena, count));
  out.add("findings", kinds.build());
  return out.build();
}

template <class Range, class Text>
Value texts(Arena& arena, const Range& range, Text text) {
  ListBuilder out(arena);
  for (const auto& one : range) out.add(Value::text(arena.copy(text(one))));
  return out.build();
}

/// Movements and claims as the matching names them.
class MatchRows {
 public:
  MatchRows(Arena& arena, const MonthReport& report, const sync::FeeBooks& books) : arena_(&arena), books_(&books) {
    for (const console::ReportedMovement& one : report.movements) movements_[one.id] = &one;
    for (const console::ReportedClaim& one : report.claims) claims_[one.id] = &one;
    for (const auto& [subject, chain] : books.chains) {
      for (const sync::ChainedStatement& one : chain) links_[one.link.name()] = &one.link;
    }
  }

  /// Where it stands: the bank's own id of the statement, or the file where it gives none.
  [[nodiscard]] Value movement(const domain::MovementId& id) const {
    RecordBuilder out(*arena_);
    out.add_text("name", sync::movement_name(id));
    if (const auto link = links_.find(id.statement); link != links_.end()) {
      const std::string& statement = link->second->header.statement_id;
      out.add_text("statement", statement.empty() ? link->second->file.digest : statement);
      out.add_text("file", link->second->file.digest);
    }
    out.add("entry", json_number(*arena_, static_cast<std::int64_t>(id.entry)));
    out.add("detail", json_number(*arena_, static_cast<std::int64_t>(id.detail)));
    return out.build();
  }

  void add_money(RecordBuilder& out, const domain::MovementId& id) const {
    const auto found = movements_.find(id);
    if (found == movements_.end()) return;
    out.add_text("reference", found->second->reference);
    out.add("booked_on", day_text(*arena_, found->second->booked_on));
    out.add_text("flow", found->second->flow == domain::Flow::credit ? "credit" : "debit");
    out.add_text("amount", found->second->amount.text());
    out.add_text("currency", found->second->amount.currency.code());
  }

  [[nodiscard]] Value match(const domain::Match& match, const domain::MovementId& id) const {
    RecordBuilder out(*arena_);
    out.add("movement", movement(id));
    add_money(out, id);
    out.add_text("confidence", match.confidence == domain::Confidence::certain ? "certain" : "likely");
    out.add("score", json_number(*arena_, match.score));
    out.add("claims", texts(*arena_, match.claims, [](const std::string& claim) { return claim; }));
    out.add("fees", fees(match.claims));
    out.add("reasons", texts(*arena_, match.reasons, [](domain::MatchReason reason) { return name(reason); }));
    const auto decided = books_->decisions.find(id);
    if (decided != books_->decisions.end() && decided->second.settled) {
      out.add_text("decision", name(decided->second.settled->kind));
      out.add_text("decided_as", sync::movement_name(decided->second.settled->movement));
    }
    return out.build();
  }

  [[nodiscard]] Value finding(const domain::Finding& finding) const {
    RecordBuilder out(*arena_);
    out.add_text("kind", name(finding.kind));
    out.add("movement", movement(finding.movement));
    add_money(out, finding.movement);
    if (finding.other) out.add_text("other", sync::movement_name(*finding.other));
    if (!finding.claim.empty()) out.add_text("claim", finding.claim);
    return out.build();
  }

  [[nodiscard]] Value open_decision(const sync::FollowedDecision& one) const {
    RecordBuilder out(*arena_);
    out.add("movement", movement(one.from));
    out.add_text("outcome", name(one.outcome));
    out.add("booked_on", day_text(*arena_, one.booked_on));
    out.add_text("amount", one.amount.text());
    out.add_text("currency", one.amount.currency.code());
    if (one.decision.settled) {
      out.add_text("decision", name(one.decision.settled->kind));
      out.add("claims", texts(*arena_, one.decision.settled->claims, [](const std::string& claim) { return claim; }));
    }
    out.add("rejected", texts(*arena_, one.decision.rejected, [](const std::string& claim) { return claim; }));
    out.add("candidates", texts(*arena_, one.candidates, &sync::movement_name));
    return out.build();
  }

 private:
  [[nodiscard]] Value fees(const std::vector<std::string>& claims) const {
    ListBuilder out(*arena_);
    for (const std::string& claim : claims) {
      const auto found = claims_.find(claim);
      if (found == claims_.end()) continue;
      RecordBuilder row(*arena_);
      row.add_text("dossier", found->second->dossier.value());
      row.add("amount", json_number(*arena_, found->second->amount));
      out.add(row.build());
    }
    return out.build();
  }

  Arena* arena_;
  const sync::FeeBooks* books_;
  std::map<domain::MovementId, const console::ReportedMovement*> movements_;
  std::map<std::string, const console::ReportedClaim*> claims_;
  std::map<std::string, const sync::StatementLink*> links_;
};

}  // namespace

std::string month_json(const MonthReport& report) {
  Arena arena;
  RecordBuilder out(arena);
  out.add_text("month", sync::month_name(report.facts.month));
  out.add("made_at", json_instant(arena, report.made_at));
  out.add("statements_until", instant_or_null(arena, report.statements_until));
  out.add("documents_received_at", instant_or_null(arena, report.facts.documents_received_at));
  out.add("to_transfer", json_number(arena, report.facts.to_transfer));
  ListBuilder units(arena);
  const console::MonthTransfers transfers = console::transfers_of(report);
  for (const auto& [key, row] : three_way_view(report.fees, transfers.batch, transfers.matching))
    units.add(unit_value(arena, key, row));
  out.add("units", units.build());
  out.add("agreements", agreements_value(arena, report));
  out.add("transfers", transfers_value(arena, transfers.matching));
  out.add("matching", matching_value(arena, report.matching));
  ListBuilder alarms(arena);
  for (const domain::FeeAlarm& alarm : report.alarms) alarms.add(alarm_value(arena, alarm));
  out.add("alarms", alarms.build());
  return codec::write_json(out.build()) + "\n";
}

std::string matches_json(const MonthReport& report, const sync::FeeBooks& books) {
  Arena arena;
  const MatchRows rows(arena, report, books);
  RecordBuilder out(arena);
  out.add_text("month", sync::month_name(report.facts.month));
  ListBuilder matches(arena);
  for (const domain::Match& one : report.matching.matches) {
    for (const domain::MovementId& id : one.movements) matches.add(rows.match(one, id));
  }
  out.add("matches", matches.build());
  ListBuilder findings(arena);
  for (const domain::Finding& one : report.matching.findings) findings.add(rows.finding(one));
  out.add("findings", findings.build());
  ListBuilder decisions(arena);
  for (const sync::FollowedDecision& one : books.followed) {
    const auto shown = std::ranges::find(report.open_decisions, one.from, &console::OpenDecision::movement);
    if (shown != report.open_decisions.end()) decisions.add(rows.open_decision(one));
  }
  out.add("open_decisions", decisions.build());
  out.add("open_claims", texts(arena, report.matching.open_claims, [](const std::string& claim) { return claim; }));
  return codec::write_json(out.build()) + "\n";
}

}  // namespace lienthong::app
