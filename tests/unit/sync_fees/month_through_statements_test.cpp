#include "sync/fees/fee_books.hpp"
#include "sync/fees/matching_desk.hpp"
#include "unit/domain_fees/generated_month.hpp"
#include "unit/sync/sync_world.hpp"
#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/fee_rates.hpp"
#include "unit/sync_fees/statement_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace lienthong::sync {
namespace {

using domain::StatementEntry;
using testing::CamtText;
using testing::day;
using testing::StatementDesk;

/// The month's entries as statements of a bank, which never sends one reference twice in one of them.
std::vector<CamtText> statements_of(const std::vector<StatementEntry>& entries) {
  std::vector<CamtText> out;
  std::vector<std::set<std::string>> references;
  for (const StatementEntry& one : entries) {
    std::size_t place = 0;
    while (place < out.size() &&
           (out[place].entries.size() >= 400 || references[place].contains(one.entry.servicer_reference)))
      ++place;
    if (place == out.size()) {
      CamtText& made = out.emplace_back();
      made.id = "S-" + std::to_string(place);
      made.sequence = place + 1;
      made.from = day(2025, 10, 15);
      made.to = day(2025, 12, 20);
      references.emplace_back();
    }
    out[place].entries.push_back(one.entry);
    references[place].insert(one.entry.servicer_reference);
  }
  for (std::size_t i = 1; i < out.size(); ++i) out[i].opening = out[i - 1].closing();
  return out;
}

TEST(MonthThroughStatements, MatchesAsThePureMonth) {
  const domain::testing::FeeMonth month = domain::testing::fee_month(7, 8);
  StatementDesk desk(true);
  desk.clock.advance(std::chrono::hours{1});
  std::vector<StatementEntry> pure;
  for (const CamtText& statement : statements_of(month.entries)) {
    const StatementAnswer answer = desk.take(statement.text());
    ASSERT_EQ(answer.taken, StatementTaken::accepted) << explain(answer.refusal);
    const std::string name = answer.statements.at(0).link.name();
    std::size_t number = 0;
    for (const domain::Entry& entry : statement.entries) {
      pure.push_back({name, entry});
      pure.back().entry.number = ++number;
    }
  }
  const domain::Authority authority = testing::authority();
  const domain::FeeSchedule rates = testing::fee_rates();
  const auto books =
      load_fee_books(desk.calls, {&authority, &rates, {}}, std::chrono::year{2025} / std::chrono::November);
  ASSERT_TRUE(books) << books.error().describe();
  ASSERT_EQ(books->entries.size(), pure.size());
  const domain::Matching found = decided_matching(books->entries, month.expected, {}, {});
  EXPECT_EQ(found, domain::match(pure, month.expected));
  EXPECT_FALSE(found.matches.empty());
}

domain::Event statement_of_dossier(const domain::Facts& facts, const char* when) {
  domain::Event out;
  out.source = testing::province;
  out.dossier = domain::DossierCode("H55.12-261103-0001");
  out.occurred_at = *base::from_rfc3339(when);
  out.facts = facts;
  out.procedure = domain::ProcedureCode("1.001193");
  out.id = derive_event_id(out);
  return out;
}

TEST(FeeBooks, HoldDossiersStatementsAndDecisions) {
  for (const bool on_disk : {false, true}) {
    StatementDesk desk(on_disk);
    storage::UnitOfWork work;
    work.dossier = domain::DossierCode("H55.12-261103-0001");
    work.events = {
        statement_of_dossier({{"fees", R"([{"name":"x","code":"LPHT","amount":8000}])"}}, "2026-11-03T08:00:00+07:00"),
        statement_of_dossier({{"payment", "\"recorded_offline\""}}, "2026-11-06T08:00:00+07:00")};
    work.truth = fold(work.events, testing::authority());
    ASSERT_TRUE(desk.calls.commit(std::move(work)));
    const StatementAnswer answer = desk.take(testing::two_credits().text());
    const domain::MovementId movement{answer.statements.at(0).link.name(), 2, 0};
    storage::UnitOfWork decided;
    decided.journal = {decision_entry({movement, DecisionKind::set_aside, {}, "Lan", "tiền lãi", desk.clock.now()})};
    ASSERT_TRUE(desk.calls.commit(std::move(decided)));
    const domain::Authority authority = testing::authority();
    const domain::FeeSchedule rates = testing::fee_rates();
    const auto books =
        load_fee_books(desk.calls, {&authority, &rates, {}}, std::chrono::year{2026} / std::chrono::November);
    ASSERT_TRUE(books) << books.error().describe();
    ASSERT_EQ(books->fees.size(), 1U);
    EXPECT_EQ(books->fees[0].paid_by, domain::PaidBy::counter);
    EXPECT_EQ(books->fees[0].paid_on, day(2026, 11, 6));
    EXPECT_EQ(books->entries.size(), 2U);
    EXPECT_TRUE(books->decisions.at(movement).settled);
    const auto earlier =
        load_fee_books(desk.calls, {&authority, &rates, {}}, std::chrono::year{2026} / std::chrono::June);
    ASSERT_TRUE(earlier);
    EXPECT_TRUE(earlier->entries.empty());
    EXPECT_TRUE(earlier->fees.empty());
  }
}

FeeBooks november_books(StatementDesk& desk) {
  const domain::Authority authority = testing::authority();
  const domain::FeeSchedule rates = testing::fee_rates();
  auto books = load_fee_books(desk.calls, {&authority, &rates, {}}, std::chrono::year{2026} / std::chrono::November);
  EXPECT_TRUE(books) << books.error().describe();
  return books ? std::move(*books) : FeeBooks{};
}

void take_dossier(StatementDesk& desk, const std::string& code,
                  std::vector<std::pair<domain::Facts, const char*>> said) {
  storage::UnitOfWork work;
  work.dossier = domain::DossierCode(code);
  for (const auto& [facts, when] : said) {
    work.events.push_back(statement_of_dossier(facts, when));
    work.events.back().dossier = work.dossier;
    work.events.back().id = derive_event_id(work.events.back());
  }
  work.truth = fold(work.events, testing::authority());
  ASSERT_TRUE(desk.calls.commit(std::move(work)));
}

TEST(FeeBooks, HoldWhatWasAskedOrPaidAroundTheMonthAndNoOtherDossier) {
  const domain::Facts owes{{"fees", R"([{"name":"x","code":"LPHT","amount":8000}])"}};
  const domain::Facts paid{{"payment", "\"recorded_offline\""}};
  for (const bool on_disk : {false, true}) {
    StatementDesk desk(on_disk);
    take_dossier(desk, "H55.12-250110-0001", {{owes, "2025-01-10T08:00:00+07:00"}});
    take_dossier(desk, "H55.12-250110-0002",
                 {{owes, "2025-01-10T08:00:00+07:00"}, {paid, "2026-11-06T08:00:00+07:00"}});
    take_dossier(desk, "H55.12-250110-0003", {{owes, "2025-01-10T08:00:00+07:00"}});
    take_dossier(desk, "H55.12-260901-0004", {{owes, "2026-09-01T00:30:00+07:00"}});
    take_dossier(desk, "H55.12-260831-0005", {{owes, "2026-08-31T23:30:00+07:00"}});
    take_dossier(desk, "H55.12-261215-0006", {{owes, "2026-12-15T23:30:00+07:00"}});
    take_dossier(desk, "H55.12-261216-0007", {{owes, "2026-12-16T00:30:00+07:00"}});
    const ClaimKey key{domain::DossierCode("H55.12-250110-0003"), "LPHT", 1};
    const ClaimedFee fee{"x", "LPHT", domain::FeeKind::charge, 8'000};
    domain::PaymentReport report;
    report.reference = "R1";
    report.amount = 8'000;
    report.proof = domain::ReportProof::signature_verified;
    report.partner = "P";
    report.currency = "VND";
    report.error_code = "00";
    report.transaction = "T1";
    report.time_text = "20261103101500";
    domain::PaymentAttempt attempt;
    attempt.partner = "P";
    attempt.reference = "R1";
    attempt.requested_at = *base::from_rfc3339("2026-11-03T10:00:00+07:00");
    storage::UnitOfWork work;
    work.journal = {claimed_entry(key, fee, *base::from_rfc3339("2025-01-11T08:00:00+07:00")),
                    attempt_entry(key, attempt),
                    report_entry(key, report, *base::from_rfc3339("2026-11-03T10:16:00+07:00"))};
    ASSERT_TRUE(desk.calls.commit(std::move(work)));
    std::vector<std::string> held;
    for (const KnownFee& one : november_books(desk).fees) held.push_back(one.dossier.value().substr(14));
    EXPECT_EQ(held, (std::vector<std::string>{"0002", "0003", "0004", "0006"}));
  }
}

void decide(StatementDesk& desk, MatchDecision decision) {
  storage::UnitOfWork work;
  work.journal = {decision_entry(decision)};
  ASSERT_TRUE(desk.calls.commit(std::move(work)));
}

TEST(FeeBooks, TakeDecisionsIntoTheCorrectedStatementAndKeepTheirHistory) {
  for (const bool on_disk : {false, true}) {
    StatementDesk desk(on_disk);
    CamtText statement = testing::two_credits();
    const std::string old = desk.take(statement.text()).statements.at(0).link.name();
    decide(desk, {{old, 1, 0}, DecisionKind::set_aside, {}, "Lan", "tiền lãi", desk.clock.now()});
    decide(desk, {{old, 2, 0}, DecisionKind::confirm, {"a"}, "Lan", "đã hỏi", desk.clock.now()});
    desk.clock.advance(std::chrono::hours{24});
    statement.created = "2026-11-05T01:00:00+07:00";
    std::ranges::reverse(statement.entries);
    statement.entries[0].amount.units += 1'000;
    const StatementAnswer answer = desk.take(statement.text());
    ASSERT_EQ(answer.taken, StatementTaken::accepted) << explain(answer.refusal);
    const std::string now = answer.statements.at(0).link.name();
    ASSERT_NE(now, old);
    const FeeBooks books = november_books(desk);
    ASSERT_EQ(books.followed.size(), 2U);
    EXPECT_EQ(books.followed[0].outcome, FollowOutcome::followed);
    EXPECT_EQ(books.followed[1].outcome, FollowOutcome::amount_changed);
    ASSERT_TRUE(books.decisions.contains({now, 2, 0}));
    EXPECT_EQ(books.decisions.at({now, 2, 0}).settled->kind, DecisionKind::set_aside);
    EXPECT_EQ(books.decisions.at({now, 2, 0}).settled->movement, (domain::MovementId{old, 1, 0}));
    EXPECT_FALSE(books.decisions.contains({now, 1, 0}));
    EXPECT_EQ(desk.calls.read_whole_journal(storage::Journal::match_decision)->size(), 2U) << "nothing is rewritten";
    decide(desk, {{now, 1, 0}, DecisionKind::confirm, {"a"}, "Lan", "đúng 1.000 phí chuyển", desk.clock.now()});
    EXPECT_EQ(november_books(desk).followed.at(1).outcome, FollowOutcome::decided_anew);
  }
}

TEST(FeeBooks, KnowTheMonthsOwnTransfersHoweverLateAndNoOthers) {
  StatementDesk desk(false);
  domain::TransferBatch batch;
  batch.message_id = "LT202611T1";
  batch.month = std::chrono::year{2026} / std::chrono::November;
  batch.execution_day = day(2027, 1, 12);
  batch.orders.emplace_back().end_to_end_id = "LT202611T1N0001";
  storage::UnitOfWork work;
  work.journal = {batch_entry(batch, "Lan", desk.clock.now())};
  ASSERT_TRUE(desk.calls.commit(std::move(work)));
  testing::CamtText late = testing::two_credits();
  late.opening = 1'000'000;
  late.from = late.to = day(2027, 1, 12);
  for (domain::Entry& entry : late.entries) {
    entry.booked_on = entry.valued_on = day(2027, 1, 12);
    entry.flow = domain::Flow::debit;
  }
  late.entries[0].details[0].end_to_end_id = "LT202611T1N0001";
  ASSERT_EQ(desk.take(late.text()).taken, StatementTaken::accepted);
  const domain::Authority authority = testing::authority();
  const domain::FeeSchedule rates = testing::fee_rates();
  const auto books =
      load_fee_books(desk.calls, {&authority, &rates, {}}, std::chrono::year{2026} / std::chrono::November);
  ASSERT_TRUE(books) << books.error().describe();
  ASSERT_EQ(books->entries.size(), 1U);
  EXPECT_EQ(books->entries[0].entry.details.at(0).end_to_end_id, "LT202611T1N0001");
}

TEST(FeeBooks, CountNotificationsBehindTheStatementsAlone) {
  domain::Entry entry = testing::credit(8'000, day(2026, 11, 4), "FT", "");
  using domain::StatementKind;
  EXPECT_TRUE(counts(entry, StatementKind::statement, day(2026, 11, 3)));
  EXPECT_TRUE(counts(entry, StatementKind::notification, day(2026, 11, 3)));
  EXPECT_FALSE(counts(entry, StatementKind::notification, day(2026, 11, 4)));
  EXPECT_FALSE(counts(entry, StatementKind::intraday, std::nullopt));
  entry.status = domain::BookingStatus::pending;
  EXPECT_FALSE(counts(entry, StatementKind::statement, std::nullopt));
}

}  // namespace
}  // namespace lienthong::sync
