#include "sync/fees/payment_journal_body.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"

#include <algorithm>
#include <array>

namespace lienthong::sync {
namespace {

using codec::Value;
using domain::PlatformState;
using domain::ReportProof;

template <class T>
using Words = std::array<std::pair<T, std::string_view>, 3>;

constexpr std::array<std::pair<ClaimEntry, std::string_view>, 9> kinds{{{ClaimEntry::claimed, "claimed"},
                                                                        {ClaimEntry::attempt, "attempt"},
                                                                        {ClaimEntry::opened, "opened"},
                                                                        {ClaimEntry::offered, "offered"},
                                                                        {ClaimEntry::refused, "refused"},
                                                                        {ClaimEntry::report, "report"},
                                                                        {ClaimEntry::query, "query"},
                                                                        {ClaimEntry::cancelled, "cancelled"},
                                                                        {ClaimEntry::refund, "refund"}}};
constexpr Words<PlatformState> states{
    {{PlatformState::paid, "paid"}, {PlatformState::pending, "pending"}, {PlatformState::failed, "failed"}}};
constexpr Words<ReportProof> proofs{{{ReportProof::signature_verified, "signature"},
                                     {ReportProof::signature_wrong, "none"},
                                     {ReportProof::own_query, "own_query"}}};

template <class Table, class T>
std::string_view word(const Table& table, T value) {
  return std::ranges::find(table, value, &Table::value_type::first)->second;
}

template <class Table>
auto from_word(const Table& table, std::string_view text) -> std::optional<typename Table::value_type::first_type> {
  const auto found = std::ranges::find(table, text, &Table::value_type::second);
  if (found == table.end()) return std::nullopt;
  return found->first;
}

/// A body as it is written: absent instead of empty.
class Body {
 public:
  explicit Body(ClaimEntry kind) { record_.add_text("entry", name(kind)); }
  Body& text(std::string_view member, std::string_view value) {
    if (!value.empty()) record_.add_text(member, value);
    return *this;
  }
  Body& amount(std::int64_t value) {
    record_.add("amount", Value::number(arena_.copy(std::to_string(value))));
    return *this;
  }
  [[nodiscard]] std::string json() const { return codec::write_canonical_json(record_.build()); }

 private:
  codec::Arena arena_;
  codec::RecordBuilder record_{arena_};
};

std::string text_of(const Value& body, std::string_view member) {
  const Value* found = body.find(member);
  return found != nullptr && found->is_text() ? std::string(found->scalar()) : std::string();
}

std::optional<std::int64_t> amount_of(const Value& body) {
  const Value* found = body.find("amount");
  return found == nullptr ? std::nullopt : found->as_integer();
}

bool read_fee(const Value& body, ClaimedFee& fee) {
  const auto amount = amount_of(body);
  const auto kind = domain::fee_kind_from_name(text_of(body, "kind"));
  if (!amount || !kind) return false;
  fee = {text_of(body, "name"), text_of(body, "code"), *kind, *amount};
  return true;
}

bool read_report(const Value& body, domain::PaymentReport& report) {
  const auto amount = amount_of(body);
  const auto proof = from_word(proofs, text_of(body, "proof"));
  const std::string state = text_of(body, "state");
  report.state = from_word(states, state);
  if (!amount || !proof || report.state.has_value() == state.empty()) return false;
  report.proof = *proof;
  report.partner = text_of(body, "partner");
  report.reference = text_of(body, "reference");
  report.amount = *amount;
  report.currency = text_of(body, "currency");
  report.error_code = text_of(body, "error_code");
  report.transaction = text_of(body, "transaction");
  report.bank = text_of(body, "bank");
  report.time_text = text_of(body, "time_text");
  return true;
}

bool read_kind(const Value& body, ClaimBody& out) {
  const auto amount = amount_of(body);
  switch (out.kind) {
    case ClaimEntry::claimed:
      return read_fee(body, out.fee);
    case ClaimEntry::attempt:
      out.attempt.partner = text_of(body, "partner");
      out.attempt.reference = out.reference;
      out.attempt.time_text = text_of(body, "time_text");
      return !out.reference.empty();
    case ClaimEntry::report:
      return read_report(body, out.report);
    case ClaimEntry::refund:
      out.refund.number = text_of(body, "number");
      out.refund.amount = amount.value_or(0);
      return amount.has_value();
    case ClaimEntry::opened:
      out.url = text_of(body, "url");
      return !out.reference.empty() && !out.url.empty();
    case ClaimEntry::offered:
    case ClaimEntry::refused:
    case ClaimEntry::query:
      return !out.reference.empty();
    case ClaimEntry::cancelled:
      return true;
  }
  return false;
}

}  // namespace

std::string_view name(ClaimEntry kind) { return word(kinds, kind); }

std::string claimed_body(const ClaimedFee& fee) {
  return Body(ClaimEntry::claimed)
      .text("name", fee.name)
      .text("code", fee.code)
      .text("kind", domain::name(fee.kind))
      .amount(fee.amount)
      .json();
}

std::string attempt_body(const domain::PaymentAttempt& attempt) {
  return Body(ClaimEntry::attempt)
      .text("partner", attempt.partner)
      .text("reference", attempt.reference)
      .text("time_text", attempt.time_text)
      .json();
}

std::string opened_body(std::string_view reference, std::string_view url) {
  return Body(ClaimEntry::opened).text("reference", reference).text("url", url).json();
}

std::string report_body(const domain::PaymentReport& report) {
  return Body(ClaimEntry::report)
      .text("proof", word(proofs, report.proof))
      .text("partner", report.partner)
      .text("reference", report.reference)
      .amount(report.amount)
      .text("currency", report.currency)
      .text("error_code", report.error_code)
      .text("state", report.state ? word(states, *report.state) : std::string_view())
      .text("transaction", report.transaction)
      .text("bank", report.bank)
      .text("time_text", report.time_text)
      .json();
}

std::string refund_body(const domain::Refund& refund) {
  return Body(ClaimEntry::refund).text("number", refund.number).amount(refund.amount).json();
}

std::string reason_body(ClaimEntry kind, std::string_view reference, std::string_view reason) {
  return Body(kind).text("reference", reference).text("reason", reason).json();
}

std::optional<ClaimBody> read_claim_body(std::string_view text) {
  codec::Arena arena;
  const auto body = codec::read_json(text, arena);
  if (!body || !body->is_record()) return std::nullopt;
  const auto kind = from_word(kinds, text_of(*body, "entry"));
  if (!kind) return std::nullopt;
  ClaimBody out;
  out.kind = *kind;
  out.reference = text_of(*body, "reference");
  if (!read_kind(*body, out)) return std::nullopt;
  if (out.kind == ClaimEntry::report) out.reference = out.report.reference;
  return out;
}

}  // namespace lienthong::sync
