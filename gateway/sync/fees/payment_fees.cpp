#include "sync/fees/payment_fees.hpp"

#include "codec/json.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

constexpr std::size_t national_code_length = 8;  // "1.001193" (contracts 7.1)

std::string text_of(const Value* record, std::string_view member) {
  const Value* found = record == nullptr ? nullptr : record->find(member);
  return found == nullptr ? std::string() : std::string(found->scalar());
}

/// A fact of the dossier as a value; null when it is not stated.
Value fact(const domain::Dossier& dossier, const std::string& name, codec::Arena& arena) {
  const auto found = dossier.facts.find(name);
  if (found == dossier.facts.end()) return Value::null();
  return codec::read_json(found->second, arena).value_or(Value::null());
}

bool holds_on(const domain::FeeRate& rate, domain::Day day) {
  return rate.valid_from <= day && (!rate.valid_to || day < *rate.valid_to);
}

/// The rate of the fee; of a fee without a code the only one that the procedure has.
const domain::FeeRate* rate_of(const domain::FeeSchedule& schedule, std::string_view procedure, const std::string& code,
                               domain::Day day) {
  const domain::FeeRate* only = nullptr;
  for (const domain::FeeRate& rate : schedule.rates()) {
    if (rate.procedure.value() != procedure.substr(0, national_code_length) || !holds_on(rate, day)) continue;
    if (!code.empty() && rate.code != code) continue;
    if (only != nullptr) return nullptr;
    only = &rate;
  }
  return only;
}

tl::unexpected<base::Error> unsaid(std::string_view fact) {
  return base::fail(base::Error(ErrorKind::conflict, "payment.dossier",
                                "the dossier does not say what the payment platform must be told")
                        .with("fact", std::string(fact)));
}

std::string random_word(std::size_t length, base::Random& random) {
  constexpr std::string_view signs = "abcdefghijkmnpqrstuvwxyz23456789";
  std::string out;
  while (out.size() < length) {
    out += signs[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(signs.size()) - 1))];
  }
  return out;
}

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

std::vector<OwedFee> owed_by_schedule(const domain::Dossier& dossier, const domain::FeeSchedule& schedule) {
  std::vector<OwedFee> out;
  const domain::Day day = fee_day(dossier);
  const auto dues = schedule.due(dossier.procedure, day);
  if (!dues) return out;  // no rate holds on that day: nothing can be asked
  for (const domain::FeeDue& due : *dues) {
    const domain::FeeRate* rate = rate_of(schedule, dossier.procedure.value(), due.code, day);
    out.push_back({due.code, {rate == nullptr ? due.code : rate->title, due.code, due.kind, due.amount}});
  }
  return out;
}

}  // namespace

domain::Day fee_day(const domain::Dossier& dossier) {
  const auto asked = std::ranges::find_if(
      dossier.steps, [](const domain::Step& step) { return step.move.to == domain::Status::payment_requested; });
  const base::Instant at = asked == dossier.steps.end() ? dossier.received_at : asked->occurred_at;
  return std::chrono::floor<std::chrono::days>(at + base::vietnam_offset);
}

Result<std::vector<OwedFee>> fees_owed(const domain::Dossier& dossier, const domain::FeeSchedule& schedule) {
  codec::Arena arena;
  const Value fees = fact(dossier, "fees", arena);
  if (fees.is_null()) return owed_by_schedule(dossier, schedule);
  if (!fees.is_list()) return base::fail(ErrorKind::invalid, "payment.fees", "the fees of the dossier are no list");
  std::vector<OwedFee> out;
  std::set<std::string> keys;
  for (std::size_t i = 0; i < fees.items().size(); ++i) {
    const Value& one = fees.items()[i];
    const Value* amount = one.find("amount");
    const auto owed = amount == nullptr ? std::nullopt : amount->as_integer();
    if (!owed) return base::fail(ErrorKind::invalid, "payment.fees", "a fee of the dossier has no amount");
    std::string code = text_of(&one, "code");
    const bool named = !code.empty() && keys.insert(code).second;
    const auto kind = domain::fee_kind_from_name(text_of(&one, "kind")).value_or(domain::FeeKind::fee);
    const std::string key = named ? code : "#" + std::to_string(i + 1);
    if (*owed > 0) out.push_back({key, {text_of(&one, "name"), std::move(code), kind, *owed}});
  }
  return out;
}

Result<OwedFee> fee_to_pay(const domain::Dossier& dossier, const domain::FeeSchedule& schedule, std::string_view key) {
  auto owed = fees_owed(dossier, schedule);
  if (!owed) return base::fail(std::move(owed).error());
  if (owed->empty()) return base::fail(ErrorKind::conflict, "payment.nothing_due", "the dossier owes no fee");
  if (key.empty()) {
    if (owed->size() == 1) return std::move(owed->front());
    return base::fail(ErrorKind::invalid, "payment.fee_needed", "the dossier owes several fees: name one");
  }
  const auto found = std::ranges::find(*owed, key, &OwedFee::key);
  if (found == owed->end()) return base::fail(ErrorKind::not_found, "payment.fee", "the dossier owes no such fee");
  return std::move(*found);
}

Result<peer::PaymentBill> payment_bill(const domain::Dossier& dossier, const ClaimedFee& fee,
                                       const domain::FeeSchedule& schedule, domain::Day day) {
  codec::Arena arena;
  const Value procedure = fact(dossier, "procedure", arena);
  const Value applicant = fact(dossier, "applicant", arena);
  const Value agency = fact(dossier, "agency", arena);
  const std::string code = text_of(&procedure, "code");
  const std::string name = text_of(&procedure, "name");
  if (code.empty() || name.empty()) return unsaid("procedure");
  if (text_of(&applicant, "name").empty()) return unsaid("applicant");
  const domain::FeeRate* rate = rate_of(schedule, code, fee.code, day);
  const domain::BeneficiaryAccount* account = rate == nullptr ? nullptr : schedule.account(rate->account);
  if (account == nullptr)
    return base::fail(ErrorKind::conflict, "payment.beneficiary", "the fee schedule names no account for this fee");
  peer::PaymentBill bill;
  bill.dossier = dossier.code.value();
  bill.procedure = {code, name};
  bill.service = {code + ".01", name};
  const std::string agency_name = text_of(&agency, "name");
  bill.unit = {rate->unit.value(), agency_name.empty() ? rate->unit.value() : agency_name};
  bill.beneficiary = {account->number, account->bank, account->holder_name};
  bill.purpose = "THANH TOAN HO SO " + dossier.code.value();
  bill.payer = {text_of(&applicant, "name"), text_of(&applicant, "identity_number"), text_of(&applicant, "address")};
  bill.fees = {{fee.code.empty() ? bill.service.code : fee.code, fee.name, fee.amount}};
  return bill;
}

std::string payment_time_text(base::Instant at) {
  const auto local = std::chrono::floor<std::chrono::seconds>(at + base::vietnam_offset);
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss clock{local - midnight};
  char text[40];
  std::snprintf(text, sizeof text, "%04d%02u%02u%02d%02d%02d", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()}, static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text;
}

std::string payment_reference(peer::ReferenceForm form, const domain::DossierCode& dossier, base::Instant at,
                              base::Random& random) {
  const std::string time = payment_time_text(at);
  switch (form) {
    case peer::ReferenceForm::short_random:
      return time.substr(2) + random_word(8, random);
    case peer::ReferenceForm::dossier_and_time:
      break;
  }
  std::string out = "dvc";
  std::ranges::copy_if(dossier.value(), std::back_inserter(out), is_word);
  return out + time;
}

}  // namespace lienthong::sync
