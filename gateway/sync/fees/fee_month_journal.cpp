#include "sync/fees/fee_month_journal.hpp"

#include "base/digest.hpp"
#include "sync/fees/packed_text.hpp"

#include <charconv>
#include <cstdio>

namespace lienthong::sync {
namespace {

using domain::TransferBatch;
using domain::TransferOrder;

constexpr std::uint64_t form = 1;
constexpr std::string_view agreed = "agreed/";
constexpr std::string_view drafted = "batch/";

base::Result<void> check_end(const PackedReader& in) {
  if (!in.failed() && in.at_end()) return {};
  return base::fail(base::ErrorKind::permanent, "fee_month.body", "what was kept of a month of fees cannot be read");
}

storage::JournalEntry entry_of(std::chrono::year_month month, std::string id, base::Instant at, std::string body) {
  storage::JournalEntry out;
  out.journal = storage::Journal::fee_month;
  out.subject = month_name(month);
  out.id = std::move(id);
  out.at = at;
  out.body = std::move(body);
  return out;
}

void put(PackedWriter& out, domain::Day day) { out.signed_number(day.time_since_epoch().count()); }
domain::Day get_day(PackedReader& in) { return domain::Day{std::chrono::days{in.signed_number()}}; }

void put(PackedWriter& out, const TransferOrder& order) {
  out.text(order.end_to_end_id).signed_number(order.amount).text(order.unit.value());
  out.number(static_cast<std::uint64_t>(order.kind)).text(order.creditor_name).text(order.creditor_account);
  out.text(order.creditor_bank).text(order.remittance).number(order.dossiers.size());
  for (const domain::DossierCode& dossier : order.dossiers) out.text(dossier.value());
}

TransferOrder get_order(PackedReader& in) {
  TransferOrder out;
  out.end_to_end_id = in.text();
  out.amount = in.signed_number();
  out.unit = domain::UnitCode(in.text());
  out.kind = in.enumeration(domain::FeeKind::charge);
  out.creditor_name = in.text();
  out.creditor_account = in.text();
  out.creditor_bank = in.text();
  out.remittance = in.text();
  const std::size_t dossiers = in.count();
  for (std::size_t i = 0; i < dossiers; ++i) out.dossiers.emplace_back(in.text());
  return out;
}

base::Result<TransferBatch> read_batch(const storage::JournalEntry& entry) {
  PackedReader in(entry.body);
  if (in.number() != form) in.fail();
  TransferBatch out;
  (void)in.text();  // who drafted it
  out.message_id = in.text();
  out.month = month_from_name(entry.subject).value_or(std::chrono::year_month{});
  out.execution_day = get_day(in);
  out.control_sum = in.signed_number();
  const std::size_t orders = in.count();
  for (std::size_t i = 0; i < orders && !in.failed(); ++i) out.orders.push_back(get_order(in));
  if (auto whole = check_end(in); !whole) return base::fail(std::move(whole).error());
  return out;
}

base::Result<UnitAgreement> read_agreement(const storage::JournalEntry& entry) {
  PackedReader in(entry.body);
  if (in.number() != form) in.fail();
  UnitAgreement out;
  out.month = month_from_name(entry.subject).value_or(std::chrono::year_month{});
  out.unit = domain::UnitCode(in.text());
  out.by = in.text();
  out.note = in.text();
  out.sums.due = in.signed_number();
  out.sums.paid = in.signed_number();
  out.sums.booked = in.signed_number();
  out.at = entry.at;
  if (auto whole = check_end(in); !whole) return base::fail(std::move(whole).error());
  return out;
}

}  // namespace

std::string month_name(std::chrono::year_month month) {
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  return out;
}

std::optional<std::chrono::year_month> month_from_name(std::string_view text) {
  constexpr std::size_t year_digits = 4;
  if (text.size() != 7 || text[year_digits] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  const char* const end = text.data() + text.size();
  const auto year_read = std::from_chars(text.data(), text.data() + year_digits, year);
  const auto month_read = std::from_chars(text.data() + year_digits + 1, end, month);
  const bool whole = year_read.ptr == text.data() + year_digits && month_read.ptr == end;
  const std::chrono::year_month out{std::chrono::year{year}, std::chrono::month{month}};
  return whole && year >= 0 && out.ok() ? std::optional(out) : std::nullopt;
}

storage::JournalEntry agreement_entry(const UnitAgreement& agreement) {
  PackedWriter body;
  body.number(form).text(agreement.unit.value()).text(agreement.by).text(agreement.note);
  body.signed_number(agreement.sums.due).signed_number(agreement.sums.paid).signed_number(agreement.sums.booked);
  std::string bytes = std::move(body).take();
  std::string id = std::string(agreed) + std::to_string(base::unix_ms(agreement.at)) + "/" + base::sha256_hex(bytes);
  return entry_of(agreement.month, std::move(id), agreement.at, std::move(bytes));
}

storage::JournalEntry batch_entry(const TransferBatch& batch, std::string_view by, base::Instant at) {
  PackedWriter body;
  body.number(form).text(by).text(batch.message_id);
  put(body, batch.execution_day);
  body.signed_number(batch.control_sum).number(batch.orders.size());
  for (const TransferOrder& order : batch.orders) put(body, order);
  return entry_of(batch.month, std::string(drafted) + batch.message_id, at, std::move(body).take());
}

base::Result<FeeMonthRecord> fee_month_record(std::span<const storage::JournalRow> rows) {
  FeeMonthRecord out;
  for (const storage::JournalRow& row : rows) {
    if (row.entry.id.starts_with(drafted)) {
      auto batch = read_batch(row.entry);
      if (!batch) return base::fail(std::move(batch).error());
      out.batches.push_back(std::move(*batch));
    } else if (row.entry.id.starts_with(agreed)) {
      auto agreement = read_agreement(row.entry);
      if (!agreement) return base::fail(std::move(agreement).error());
      out.agreements[agreement->unit] = std::move(*agreement);
    }
  }
  return out;
}

}  // namespace lienthong::sync
