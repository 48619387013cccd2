#include "sync/fees/payment_journal.hpp"

#include "sync/fees/payment_decisions.hpp"
#include "unit/domain_fees/payments.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using domain::testing::answered;
using domain::testing::attempt;
using domain::testing::confirmed;
using domain::testing::first_reference;
using domain::testing::minute;
using domain::testing::second_reference;

const ClaimKey key{domain::DossierCode("H55.12-250613-0001"), "LPHT", 1};
const ClaimedFee fee{"Lệ phí hộ tịch", "LPHT", domain::FeeKind::charge, 120'000};

std::vector<storage::JournalRow> rows_of(std::vector<storage::JournalEntry> entries) {
  std::vector<storage::JournalRow> out;
  for (storage::JournalEntry& entry : entries) {
    entry.keys.clear();
    out.push_back({static_cast<std::int64_t>(out.size()) + 1, std::move(entry)});
  }
  return out;
}

std::string code_of(const base::Result<StoredClaim>& result) { return result ? "" : result.error().code(); }

TEST(payment_journal, a_subject_is_read_as_it_was_written) {
  for (const ClaimKey& one : {key, ClaimKey{domain::DossierCode("G15-250613-000001"), "a/b", 12},
                              ClaimKey{domain::DossierCode("H55-250613-0001"), "#2", 3}}) {
    EXPECT_EQ(claim_key(claim_subject(one)).value(), one);
  }
  EXPECT_EQ(claim_subject(key), "H55.12-250613-0001/LPHT/1");
  for (const char* broken :
       {"", "H55.12-250613-0001", "H55.12-250613-0001/1", "/LPHT/1", "H55/LPHT/0", "H55/LPHT/1x"}) {
    EXPECT_FALSE(claim_key(broken).has_value()) << broken;
  }
}

TEST(payment_journal, a_dossier_is_paid_when_every_fee_has_a_claim_that_counts) {
  const std::vector<OwedFee> two{{"LPHT", fee}, {"#2", fee}};
  const auto claim_of_fee = [](const char* code, int serial, std::optional<base::Instant> paid_at) {
    StoredClaim out;
    out.key = {domain::DossierCode("H55.12-250613-0001"), code, serial};
    out.paid_at = paid_at;
    return out;
  };
  std::vector<StoredClaim> claims{claim_of_fee("LPHT", 1, minute(5)), claim_of_fee("#2", 1, std::nullopt)};
  EXPECT_EQ(all_paid_at(claims, two), std::nullopt);
  claims.push_back(claim_of_fee("#2", 2, minute(3)));
  EXPECT_EQ(all_paid_at(claims, two), minute(5)) << "since the last one, in whatever order they are held";
  claims[0].claim.cancelled_at = minute(6);
  EXPECT_EQ(all_paid_at(claims, two), std::nullopt) << "that money is to be given back";
  EXPECT_EQ(all_paid_at({}, {}), std::nullopt) << "nothing owed and nothing paid is not paid";
}

TEST(payment_journal, a_claim_comes_back_whole) {
  domain::PaymentAttempt first = attempt(first_reference);
  domain::PaymentAttempt second = attempt(second_reference, minute(90));
  const auto paid = confirmed("PP250613000987", second_reference);
  const auto asked = answered(domain::PlatformState::pending, first_reference);
  const auto stored = stored_claim_of(rows_of(
      {claimed_entry(key, fee, minute(-1)), attempt_entry(key, first),
       opened_entry(key, first_reference, "https://x/1", minute(0)), query_entry(key, first_reference, 1, minute(30)),
       report_entry(key, asked, minute(31)), refused_entry(key, first_reference, "03", minute(60)),
       attempt_entry(key, second), report_entry(key, paid, minute(100)),
       refund_entry(key, {"PC-12", 120'000, minute(200)}), cancelled_entry(key, "withdrawn", minute(300))}));
  ASSERT_TRUE(stored.has_value()) << stored.error().describe();
  domain::PaymentClaim claim = domain::testing::claim();
  first.queries = 1;
  first.last_query_at = minute(30);
  first.refused = true;
  first.reports = {asked};
  second.reports = {paid};
  claim.attempts = {first, second};
  claim.refunds = {{"PC-12", 120'000, minute(200)}};
  claim.cancelled_at = minute(300);
  EXPECT_EQ(stored->claim, claim);
  EXPECT_EQ(stored->key, key);
  EXPECT_EQ(stored->fee, fee);
  EXPECT_EQ(stored->urls.at(first_reference), "https://x/1");
  EXPECT_EQ(stored->entries, 10);
  EXPECT_EQ(stored->claimed_at, minute(-1));
}

TEST(payment_journal, claims_are_found_by_dossier_reference_and_month_in_viet_nam) {
  const base::Instant new_year = base::from_rfc3339("2025-12-31T17:30:00Z").value();
  EXPECT_EQ(claim_month_key(new_year), "month 2026-01");
  EXPECT_EQ(claim_month_key(minute(0)), "month 2025-06");
  EXPECT_EQ(claimed_entry(key, fee, minute(0)).keys,
            (std::vector<std::string>{"month 2025-06", "dossier H55.12-250613-0001"}));
  EXPECT_EQ(attempt_entry(key, attempt(first_reference)).keys,
            (std::vector<std::string>{"month 2025-06", "ref " + first_reference}));
}

TEST(payment_journal, the_same_report_is_one_entry_and_another_is_another) {
  const auto first = report_entry(key, confirmed(), minute(1));
  EXPECT_EQ(first.id, report_entry(key, confirmed(), minute(2)).id);
  EXPECT_NE(first.id, report_entry(key, confirmed("PP-2"), minute(1)).id);
  EXPECT_NE(first.id, report_entry(key, answered(domain::PlatformState::paid), minute(1)).id);
}

TEST(payment_journal, an_entry_that_is_not_one_is_named) {
  EXPECT_EQ(code_of(stored_claim_of({})), "payment_journal.empty");
  const auto begun = std::vector{claimed_entry(key, fee, minute(0)), attempt_entry(key, attempt(first_reference))};
  for (const char* body : {"", "[]", "{\"entry\":\"bought\"}", "{\"entry\":\"report\",\"amount\":1}",
                           "{\"entry\":\"opened\",\"reference\":\"other\",\"url\":\"https://x\"}"}) {
    auto entries = begun;
    entries.push_back(entries.back());
    entries.back().body = body;
    EXPECT_EQ(code_of(stored_claim_of(rows_of(entries))), "payment_journal.body") << body;
  }
}

RC_GTEST_PROP(payment_journal, any_report_comes_back, ()) {
  domain::PaymentReport report = confirmed();
  report.amount = *rc::gen::inRange<std::int64_t>(0, 999'999'999'999'999);
  report.transaction = *rc::gen::string<std::string>();
  report.transaction.erase(std::remove_if(report.transaction.begin(), report.transaction.end(),
                                          [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == 0; }),
                           report.transaction.end());
  report.proof = *rc::gen::element(domain::ReportProof::signature_verified, domain::ReportProof::own_query);
  report.state = *rc::gen::element<std::optional<domain::PlatformState>>(
      std::nullopt, domain::PlatformState::paid, domain::PlatformState::pending, domain::PlatformState::failed);
  const auto claim = claim_of(rows_of({claimed_entry(key, fee, minute(0)), attempt_entry(key, attempt(first_reference)),
                                       report_entry(key, report, minute(1))}));
  RC_ASSERT(claim.has_value());
  RC_ASSERT(claim->attempts.at(0).reports == std::set<domain::PaymentReport>{report});
}

}  // namespace
}  // namespace lienthong::sync
