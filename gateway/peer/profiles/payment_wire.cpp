#include "peer/profiles/payment_wire.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

Result<const mapping::Plan*> plan_of(const mapping::Plans& plans, std::string_view mapping) {
  const auto found = plans.find(mapping);
  if (found == plans.end() || !found->second.json) {
    return base::fail(base::Error(ErrorKind::permanent, "peer.plan_missing", "a mapping has no JSON form")
                          .with("mapping", std::string(mapping)));
  }
  return found->second.json.get();
}

std::string text_of(const Value& record, std::string_view member) {
  const Value* found = record.find(member);
  return found == nullptr ? std::string() : std::string(found->scalar());
}

std::optional<domain::PlatformState> state_of(std::string_view word) {
  if (word == "paid") return domain::PlatformState::paid;
  if (word == "pending") return domain::PlatformState::pending;
  if (word == "failed") return domain::PlatformState::failed;
  return std::nullopt;
}

}  // namespace

Result<Value> PaymentWire::parse(std::string_view body, codec::Arena& arena) const {
  auto value = codec::read_json(body, arena, limits_);
  if (value && !value->is_record())
    return base::fail(ErrorKind::invalid, "payment.message", "the message is no JSON object");
  return value;
}

Result<Value> PaymentWire::to_canonical(std::string_view mapping, const Value& external, codec::Arena& arena) const {
  auto plan = plan_of(plans_, mapping);
  if (!plan) return base::fail(std::move(plan).error());
  mapping::Notes notes;
  return (*plan)->to_canonical(external, arena, notes);
}

Result<Value> PaymentWire::to_external(std::string_view mapping, const Value& canonical, codec::Arena& arena) const {
  auto plan = plan_of(plans_, mapping);
  if (!plan) return base::fail(std::move(plan).error());
  mapping::Notes notes;
  return (*plan)->to_external(canonical, arena, notes);
}

Result<std::string> PaymentWire::write(std::string_view mapping, const Value& canonical, codec::Arena& arena) const {
  auto external = to_external(mapping, canonical, arena);
  if (!external) return base::fail(std::move(external).error());
  return codec::write_json(*external);
}

Result<std::string> PaymentWire::write_signed(std::string_view mapping, const Value& canonical,
                                              const SignatureRule& rule, const base::Secret& secret,
                                              codec::Arena& arena) const {
  auto external = to_external(mapping, canonical, arena);
  if (!external) return base::fail(std::move(external).error());
  auto signature = payment_signature(rule, *external, secret);
  if (!signature) return base::fail(std::move(signature).error());
  codec::RecordBuilder whole(arena);
  for (const codec::Member& member : external->members()) whole.add(member.name, member.value);
  whole.add_text(rule.signature_member, *signature);
  return codec::write_json(whole.build());
}

domain::PaymentReport report_of(const Value& canonical) {
  domain::PaymentReport out;
  out.partner = text_of(canonical, "partner");
  out.reference = text_of(canonical, "reference");
  const Value* amount = canonical.find("amount");
  out.amount = amount == nullptr ? 0 : amount->as_integer().value_or(0);
  out.currency = text_of(canonical, "currency");
  out.error_code = text_of(canonical, "result_code");
  out.state = state_of(text_of(canonical, "state"));
  out.transaction = text_of(canonical, "transaction");
  out.bank = text_of(canonical, "bank");
  out.time_text = text_of(canonical, "time_text");
  return out;
}

}  // namespace lienthong::peer
