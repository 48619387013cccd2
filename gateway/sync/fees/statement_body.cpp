#include "sync/fees/statement_body.hpp"

#include "sync/fees/packed_text.hpp"

namespace lienthong::sync {
namespace {

using domain::Amount;
using domain::Day;
using domain::Entry;
using domain::EntryDetail;
using domain::Flow;

constexpr std::uint64_t form = 1;

base::Result<void> check_end(const PackedReader& in) {
  if (!in.failed() && in.at_end()) return {};
  return base::fail(base::ErrorKind::permanent, "statement.body", "what was kept of a statement cannot be read");
}

template <class T, class Put>
void put_optional(PackedWriter& out, const std::optional<T>& value, Put put) {
  out.number(value ? 1 : 0);
  if (value) put(*value);
}

template <class Get>
auto get_optional(PackedReader& in, Get get) {
  using T = decltype(get());
  const std::uint64_t there = in.number();
  if (there > 1) in.fail();
  return there == 1 ? std::optional<T>(get()) : std::nullopt;
}

void put(PackedWriter& out, const Amount& amount) {
  out.signed_number(amount.units).number(amount.scale).text(amount.currency.code());
}

Amount get_amount(PackedReader& in) {
  Amount out;
  out.units = in.signed_number();
  const std::uint64_t scale = in.number();
  const auto currency = domain::Currency::from_code(in.text());
  if (!currency || scale > 18) {
    in.fail();
    return {};
  }
  out.scale = static_cast<std::uint8_t>(scale);
  out.currency = *currency;
  return out;
}

void put(PackedWriter& out, Day day) { out.signed_number(day.time_since_epoch().count()); }
Day get_day(PackedReader& in) {
  const std::int64_t days = in.signed_number();
  if (days < INT32_MIN || days > INT32_MAX) in.fail();
  return Day{std::chrono::days{in.failed() ? 0 : static_cast<int>(days)}};
}

void put(PackedWriter& out, base::Instant at) { out.signed_number(base::unix_ms(at)); }

void put(PackedWriter& out, const EntryDetail& detail) {
  put_optional(out, detail.amount, [&](const Amount& amount) { put(out, amount); });
  put_optional(out, detail.flow, [&](Flow flow) { out.number(static_cast<std::uint64_t>(flow)); });
  for (const std::string* text :
       {&detail.end_to_end_id, &detail.transaction_id, &detail.instruction_id, &detail.servicer_reference, &detail.uetr,
        &detail.debtor_name, &detail.debtor_account, &detail.creditor_name, &detail.creditor_account,
        &detail.remittance, &detail.structured_reference})
    out.text(*text);
}

EntryDetail get_detail(PackedReader& in) {
  EntryDetail out;
  out.amount = get_optional(in, [&] { return get_amount(in); });
  out.flow = get_optional(in, [&] { return in.enumeration(Flow::debit); });
  for (std::string* text : {&out.end_to_end_id, &out.transaction_id, &out.instruction_id, &out.servicer_reference,
                            &out.uetr, &out.debtor_name, &out.debtor_account, &out.creditor_name, &out.creditor_account,
                            &out.remittance, &out.structured_reference})
    *text = in.text();
  return out;
}

void put(PackedWriter& out, const Entry& entry) {
  out.number(entry.number).text(entry.reference);
  put(out, entry.amount);
  out.number(static_cast<std::uint64_t>(entry.flow)).number(entry.reversal ? 1 : 0);
  out.number(static_cast<std::uint64_t>(entry.status));
  put_optional(out, entry.booked_on, [&](Day day) { put(out, day); });
  put_optional(out, entry.valued_on, [&](Day day) { put(out, day); });
  out.text(entry.servicer_reference).text(entry.bank_code).text(entry.information);
  put_optional(out, entry.batch, [&](const domain::Batch& batch) {
    put_optional(out, batch.count, [&](std::uint64_t count) { out.number(count); });
    put_optional(out, batch.total, [&](const Amount& total) { put(out, total); });
  });
  out.number(entry.details.size());
  for (const EntryDetail& detail : entry.details) put(out, detail);
}

Entry get_entry(PackedReader& in) {
  Entry out;
  out.number = in.number();
  out.reference = in.text();
  out.amount = get_amount(in);
  out.flow = in.enumeration(Flow::debit);
  out.reversal = in.number() != 0;
  out.status = in.enumeration(domain::BookingStatus::information);
  out.booked_on = get_optional(in, [&] { return get_day(in); });
  out.valued_on = get_optional(in, [&] { return get_day(in); });
  out.servicer_reference = in.text();
  out.bank_code = in.text();
  out.information = in.text();
  out.batch = get_optional(in, [&] {
    domain::Batch batch;
    batch.count = get_optional(in, [&] { return in.number(); });
    batch.total = get_optional(in, [&] { return get_amount(in); });
    return batch;
  });
  const std::size_t details = in.count();
  for (std::size_t i = 0; i < details && !in.failed(); ++i) out.details.push_back(get_detail(in));
  return out;
}

void put(PackedWriter& out, const domain::Balance& balance) {
  out.number(static_cast<std::uint64_t>(balance.kind));
  put(out, balance.amount);
  out.number(static_cast<std::uint64_t>(balance.flow));
  put_optional(out, balance.day, [&](Day day) { put(out, day); });
}

domain::Balance get_balance(PackedReader& in) {
  domain::Balance out;
  out.kind = in.enumeration(domain::BalanceKind::other);
  out.amount = get_amount(in);
  out.flow = in.enumeration(Flow::debit);
  out.day = get_optional(in, [&] { return get_day(in); });
  return out;
}

}  // namespace

std::string pack_entries(std::span<const Entry> entries) {
  PackedWriter out;
  out.number(form).number(entries.size());
  for (const Entry& entry : entries) put(out, entry);
  return std::move(out).take();
}

base::Result<std::vector<Entry>> unpack_entries(std::string_view body) {
  PackedReader in(body);
  if (in.number() != form) in.fail();
  std::vector<Entry> out(in.count());
  for (Entry& entry : out) entry = get_entry(in);
  if (auto whole = check_end(in); !whole) return base::fail(std::move(whole).error());
  return out;
}

std::string pack_header(const domain::StatementHeader& header) {
  PackedWriter out;
  out.number(form).number(static_cast<std::uint64_t>(header.kind));
  out.text(header.version).text(header.message_id).text(header.statement_id);
  put_optional(out, header.sequence, [&](std::uint64_t number) { out.number(number); });
  for (const auto& at : {header.created_at, header.from, header.to})
    put_optional(out, at, [&](base::Instant instant) { put(out, instant); });
  out.number(static_cast<std::uint64_t>(header.copy)).text(header.account);
  put_optional(out, header.currency, [&](const domain::Currency& currency) { out.text(currency.code()); });
  out.number(header.balances.size());
  for (const domain::Balance& balance : header.balances) put(out, balance);
  return std::move(out).take();
}

base::Result<domain::StatementHeader> unpack_header(std::string_view body) {
  PackedReader in(body);
  if (in.number() != form) in.fail();
  domain::StatementHeader out;
  out.kind = in.enumeration(domain::StatementKind::intraday);
  out.version = in.text();
  out.message_id = in.text();
  out.statement_id = in.text();
  out.sequence = get_optional(in, [&] { return in.number(); });
  for (auto* at : {&out.created_at, &out.from, &out.to})
    *at = get_optional(in, [&] { return base::from_unix_ms(in.signed_number()); });
  out.copy = in.enumeration(domain::CopyFlag::copy_of_duplicate);
  out.account = in.text();
  const auto currency = get_optional(in, [&] { return in.text(); });
  if (currency) out.currency = domain::Currency::from_code(*currency);
  if (currency && !out.currency) in.fail();
  const std::size_t balances = in.count();
  for (std::size_t i = 0; i < balances && !in.failed(); ++i) out.balances.push_back(get_balance(in));
  if (auto whole = check_end(in); !whole) return base::fail(std::move(whole).error());
  return out;
}

}  // namespace lienthong::sync
