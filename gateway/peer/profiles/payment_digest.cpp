#include "peer/profiles/payment_digest.hpp"

#include "peer/profiles/payment_canonical.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

/// What an answer repeats of the message, where the message has it in a form that its own contract allows.
struct Echo {
  std::string_view ours;
  std::string_view theirs;
  std::size_t longest;
};
constexpr std::array<Echo, 3> echoed{
    {{"partner", "MaDoiTac", 50}, {"reference", "MaThamChieu", 255}, {"time_text", "ThoiGianGD", 30}}};

/// The answer is signed, so it cannot hold the separator of what is signed.
bool fits(const Value& value, const Echo& echo) {
  const std::string_view text = value.is_text() ? value.scalar() : std::string_view();
  return !text.empty() && text.size() <= echo.longest && text.find('|') == std::string_view::npos;
}

}  // namespace

Result<std::string> PaymentDigest::order_body(const PaymentOrder& order) const {
  codec::Arena arena;
  codec::RecordBuilder canonical = payment_order_of(order, settings_.partner, arena);
  canonical.add("time_text", Value::text(order.time_text));
  if (!settings_.client_address.empty()) canonical.add("client_address", Value::text(settings_.client_address));
  return wire_.write_signed(manifest_.open.message, canonical.build(), payment_signatures::platform_init,
                            settings_.secret, arena);
}

Result<std::string> PaymentDigest::question_body(std::string_view mapping, const PaymentQuestion& question) const {
  codec::Arena arena;
  codec::RecordBuilder canonical = payment_query_of(question, settings_.partner, arena);
  canonical.add("time_text", Value::text(question.time_text));
  return wire_.write_signed(mapping, canonical.build(), payment_signatures::platform_query, settings_.secret, arena);
}

Result<std::string> PaymentDigest::query_body(const PaymentQuestion& question) const {
  return question_body(manifest_.query.message, question);
}

Result<std::string> PaymentDigest::bill_body(const PaymentQuestion& question) const {
  if (!manifest_.bill) return PaymentDialect::bill_body(question);
  return question_body(manifest_.bill->message, question);
}

Result<domain::PaymentReport> PaymentDigest::read_query(std::string_view answer,
                                                        const PaymentQuestion& question) const {
  codec::Arena arena;
  auto external = wire_.parse(answer, arena);
  if (!external) return base::fail(std::move(external).error());
  auto canonical = wire_.to_canonical(manifest_.query.answer, *external, arena);
  if (!canonical) return base::fail(std::move(canonical).error());
  domain::PaymentReport report = report_of(*canonical);
  if (report.reference != question.reference)
    return base::fail(ErrorKind::invalid, "payment.answer", "the answer is about another attempt");
  report.proof = domain::ReportProof::own_query;
  return report;
}

Result<domain::PaymentReport> PaymentDigest::hear(std::string_view body, std::optional<std::int64_t> /*held*/) const {
  codec::Arena arena;
  auto external = wire_.parse(body, arena);
  if (!external) return base::fail(std::move(external).error());
  const auto proved =
      check_payment_signature(payment_signatures::platform_confirm, *external, settings_.callback_secret);
  if (!proved && proved.error().kind() != ErrorKind::unauthorised) return base::fail(proved.error());
  auto canonical = wire_.to_canonical(manifest_.report.message, *external, arena);
  if (!canonical && proved) return base::fail(std::move(canonical).error());
  domain::PaymentReport report = canonical ? report_of(*canonical) : domain::PaymentReport{};
  report.proof = proved ? domain::ReportProof::signature_verified : domain::ReportProof::signature_wrong;
  return report;
}

Result<std::string> PaymentDigest::answer_body(std::string_view body, PaymentVerdict verdict) const {
  codec::Arena arena;
  const auto external = wire_.parse(body, arena);
  const PaymentManifest::Word& word = manifest_.verdicts.at(verdict);
  codec::RecordBuilder canonical(arena);
  canonical.add("result_code", Value::text(word.code));
  canonical.add("text", Value::text(word.text));
  for (const Echo& echo : echoed) {
    const Value* value = external ? external->find(echo.theirs) : nullptr;
    if (value != nullptr && fits(*value, echo)) canonical.add(echo.ours, *value);
  }
  return wire_.write_signed(manifest_.report.answer, canonical.build(), payment_signatures::platform_reply,
                            settings_.secret, arena);
}

}  // namespace lienthong::peer
