#include "sync/fees/known_fee.hpp"

#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/fee_rates.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using testing::day;
using testing::fee_rates;

base::Instant at(const char* text) { return *base::from_rfc3339(text); }

domain::Dossier dossier(const char* fees = nullptr, const char* payment = nullptr) {
  domain::Dossier out;
  out.code = domain::DossierCode("H55.12-261103-0001");
  out.procedure = domain::ProcedureCode("1.001193");
  out.received_at = at("2026-11-03T08:00:00+07:00");
  out.status = domain::Status::processing;
  out.facts["applicant"] = R"({"name":"Nguyễn Văn An"})";
  if (fees != nullptr) out.facts["fees"] = fees;
  if (payment != nullptr) out.facts["payment"] = payment;
  return out;
}

StoredClaim claim(std::int64_t amount, bool paid) {
  StoredClaim out;
  out.key = {domain::DossierCode("H55.12-261103-0001"), "LPHT", 1};
  out.fee = {"Lệ phí hộ tịch", "LPHT", domain::FeeKind::charge, amount};
  out.claim.dossier = out.key.dossier;
  out.claim.amount = amount;
  out.claimed_at = at("2026-11-04T08:00:00+07:00");
  domain::PaymentAttempt& attempt = out.claim.attempts.emplace_back();
  attempt.reference = "dvcH55122611030001";
  attempt.requested_at = at("2026-11-05T23:30:00+07:00");
  if (!paid) return out;
  domain::PaymentReport report;
  report.proof = domain::ReportProof::signature_verified;
  report.reference = attempt.reference;
  report.amount = amount;
  report.currency = "VND";
  report.error_code = "00";
  report.transaction = "GD-77";
  attempt.reports.insert(report);
  return out;
}

TEST(KnownFee, ComesFromTheDossierAndTheSchedule) {
  const auto fees = fees_of(dossier(R"([{"name":"Lệ phí","code":"LPHT","kind":"fee","amount":8000}])"), std::nullopt,
                            {}, fee_rates());
  ASSERT_EQ(fees.size(), 1U);
  EXPECT_EQ(fees[0].id, "H55.12-261103-0001/LPHT/1");
  EXPECT_EQ(fees[0].unit, domain::UnitCode("H55.12"));
  EXPECT_EQ(fees[0].kind, domain::FeeKind::charge);  // the schedule decides
  EXPECT_EQ(fees[0].account, "treasury");
  EXPECT_EQ(fees[0].due, 8'000);
  EXPECT_EQ(fees[0].asked_on, day(2026, 11, 3));
  EXPECT_EQ(fees[0].paid, 0);
  EXPECT_EQ(fees[0].payer, "Nguyễn Văn An");
  EXPECT_FALSE(amount_alarm(fees[0]));
}

TEST(KnownFee, IsWhatTheScheduleSaysWhereTheDossierNamesNone) {
  const auto fees = fees_of(dossier(), std::nullopt, {}, fee_rates());
  ASSERT_EQ(fees.size(), 1U);
  EXPECT_EQ(fees[0].id, "H55.12-261103-0001/LPHT/1");
  EXPECT_EQ(fees[0].due, 8'000);
}

TEST(KnownFee, IsNamedWhenItDiffersFromTheSchedule) {
  const auto fees =
      fees_of(dossier(R"([{"name":"Lệ phí","code":"LPHT","amount":9000}])"), std::nullopt, {}, fee_rates());
  ASSERT_EQ(fees.size(), 1U);
  const auto alarm = amount_alarm(fees[0]);
  ASSERT_TRUE(alarm);
  EXPECT_EQ(alarm->kind, domain::FeeAlarmKind::fee_amount_mismatch);
  EXPECT_EQ(alarm->expected, 8'000);
  EXPECT_EQ(alarm->found, 9'000);
  EXPECT_EQ(expected_payment(fees[0]).amount, 9'000);
}

TEST(KnownFee, CountsCopies) {
  auto copies = dossier(R"([{"name":"Chứng thực","code":"PCTBS","amount":14000}])");
  copies.procedure = domain::ProcedureCode("2.000815");
  EXPECT_EQ(fees_of(copies, std::nullopt, {}, fee_rates())[0].due, 14'000);
  copies.facts["fees"] = R"([{"name":"Chứng thực","code":"PCTBS","amount":13500}])";
  const auto odd = fees_of(copies, std::nullopt, {}, fee_rates())[0];
  EXPECT_EQ(odd.due, 14'000);
  EXPECT_TRUE(amount_alarm(odd));
}

TEST(KnownFee, KnowsWhatThePlatformSays) {
  const auto fees = fees_of(dossier(R"([{"name":"Lệ phí","code":"LPHT","amount":8000}])"), std::nullopt,
                            std::vector{claim(8'000, true)}, fee_rates());
  ASSERT_EQ(fees.size(), 1U);
  EXPECT_EQ(fees[0].paid, 8'000);
  EXPECT_EQ(fees[0].payments, 1);
  EXPECT_EQ(fees[0].paid_on, day(2026, 11, 5));
  EXPECT_EQ(fees[0].references, (std::vector<std::string>{"dvcH55122611030001", "GD-77"}));
  EXPECT_EQ(expected_payment(fees[0]).platform_paid_on, day(2026, 11, 5));
}

TEST(KnownFee, IsPaidOnTheDayThatThePlatformNames) {
  StoredClaim paid = claim(8'000, true);
  domain::PaymentReport report = *paid.claim.attempts[0].reports.begin();
  const auto paid_on = [&](const char* time_text) {
    report.time_text = time_text;
    paid.claim.attempts[0].reports = {report};
    return fees_of(dossier(), std::nullopt, std::vector{paid}, fee_rates())[0].paid_on;
  };
  EXPECT_EQ(paid_on("20261106013000"), day(2026, 11, 6));
  EXPECT_EQ(paid_on("20261306013000"), day(2026, 11, 5)) << "no date: the day of the attempt";
  EXPECT_EQ(paid_on("2026-11-06 01:"), day(2026, 11, 5));
}

TEST(KnownFee, IsAskedForSinceTheDossierEvenWhenItsClaimIsLater) {
  const auto fees = fees_of(dossier(), std::nullopt, std::vector{claim(8'000, false)}, fee_rates());
  EXPECT_EQ(fees[0].asked_on, day(2026, 11, 3)) << "received on the 3rd, claimed on the 4th";
}

TEST(KnownFee, LeavesOutAClaimThatWasCancelledUnpaid) {
  StoredClaim cancelled = claim(9'000, false);
  cancelled.claim.cancelled_at = at("2026-11-05T08:00:00+07:00");
  const auto fees = fees_of(dossier(R"([{"name":"Lệ phí","code":"LPHT","amount":8000}])"), std::nullopt,
                            std::vector{cancelled}, fee_rates());
  ASSERT_EQ(fees.size(), 1U);
  EXPECT_EQ(fees[0].asked, 8'000);
}

TEST(KnownFee, IsPaidAtTheCounterWhenTheDossierSaysSo) {
  const auto fees = fees_of(dossier(nullptr, "\"recorded_offline\""), at("2026-11-06T09:00:00+07:00"), {}, fee_rates());
  ASSERT_EQ(fees.size(), 1U);
  EXPECT_EQ(fees[0].paid, 8'000);
  EXPECT_EQ(fees[0].paid_by, domain::PaidBy::counter);
  EXPECT_EQ(fees[0].paid_on, day(2026, 11, 6));
  EXPECT_FALSE(expected_payment(fees[0]).platform_paid_on);
}

}  // namespace
}  // namespace lienthong::sync
