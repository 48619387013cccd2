#include "bench/matching/read_month.hpp"

#include "base/instant.hpp"

#include <charconv>
#include <stdexcept>
#include <string>

namespace lienthong::bench {
namespace {

using codec::Value;
using domain::Day;

const Value& member(const Value& record, std::string_view name) {
  const Value* found = record.find(name);
  if (found == nullptr) throw std::runtime_error("missing: " + std::string(name));
  return *found;
}

std::string text(const Value& record, std::string_view name) { return std::string(member(record, name).scalar()); }

std::int64_t integer(const Value& record, std::string_view name) {
  const auto out = member(record, name).as_integer();
  if (!out) throw std::runtime_error("no integer: " + std::string(name));
  return *out;
}

int number(std::string_view digits) {
  int out = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), out).ec != std::errc{})
    throw std::runtime_error("no day");
  return out;
}

/// "2026-10-31"
Day day(const Value& record, std::string_view name) {
  const std::string digits = text(record, name);
  if (digits.size() != 10) throw std::runtime_error("no day");
  return Day{std::chrono::year{number(digits.substr(0, 4))} / number(digits.substr(5, 2)) / number(digits.substr(8))};
}

domain::Amount amount(const Value& record, const std::string& currency) {
  const auto code = domain::Currency::from_code(currency);
  const auto out = code ? domain::Amount::read(text(record, "amount"), *code) : std::nullopt;
  if (!out) throw std::runtime_error("no amount");
  return *out;
}

domain::Entry entry(const Value& record) {
  domain::Entry out;
  const std::string currency = text(record, "currency");
  out.number = static_cast<std::size_t>(integer(record, "number"));
  out.amount = amount(record, currency);
  out.flow = text(record, "flow") == "credit" ? domain::Flow::credit : domain::Flow::debit;
  out.reversal = member(record, "reversal").as_boolean();
  out.booked_on = day(record, "day");
  out.servicer_reference = text(record, "reference");
  out.bank_code = text(record, "code");
  out.information = text(record, "information");
  for (const Value& inside : member(record, "details").items()) {
    domain::EntryDetail& detail = out.details.emplace_back();
    detail.amount = amount(inside, currency);
    detail.end_to_end_id = text(inside, "end_to_end_id");
    detail.remittance = text(inside, "remittance");
    detail.debtor_name = text(inside, "debtor_name");
  }
  return out;
}

}  // namespace

std::vector<domain::StatementEntry> read_entries(const Value& month) {
  std::vector<domain::StatementEntry> out;
  for (const Value& one : member(month, "entries").items()) out.push_back({text(one, "statement"), entry(one)});
  return out;
}

std::vector<domain::ExpectedPayment> read_expected(const Value& month) {
  std::vector<domain::ExpectedPayment> out;
  for (const Value& one : member(month, "expected").items()) {
    domain::ExpectedPayment& fee = out.emplace_back();
    fee.id = text(one, "id");
    fee.dossier = domain::DossierCode(text(one, "dossier"));
    for (const Value& reference : member(one, "references").items()) fee.references.emplace_back(reference.scalar());
    fee.amount = integer(one, "amount");
    fee.asked_on = day(one, "asked_on");
    if (!member(one, "platform_paid_on").is_null()) fee.platform_paid_on = day(one, "platform_paid_on");
    if (!member(one, "counter_paid_on").is_null()) fee.counter_paid_on = day(one, "counter_paid_on");
    fee.payer = text(one, "payer");
  }
  return out;
}

}  // namespace lienthong::bench
