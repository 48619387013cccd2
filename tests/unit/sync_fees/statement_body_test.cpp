#include "sync/fees/statement_body.hpp"

#include "sync/fees/packed_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

namespace lienthong::sync {
namespace {

using domain::Amount;
using domain::Entry;

domain::Amount any_amount() {
  return {*rc::gen::arbitrary<std::int64_t>(), static_cast<std::uint8_t>(*rc::gen::inRange(0, 6)),
          *domain::Currency::from_code(*rc::gen::element<std::string>("VND", "EUR", "USD"))};
}

std::string any_text() { return *rc::gen::string<std::string>(); }

domain::Day any_day() { return domain::Day{std::chrono::days{*rc::gen::inRange(-100'000, 100'000)}}; }

domain::EntryDetail any_detail() {
  domain::EntryDetail out;
  if (*rc::gen::arbitrary<bool>()) out.amount = any_amount();
  if (*rc::gen::arbitrary<bool>()) out.flow = domain::Flow::debit;
  out.end_to_end_id = any_text();
  out.uetr = any_text();
  out.creditor_account = any_text();
  out.remittance = any_text();
  return out;
}

Entry any_entry() {
  Entry out;
  out.number = *rc::gen::arbitrary<std::uint32_t>();
  out.reference = any_text();
  out.amount = any_amount();
  out.flow = *rc::gen::element(domain::Flow::credit, domain::Flow::debit);
  out.reversal = *rc::gen::arbitrary<bool>();
  out.status = *rc::gen::element(domain::BookingStatus::booked, domain::BookingStatus::information);
  if (*rc::gen::arbitrary<bool>()) out.booked_on = any_day();
  out.servicer_reference = any_text();
  out.information = any_text();
  if (*rc::gen::arbitrary<bool>()) out.batch = domain::Batch{*rc::gen::arbitrary<std::uint64_t>(), any_amount()};
  const int details = *rc::gen::inRange(0, 4);
  for (int i = 0; i < details; ++i) out.details.push_back(any_detail());
  return out;
}

bool same(const std::optional<Amount>& left, const std::optional<Amount>& right) {
  if (!left || !right) return !left && !right;
  return left->units == right->units && left->scale == right->scale && left->currency == right->currency;
}

bool same(const domain::EntryDetail& left, const domain::EntryDetail& right) {
  return same(left.amount, right.amount) && left.flow == right.flow && left.end_to_end_id == right.end_to_end_id &&
         left.uetr == right.uetr && left.creditor_account == right.creditor_account &&
         left.remittance == right.remittance;
}

bool same(const std::optional<domain::Batch>& left, const std::optional<domain::Batch>& right) {
  if (!left || !right) return !left && !right;
  return left->count == right->count && same(left->total, right->total);
}

bool same(const Entry& left, const Entry& right) {
  const auto same_detail = [](const auto& one, const auto& other) { return same(one, other); };
  return left.number == right.number && left.reference == right.reference &&
         same(std::optional(left.amount), std::optional(right.amount)) && left.flow == right.flow &&
         left.reversal == right.reversal && left.status == right.status && left.booked_on == right.booked_on &&
         left.servicer_reference == right.servicer_reference && left.information == right.information &&
         same(left.batch, right.batch) && std::ranges::equal(left.details, right.details, same_detail);
}

RC_GTEST_PROP(StatementBody, ComesBackAsItWas, ()) {
  std::vector<Entry> entries;
  const int count = *rc::gen::inRange(0, 5);
  for (int i = 0; i < count; ++i) entries.push_back(any_entry());
  const auto back = unpack_entries(pack_entries(entries));
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) RC_ASSERT(same(entries[i], (*back)[i]));
}

RC_GTEST_PROP(StatementBody, OfWhichAnythingIsMissingIsRefused, ()) {
  const std::string body = pack_entries(std::vector<Entry>{any_entry()});
  const auto size = *rc::gen::inRange<std::size_t>(0, body.size());
  const auto back = unpack_entries(std::string_view(body).substr(0, size));
  RC_ASSERT(!back.has_value());
  RC_ASSERT(back.error().code() == "statement.body");
}

RC_GTEST_PROP(StatementBody, ThatIsNoneNeverBreaksTheReader, (const std::string& bytes)) {
  (void)unpack_entries(bytes);
  (void)unpack_entries("\x01" + bytes);
  (void)unpack_header("\x01" + bytes);
}

TEST(StatementBody, OfAHeaderComesBackAsItWas) {
  domain::StatementHeader header;
  header.kind = domain::StatementKind::notification;
  header.version = "camt.054.001.02";
  header.statement_id = "S-1";
  header.sequence = 7;
  header.from = base::from_unix_ms(-5);
  header.copy = domain::CopyFlag::duplicate;
  header.account = "112233445566";
  header.currency = domain::vnd();
  header.balances = {{domain::BalanceKind::opening_booked, {-1, 2, domain::vnd()}, domain::Flow::debit, domain::Day{}}};
  const auto back = unpack_header(pack_header(header));
  ASSERT_TRUE(back) << back.error().describe();
  EXPECT_EQ(back->kind, header.kind);
  EXPECT_EQ(back->version, header.version);
  EXPECT_EQ(back->statement_id, header.statement_id);
  EXPECT_EQ(back->sequence, header.sequence);
  EXPECT_EQ(back->from, header.from);
  EXPECT_EQ(back->to, header.to);
  EXPECT_EQ(back->copy, header.copy);
  EXPECT_EQ(back->account, header.account);
  EXPECT_EQ(back->currency, header.currency);
  ASSERT_EQ(back->balances.size(), 1U);
  EXPECT_EQ(back->balances[0].amount.units, -1);
  EXPECT_EQ(back->balances[0].day, domain::Day{});
}

TEST(StatementBody, OfAnotherFormIsRefused) {
  std::string body = pack_entries({});
  body[0] = 2;
  EXPECT_FALSE(unpack_entries(body));
}

RC_GTEST_PROP(PackedText, NumbersComeBack, (std::uint64_t number, std::int64_t signed_number)) {
  PackedWriter out;
  out.number(number).signed_number(signed_number);
  const std::string bytes = std::move(out).take();
  PackedReader in(bytes);
  RC_ASSERT(in.number() == number);
  RC_ASSERT(in.signed_number() == signed_number);
  RC_ASSERT(in.at_end() && !in.failed());
}

}  // namespace
}  // namespace lienthong::sync
