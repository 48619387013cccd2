#include "app/payments_json.hpp"

#include "base/text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"

#include <map>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

/// The texts of a flat object; every name must be among `known`.
Result<std::map<std::string, std::string>> texts_of(std::string_view body,
                                                    std::initializer_list<std::string_view> known) {
  codec::Arena arena;
  const auto read = codec::read_json(body, arena);
  if (!read || !read->is_record()) return base::fail(ErrorKind::invalid, "request.body", "the body is no JSON object");
  std::map<std::string, std::string> out;
  for (const codec::Member& member : read->members()) {
    const bool fits = member.value.is_text() || member.value.is_number();
    if (!fits || std::find(known.begin(), known.end(), member.name) == known.end()) {
      return base::fail(
          base::Error(ErrorKind::invalid, "request.unknown_field", "unknown field, or a field of the wrong type")
              .with("path", std::string(member.name)));
    }
    out.emplace(member.name, base::trim(member.value.scalar()));
  }
  return out;
}

tl::unexpected<base::Error> missing(std::string_view field) {
  return base::fail(base::Error(ErrorKind::invalid, "request.missing_field", "a required field is missing")
                        .with("path", std::string(field)));
}

/// "waiting": the word of the state in the API.
std::string_view word(domain::ClaimState state) {
  switch (state) {
    case domain::ClaimState::unpaid:
      return "unpaid";
    case domain::ClaimState::waiting:
      return "waiting";
    case domain::ClaimState::paid:
      return "paid";
    case domain::ClaimState::cancelled:
      return "cancelled";
    case domain::ClaimState::refunded:
      return "refunded";
  }
  throw std::logic_error("no such state of a claim");
}

std::string_view word(domain::PlatformState state) {
  switch (state) {
    case domain::PlatformState::paid:
      return "paid";
    case domain::PlatformState::pending:
      return "pending";
    case domain::PlatformState::failed:
      return "failed";
  }
  throw std::logic_error("no such state of a payment");
}

Value attempt_value(codec::Arena& arena, const sync::StoredClaim& claim, const domain::PaymentAttempt& attempt) {
  codec::RecordBuilder out(arena);
  out.add_text("reference", attempt.reference);
  out.add("requested_at", console::json_instant(arena, attempt.requested_at));
  out.add("refused", Value::boolean(attempt.refused));
  const auto url = claim.urls.find(attempt.reference);
  out.add("url", url == claim.urls.end() ? Value::null() : Value::text(arena.copy(url->second)));
  out.add("queries", console::json_number(arena, attempt.queries));
  codec::ListBuilder reports(arena);
  for (const domain::PaymentReport& report : attempt.reports) {
    codec::RecordBuilder one(arena);
    one.add_text("state", word(domain::meaning(report)));
    one.add_text("by", report.proof == domain::ReportProof::own_query ? "query" : "confirmation");
    one.add_text("transaction", report.transaction);
    one.add_text("bank", report.bank);
    reports.add(one.build());
  }
  out.add("reports", reports.build());
  return out.build();
}

bool needs_person(const domain::PaymentClaim& claim, base::Instant now, std::chrono::milliseconds give_up_after) {
  return domain::state(claim) == domain::ClaimState::waiting && !claim.attempts.empty() &&
         now >= claim.attempts.back().requested_at + give_up_after;
}

Value claim_value(codec::Arena& arena, const sync::StoredClaim& stored, base::Instant now,
                  std::chrono::milliseconds give_up_after) {
  const domain::ClaimState state = domain::state(stored.claim);
  codec::RecordBuilder out(arena);
  out.add_text("dossier", stored.key.dossier.value());
  out.add_text("fee", stored.key.fee);
  out.add_text("name", stored.fee.name);
  out.add("amount", console::json_number(arena, stored.claim.amount));
  out.add_text("state", word(state));
  out.add_text("state_vi", domain::vietnamese(state));
  out.add("paid_amount", console::json_number(arena, domain::paid_amount(stored.claim)));
  out.add("refund_due", console::json_number(arena, domain::refund_due(stored.claim)));
  out.add("needs_person", Value::boolean(needs_person(stored.claim, now, give_up_after)));
  codec::ListBuilder attempts(arena);
  for (const domain::PaymentAttempt& attempt : stored.claim.attempts) {
    attempts.add(attempt_value(arena, stored, attempt));
  }
  out.add("attempts", attempts.build());
  return out.build();
}

}  // namespace

Result<sync::PaymentRequest> read_payment_request(std::string_view body) {
  auto texts = texts_of(body, {"dossier", "fee", "return_url"});
  if (!texts) return base::fail(std::move(texts).error());
  sync::PaymentRequest out{domain::DossierCode((*texts)["dossier"]), (*texts)["fee"], (*texts)["return_url"]};
  if (out.dossier.value().empty()) return missing("dossier");
  return out;
}

Result<std::string> read_cancel_request(std::string_view body) {
  auto texts = texts_of(body, {"reason"});
  if (!texts) return base::fail(std::move(texts).error());
  if ((*texts)["reason"].empty()) return missing("reason");
  return (*texts)["reason"];
}

Result<domain::Refund> read_refund_request(std::string_view body) {
  auto texts = texts_of(body, {"number", "amount"});
  if (!texts) return base::fail(std::move(texts).error());
  const auto amount = Value::number((*texts)["amount"]).as_integer();
  if (!amount) return missing("amount");
  return domain::Refund{(*texts)["number"], *amount, {}};
}

std::string payment_json(const sync::StoredClaim& claim, base::Instant now, std::chrono::milliseconds give_up_after) {
  codec::Arena arena;
  return codec::write_json(claim_value(arena, claim, now, give_up_after)) + "\n";
}

std::string payments_json(const std::vector<sync::StoredClaim>& claims, base::Instant now,
                          std::chrono::milliseconds give_up_after) {
  codec::Arena arena;
  codec::ListBuilder items(arena);
  for (const sync::StoredClaim& claim : claims) items.add(claim_value(arena, claim, now, give_up_after));
  codec::RecordBuilder out(arena);
  out.add("items", items.build());
  return codec::write_json(out.build()) + "\n";
}

std::string begun_payment_json(const sync::BegunPayment& begun) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("reference", begun.reference);
  out.add("url", begun.url.empty() ? Value::null() : Value::text(begun.url));
  return codec::write_json(out.build()) + "\n";
}

}  // namespace lienthong::app
