#include "sync/fees/fee_month_view.hpp"

#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/fee_rates.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using domain::FeeAlarmKind;
using testing::credit;
using testing::day;

base::Instant at(const char* text) { return *base::from_rfc3339(text); }
constexpr std::chrono::year_month november{std::chrono::year{2026}, std::chrono::November};

/// Monday to Friday, without holidays; the last working day of November 2026 is the 30th.
domain::WorkingCalendar calendar() {
  std::vector<domain::CalendarYear> years;
  for (const int year : {2026, 2027}) {
    domain::CalendarYear& one = years.emplace_back();
    one.year = std::chrono::year{year};
    for (unsigned weekday = 1; weekday <= 5; ++weekday)
      one.weekly[std::chrono::weekday{weekday}] = {{std::chrono::minutes{450}, std::chrono::minutes{690}}};
  }
  return domain::WorkingCalendar::from_years(std::move(years)).value();
}

KnownFee fee(const std::string& code, domain::Day asked_on) {
  KnownFee out;
  out.id = code + "/LPHT/1";
  out.dossier = domain::DossierCode(code);
  out.unit = domain::UnitCode("H55.12");
  out.kind = domain::FeeKind::charge;
  out.account = "treasury";
  out.due = out.asked = 8'000;
  out.asked_on = asked_on;
  out.payer = "Nguyễn Văn An";
  return out;
}

domain::StatementEntry entry(std::size_t number, domain::Entry of) {
  of.number = number;
  return {"vcb.0011223344556677", std::move(of)};
}

domain::Entry debit(std::int64_t amount, domain::Day booked_on, const std::string& end_to_end_id) {
  domain::Entry out = credit(amount, booked_on, "D-" + end_to_end_id, "");
  out.flow = domain::Flow::debit;
  out.details[0].end_to_end_id = end_to_end_id;
  out.details[0].creditor_account = "7111.0.0000000";
  return out;
}

struct November {
  domain::WorkingCalendar days = calendar();
  domain::FeeSchedule rates = testing::fee_rates();
  FeeBooks books;
  MonthSettings settings;

  November() {
    books.month = november;
    books.fees = {fee("H55.12-261103-0001", day(2026, 11, 3)), fee("H55.12-261103-0002", day(2026, 11, 3))};
    books.entries = {entry(1, credit(8'000, day(2026, 11, 3), "FT-1", "le phi H55.12-261103-0001"))};
    settings.calendar = &days;
    settings.schedule = &rates;
    settings.limits.agree_by = 5;
    settings.now = at("2026-11-20T10:00:00+07:00");
  }
  [[nodiscard]] FeeMonthView view() const {
    auto out = month_view(books, settings);
    EXPECT_TRUE(out) << out.error().describe();
    return out ? std::move(*out) : FeeMonthView{};
  }
  [[nodiscard]] std::vector<FeeAlarmKind> alarms() const {
    std::vector<FeeAlarmKind> out;
    for (const domain::FeeAlarm& one : view().alarms) out.push_back(one.kind);
    return out;
  }
};

TEST(FeeMonthView, ShowsWhatIsDuePaidAndBooked) {
  November month;
  month.books.fees[0].paid = 8'000;
  month.books.fees[0].payments = 1;
  month.books.fees[0].paid_on = day(2026, 11, 3);
  const FeeMonthView view = month.view();
  ASSERT_EQ(view.fees.size(), 2U);
  EXPECT_EQ(view.fees[0].booked, 8'000);
  EXPECT_TRUE(differences(view.fees[0]).empty());
  EXPECT_EQ(view.fees[1].booked, 0);
  EXPECT_EQ(view.sums.at(domain::UnitCode("H55.12")), (AgreedSums{16'000, 8'000, 8'000}));
  EXPECT_EQ(view.matching.open_claims, std::vector<std::string>{"H55.12-261103-0002/LPHT/1"});
  ASSERT_EQ(view.movements.size(), 1U);
  EXPECT_EQ(view.movements[0].reference, "FT-1");
  ASSERT_EQ(view.claims.size(), 2U);
  EXPECT_TRUE(view.claims[0].payer.empty());
}

TEST(FeeMonthView, PutsEachFeeIntoOneMonth) {
  November month;
  month.books.fees[0].asked_on = day(2026, 10, 28);  // booked in November
  month.books.fees[1].asked_on = day(2026, 10, 29);  // unpaid: of October
  EXPECT_EQ(month.view().fees.size(), 1U);
  month.books.month = std::chrono::year{2026} / std::chrono::October;
  EXPECT_EQ(month.view().fees.size(), 1U);
}

TEST(FeeMonthView, DraftsTheTransferOfWhatIsBooked) {
  November month;
  const FeeMonthView view = month.view();
  EXPECT_EQ(view.facts.to_transfer, 8'000);
  ASSERT_EQ(view.batches.size(), 1U);
  EXPECT_EQ(view.batches[0].execution_day, day(2026, 11, 30));
  EXPECT_EQ(view.batches[0].orders.at(0).creditor_account, "7111.0.0000000");
  const auto second = draft_batch(month.books, month.settings, "2");
  ASSERT_TRUE(second);
  EXPECT_NE(second->message_id, view.batches[0].message_id);
}

TEST(FeeMonthView, DraftsALateTransferForTheNextWorkingDay) {
  November month;
  month.settings.now = at("2026-12-04T23:30:00+07:00");
  EXPECT_EQ(month.view().batches.at(0).execution_day, day(2026, 12, 4));
  month.settings.now = at("2026-12-05T00:30:00+07:00");  // a Saturday
  EXPECT_EQ(month.view().batches.at(0).execution_day, day(2026, 12, 7));
}

TEST(FeeMonthView, TransfersWhatWasBookedBetweenTwoLastWorkingDays) {
  November month;
  month.books.entries[0].entry.booked_on = day(2026, 10, 30);  // the last working day of October
  EXPECT_EQ(month.view().facts.to_transfer, 0);
  month.books.entries[0].entry.booked_on = day(2026, 10, 31);
  EXPECT_EQ(month.view().facts.to_transfer, 0);  // nobody had asked yet: no certain match
  month.books.fees[0].asked_on = day(2026, 10, 28);
  EXPECT_EQ(month.view().facts.to_transfer, 8'000);
}

TEST(FeeMonthView, KeepsBackWhatIsToBeGivenBack) {
  November month;
  month.books.fees[0].status = domain::Status::withdrawn;
  const FeeMonthView view = month.view();
  EXPECT_EQ(view.facts.to_transfer, 0);
  EXPECT_EQ(differences(view.fees[0]).back(), domain::FeeDifference::refund_due);
}

TEST(FeeMonthView, FindsTheTransferInTheStatement) {
  November month;
  const std::string id = month.view().batches.at(0).orders.at(0).end_to_end_id;
  month.settings.now = at("2026-12-01T08:00:00+07:00");
  EXPECT_EQ(month.alarms().at(0), FeeAlarmKind::month_end_transfer_missing);
  month.books.entries.push_back(entry(2, debit(8'000, day(2026, 11, 30), id)));
  EXPECT_TRUE(month.alarms().empty());
  month.books.entries.back().entry.booked_on = day(2026, 11, 27);
  EXPECT_EQ(month.alarms(), std::vector{FeeAlarmKind::month_end_transfer_wrong_day});
  month.books.entries.back() = entry(2, debit(7'000, day(2026, 11, 30), id));
  EXPECT_EQ(month.alarms(), std::vector{FeeAlarmKind::month_end_sum_mismatch});
}

StatementLink statement_until(domain::Day last, base::Instant taken_at) {
  StatementLink out;
  out.header.from = base::Instant{last} - base::vietnam_offset;
  out.header.to = *out.header.from + std::chrono::hours{23};
  out.taken_at = taken_at;
  return out;
}

TEST(FeeMonthView, KnowsWhenTheDocumentsCame) {
  November month;
  month.books.entries.clear();
  month.settings.now = at("2026-12-10T00:00:00+07:00");
  EXPECT_EQ(month.alarms(), (std::vector{FeeAlarmKind::bank_documents_late, FeeAlarmKind::unit_reconciliation_open}));
  month.books.chains["vcb/1"] = chain_of({statement_until(day(2026, 11, 30), at("2026-12-09T23:59:00+07:00"))});
  EXPECT_EQ(month.alarms(), std::vector{FeeAlarmKind::unit_reconciliation_open});
  EXPECT_EQ(month.view().statements_until, at("2026-11-30T23:00:00+07:00"));
  month.books.chains["vcb/2"] = chain_of({statement_until(day(2026, 11, 27), at("2026-12-01T08:00:00+07:00"))});
  EXPECT_EQ(month.alarms().front(), FeeAlarmKind::bank_documents_late);
}

TEST(FeeMonthView, HoldsAnAgreementForTheSumsItWasGivenFor) {
  November month;
  const domain::UnitCode ward("H55.12");
  UnitAgreement agreement{november, ward, "Hoà", "", month.view().sums.at(ward), at("2026-11-19T09:00:00+07:00")};
  const auto rows = std::vector<storage::JournalRow>{{1, agreement_entry(agreement)}};
  month.books.record = fee_month_record(rows).value();
  EXPECT_EQ(month.view().facts.agreed_at.at(ward), agreement.at);
  month.books.entries.clear();
  EXPECT_FALSE(month.view().facts.agreed_at.at(ward));
}

TEST(FeeMonthView, KeepsTheBatchThatWasDrafted) {
  November month;
  const domain::TransferBatch drafted = month.view().batches.at(0);
  const auto rows = std::vector<storage::JournalRow>{{1, batch_entry(drafted, "Lan", month.settings.now)}};
  month.books.record = fee_month_record(rows).value();
  month.books.entries.push_back(entry(2, credit(8'000, day(2026, 11, 4), "FT-2", "le phi H55.12-261103-0002")));
  const FeeMonthView view = month.view();
  EXPECT_EQ(view.batches, std::vector{drafted});
  EXPECT_EQ(view.facts.to_transfer, 16'000);
}

TEST(FeeMonthView, NamesAFeeThatWasPaidTwice) {
  November month;
  month.books.entries.push_back(entry(2, credit(8'000, day(2026, 11, 4), "FT-2", "le phi H55.12-261103-0001")));
  const FeeMonthView view = month.view();
  EXPECT_EQ(view.fees[0].booked, 16'000);
  EXPECT_EQ(view.fees[0].payments, 2);
  EXPECT_EQ(view.facts.to_transfer, 8'000);
}

TEST(FeeMonth, HasAName) {
  EXPECT_EQ(month_name(november), "2026-11");
  EXPECT_EQ(month_from_name("2026-11"), november);
  for (const char* wrong : {"", "2026", "2026-13", "2026-00", "26-11", "2026-1 ", "2026/11", "2026-111"})
    EXPECT_FALSE(month_from_name(wrong)) << wrong;
}

}  // namespace
}  // namespace lienthong::sync
