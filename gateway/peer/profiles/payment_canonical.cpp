#include "peer/profiles/payment_canonical.hpp"

namespace lienthong::peer {
namespace {

using codec::Arena;
using codec::RecordBuilder;
using codec::Value;

void add_given(RecordBuilder& to, std::string_view member, std::string_view text) {
  if (!text.empty()) to.add(member, Value::text(text));
}

Value number(std::int64_t value, Arena& arena) { return Value::number(arena.copy(std::to_string(value))); }

Value named(const NamedCode& one, Arena& arena) {
  RecordBuilder out(arena);
  add_given(out, "code", one.code);
  add_given(out, "name", one.name);
  return out.build();
}

Value payer_of(const PaymentBill::Payer& payer, Arena& arena) {
  RecordBuilder out(arena);
  add_given(out, "name", payer.name);
  add_given(out, "identity_number", payer.identity_number);
  add_given(out, "address", payer.address);
  return out.build();
}

Value beneficiary_of(const PaymentBill::Beneficiary& beneficiary, Arena& arena) {
  RecordBuilder out(arena);
  add_given(out, "account", beneficiary.account);
  add_given(out, "bank", beneficiary.bank);
  add_given(out, "name", beneficiary.name);
  return out.build();
}

Value bill_of(const PaymentBill& bill, Arena& arena) {
  codec::ListBuilder fees(arena);
  codec::ListBuilder items(arena);
  for (const PaymentBill::Fee& fee : bill.fees) {
    const Value amount = number(fee.amount, arena);
    RecordBuilder one(arena);
    add_given(one, "code", fee.code);
    add_given(one, "name", fee.name);
    one.add("amount", amount);
    fees.add(one.build());
    RecordBuilder item(arena);
    add_given(item, "content", fee.name);
    item.add("amount", amount);
    items.add(item.build());
  }
  RecordBuilder out(arena);
  add_given(out, "dossier", bill.dossier);
  out.add("procedure", named(bill.procedure, arena));
  out.add("service", named(bill.service, arena));
  out.add("unit", named(bill.unit, arena));
  out.add("beneficiary", beneficiary_of(bill.beneficiary, arena));
  add_given(out, "purpose", bill.purpose);
  out.add("payer", payer_of(bill.payer, arena));
  out.add("fees", fees.build());
  out.add("items", items.build());
  return out.build();
}

}  // namespace

RecordBuilder payment_order_of(const PaymentOrder& order, std::string_view partner, Arena& arena) {
  RecordBuilder out(arena);
  add_given(out, "partner", partner);
  add_given(out, "reference", order.reference);
  out.add("amount", number(order.amount, arena));
  add_given(out, "description", order.description);
  out.add("bill", bill_of(order.bill, arena));
  return out;
}

Value payment_demand_of(const PaymentOrder& order, std::string_view partner, Arena& arena) {
  RecordBuilder out(arena);
  out.add_text("lookup_code", order.bill.dossier + order.time_text);
  add_given(out, "partner", partner);
  add_given(out, "reference", order.reference);
  out.add("bill", bill_of(order.bill, arena));
  return out.build();
}

RecordBuilder payment_query_of(const PaymentQuestion& question, std::string_view partner, Arena& arena) {
  RecordBuilder out(arena);
  add_given(out, "partner", partner);
  add_given(out, "reference", question.reference);
  return out;
}

}  // namespace lienthong::peer
