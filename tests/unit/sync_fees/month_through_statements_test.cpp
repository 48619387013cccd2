#include "sync/fees/fee_books.hpp"
#include "sync/fees/matching_desk.hpp"
#include "unit/domain_fees/generated_month.hpp"
#include "unit/sync/sync_world.hpp"
#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/fee_rates.hpp"
#include "unit/sync_fees/statement_fixture.hpp"

#include <gtest/gtest.h>

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
