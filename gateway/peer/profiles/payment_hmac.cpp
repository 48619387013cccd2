#include "peer/profiles/payment_hmac.hpp"

#include "peer/profiles/payment_canonical.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

constexpr std::string_view version = "3.0";
constexpr std::string_view no_addition = "0";

/// The claim's words for success, so that "0" of this contract is no unknown code there.
std::string result_of(std::string_view status) {
  return status == "0" ? std::string("00") : "status " + std::string(status);
}

}  // namespace

Result<std::string> PaymentHmac::order_body(const PaymentOrder& order) const {
  codec::Arena arena;
  codec::RecordBuilder canonical = payment_order_of(order, settings_.partner, arena);
  if (!order.return_url.empty()) canonical.add("return_url", Value::text(order.return_url));
  canonical.add("additional_amount", Value::number(no_addition));
  canonical.add("environment", Value::text("web"));
  return wire_.write_signed(manifest_.open.message, canonical.build(), payment_signatures::keypay_create,
                            settings_.secret, arena);
}

Result<std::string> PaymentHmac::query_body(const PaymentQuestion& question) const {
  codec::Arena arena;
  return wire_.write_signed(manifest_.query.message, payment_query_of(question, settings_.partner, arena).build(),
                            payment_signatures::keypay_detail, settings_.secret, arena);
}

Result<domain::PaymentReport> PaymentHmac::read_query(std::string_view answer, const PaymentQuestion& question) const {
  auto report = hear(answer, std::nullopt);
  if (!report) return report;
  if (report->proof != domain::ReportProof::signature_verified)
    return base::fail(ErrorKind::invalid, "payment.answer", "the answer is not proved");
  if (report->reference != question.reference)
    return base::fail(ErrorKind::invalid, "payment.answer", "the answer is about another attempt");
  report->proof = domain::ReportProof::own_query;
  return report;
}

Result<domain::PaymentReport> PaymentHmac::hear(std::string_view body, std::optional<std::int64_t> held) const {
  codec::Arena arena;
  auto external = wire_.parse(body, arena);
  if (!external) return base::fail(std::move(external).error());
  HeldValues ours{{"addition_fee", std::string(no_addition)}, {"version", std::string(version)}};
  if (held) ours.emplace("trans_amount", std::to_string(*held));
  const auto proved =
      check_payment_signature(payment_signatures::keypay_create, *external, settings_.callback_secret, ours);
  if (!proved && proved.error().kind() != ErrorKind::unauthorised) return base::fail(proved.error());
  auto canonical = wire_.to_canonical(manifest_.report.message, *external, arena);
  if (!canonical && proved) return base::fail(std::move(canonical).error());
  domain::PaymentReport report = canonical ? report_of(*canonical) : domain::PaymentReport{};
  report.error_code = result_of(report.error_code);
  report.proof = proved ? domain::ReportProof::signature_verified : domain::ReportProof::signature_wrong;
  return report;
}

Result<std::string> PaymentHmac::answer_body(std::string_view /*body*/, PaymentVerdict verdict) const {
  codec::Arena arena;
  codec::RecordBuilder canonical(arena);
  canonical.add("taken", Value::boolean(verdict == PaymentVerdict::taken));
  canonical.add("text", Value::text(manifest_.verdicts.at(verdict).text));
  return wire_.write(manifest_.report.answer, canonical.build(), arena);
}

}  // namespace lienthong::peer
