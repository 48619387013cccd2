#include "app/fee_report.hpp"

#include "app/fee_transfer_file.hpp"
#include "base/text.hpp"
#include "codec/json.hpp"
#include "unit/sync_fees/fee_rates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::app {
namespace {

using sync::testing::day;

const domain::UnitCode ward("H55.12");
const domain::UnitCode other("H55.13");
const domain::MovementId movement{"vcb.0011223344556677", 1, 0};

sync::KnownFee claim(const char* id, const domain::UnitCode& unit) {
  sync::KnownFee out;
  out.id = id;
  out.dossier = domain::DossierCode("H55.12-261103-0001");
  out.unit = unit;
  out.asked = out.due = 8'000;
  return out;
}

domain::FeeOfMonth fee(const domain::UnitCode& unit) {
  domain::FeeOfMonth out;
  out.dossier = domain::DossierCode("H55.12-261103-0001");
  out.unit = unit;
  out.due = out.booked = 8'000;
  return out;
}

sync::FeeMonthView view() {
  sync::FeeMonthView out;
  out.facts.month = std::chrono::year{2026} / std::chrono::November;
  out.facts.to_transfer = 8'000;
  out.fees = {fee(ward), fee(other)};
  out.claims = {claim("a/LP/1", ward), claim("b/LP/1", other)};
  out.movements = {{movement, "FT-1", day(2026, 11, 3), domain::Flow::credit, {8'000, 0, domain::vnd()}}};
  out.matching.matches = {
      {domain::Confidence::certain, 100, {movement}, {"a/LP/1"}, {domain::MatchReason::dossier_code}}};
  out.matching.open_claims = {"b/LP/1"};
  return out;
}

const base::Instant now = *base::from_rfc3339("2026-11-20T10:00:00+07:00");

TEST(FeeReport, SaysTheMonthForPrograms) {
  const std::string bytes = month_json(month_report(view(), sync::testing::fee_rates(), now, std::nullopt));
  codec::Arena arena;
  const auto month = codec::read_json(bytes, arena);
  ASSERT_TRUE(month) << bytes;
  EXPECT_EQ(month->find("month")->scalar(), "2026-11");
  EXPECT_EQ(month->find("to_transfer")->scalar(), "8000");
  ASSERT_EQ(month->find("units")->items().size(), 2U);
  EXPECT_EQ(month->find("units")->items()[0].find("booked")->scalar(), "8000");
  EXPECT_EQ(month->find("matching")->find("certain")->scalar(), "1");
}

TEST(FeeReport, ShowsOneUnitAlone) {
  const auto report = month_report(view(), sync::testing::fee_rates(), now, other);
  EXPECT_EQ(report.fees.size(), 1U);
  EXPECT_TRUE(report.matching.matches.empty());
  EXPECT_EQ(report.matching.open_claims, std::vector<std::string>{"b/LP/1"});
}

TEST(FeeReport, ShowsADecisionThatHoldsForNothing) {
  sync::FollowedDecision lost;
  lost.from = {"vcb.ffffffffffffffff", 4, 0};
  lost.decision.settled = sync::MatchDecision{lost.from, sync::DecisionKind::confirm, {"b/LP/1"}, "Lan", "đã hỏi", now};
  lost.outcome = sync::FollowOutcome::amount_changed;
  lost.candidates = {movement};
  lost.amount = {9'000, 0, domain::vnd()};
  lost.booked_on = day(2026, 11, 3);
  sync::FeeMonthView month = view();
  month.open_decisions = {lost};
  sync::FeeBooks books;
  books.followed = {lost};
  const auto report = month_report(month, sync::testing::fee_rates(), now, std::nullopt);
  ASSERT_EQ(report.open_decisions.size(), 1U);
  EXPECT_EQ(report.open_decisions[0].doubt, console::DecisionDoubt::amount_changed);
  codec::Arena arena;
  const auto matches = codec::read_json(matches_json(report, books), arena);
  ASSERT_TRUE(matches);
  const codec::Value& row = matches->find("open_decisions")->items()[0];
  EXPECT_EQ(row.find("outcome")->scalar(), "amount_changed");
  EXPECT_EQ(row.find("movement")->find("name")->scalar(), "vcb.ffffffffffffffff-4-0");
  EXPECT_EQ(row.find("candidates")->items()[0].scalar(), "vcb.0011223344556677-1-0");
  EXPECT_NE(month_text(report).find("1 quyết định cũ phải xem lại"), std::string::npos);
  EXPECT_TRUE(month_report(month, sync::testing::fee_rates(), now, ward).open_decisions.empty())
      << "another Unit's fee";
}

TEST(FeeReport, IsNoWiderThanATerminal) {
  const std::string text = month_text(month_report(view(), sync::testing::fee_rates(), now, std::nullopt));
  std::size_t widest = 0;
  std::size_t begin = 0;
  const std::string summary = text.substr(0, text.find("Đối soát:"));
  for (std::size_t end = summary.find('\n'); end != std::string::npos; begin = end + 1, end = summary.find('\n', begin))
    widest = std::max(widest, base::code_points(summary.substr(begin, end - begin)));
  EXPECT_LE(widest, 120U) << text;
  EXPECT_NE(text.find("Phải thu"), std::string::npos);
}

TEST(FeeReport, NamesEveryMovementWithTheNameByWhichItIsDecided) {
  const std::string bytes = matches_json(month_report(view(), sync::testing::fee_rates(), now, std::nullopt), {});
  codec::Arena arena;
  const auto matches = codec::read_json(bytes, arena);
  ASSERT_TRUE(matches) << bytes;
  const codec::Value& row = matches->find("matches")->items()[0];
  EXPECT_EQ(row.find("movement")->find("name")->scalar(), "vcb.0011223344556677-1-0");
  EXPECT_EQ(row.find("claims")->items()[0].scalar(), "a/LP/1");
  EXPECT_EQ(row.find("fees")->items()[0].find("amount")->scalar(), "8000");
  EXPECT_EQ(row.find("reasons")->items()[0].scalar(), "dossier_code");
}

TEST(FeeReport, WritesTheTransferForTheBankOrSaysWhyNot) {
  ops::FeesConfig config;
  std::vector<std::string> problems;
  auto report = month_report(view(), sync::testing::fee_rates(), now, std::nullopt);
  EXPECT_FALSE(transfer_file(report, config, problems));
  EXPECT_EQ(problems.size(), 1U);
  const domain::CollectedPart part{domain::DossierCode("H55.12-261103-0001"),
                                   {"LPHT", domain::FeeKind::charge, ward, "treasury", 8'000}};
  report.batches = {
      transfer_orders(report.facts.month, day(2026, 11, 30), "1", std::span(&part, 1), sync::testing::fee_rates())
          .value()};
  problems.clear();
  EXPECT_FALSE(transfer_file(report, config, problems));
  EXPECT_GE(problems.size(), 3U);  // nobody to debit
  config.debtor_name = "TRUNG TAM";
  config.debtor_account = "113000012345";
  config.debtor_bank = "VCBVVNVX";
  problems.clear();
  const auto file = transfer_file(report, config, problems);
  ASSERT_TRUE(file) << problems.front();
  EXPECT_NE(file->find(report.batches[0].orders[0].end_to_end_id), std::string::npos);
}

}  // namespace
}  // namespace lienthong::app
