#include "storage/memory/memory_store.hpp"
#include "sync/fees/statement_journal.hpp"
#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/cut_store.hpp"
#include "unit/sync_fees/statement_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace lienthong::sync {
namespace {

using testing::CamtText;
using testing::credit;
using testing::day;
using testing::replaced;
using testing::StatementDesk;
using testing::two_credits;

std::vector<storage::RefusedRecord> refused_of(storage::Store& store) {
  std::vector<storage::RefusedRecord> out;
  store.list_refused(1'000, [&](auto rows) { out = rows.value(); });
  return out;
}

void list_another(storage::Store& store, base::Instant at) {
  storage::RefusedRecord record;
  record.source = domain::SystemId("province");
  record.kind = "dossier";
  record.reason = "json.syntax";
  record.received_at = at;
  store.add_refused(std::move(record), [](auto) {});
}

StatementFileRecord record_of(const StatementDesk& desk, const arrival::ArrivedFile& file) {
  const auto rows = desk.calls.load_journal(storage::Journal::statement, desk.bank.id + "/" + file.digest);
  return file_record(rows.value()).value().value();
}

TEST(StatementIntake, TakesAStatementThatAddsUp) {
  for (const bool on_disk : {false, true}) {
    StatementDesk desk(on_disk);
    const StatementAnswer answer = desk.take(two_credits().text());
    EXPECT_EQ(answer.taken, StatementTaken::accepted);
    ASSERT_EQ(answer.statements.size(), 1U);
    EXPECT_EQ(answer.statements[0].link.entries, 2U);
    EXPECT_TRUE(answer.statements[0].problems.empty());
    const auto entries = desk.entries_of(answer.statements[0].link);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[1].number, 2U);
    EXPECT_EQ(entries[1].amount.dong(), 20'000);
    EXPECT_EQ(entries[1].details.at(0).remittance, "phi H55.12-261103-0002");
  }
}

TEST(StatementIntake, GivesTheSameFileTwiceOneEffect) {
  StatementDesk desk;
  desk.take(two_credits().text());
  EXPECT_EQ(desk.take(two_credits().text()).taken, StatementTaken::repeated);
  EXPECT_EQ(desk.chain().size(), 1U);
}

TEST(StatementIntake, GivesTheSameStatementInAnotherFileOneEffect) {
  StatementDesk desk;
  desk.take(two_credits().text());
  CamtText again = two_credits();
  again.message = "M-2";
  again.created = "2026-11-05T01:00:00+07:00";
  again.copy = "DUPL";
  EXPECT_EQ(desk.take(again.text()).taken, StatementTaken::repeated);
  EXPECT_EQ(desk.chain().size(), 1U);
}

TEST(StatementIntake, LetsACorrectedStatementCountAndKeepsTheFirst) {
  StatementDesk desk;
  desk.take(two_credits().text());
  CamtText corrected = two_credits();
  corrected.created = "2026-11-05T01:00:00+07:00";
  corrected.entries.push_back(credit(5'000, corrected.from, "FT-3", "bo sung"));
  const StatementAnswer answer = desk.take(corrected.text());
  EXPECT_EQ(answer.taken, StatementTaken::accepted);
  const AccountChain chain = desk.chain();
  ASSERT_EQ(chain.size(), 2U);
  EXPECT_EQ(chain[0].replaced_by, chain[1].link.name());
  EXPECT_FALSE(chain[1].replaced_by);
  EXPECT_EQ(desk.entries_of(chain[0].link).size(), 2U);
  EXPECT_EQ(desk.entries_of(chain[1].link).size(), 3U);
}

TEST(StatementIntake, NamesAStatementThatIsMissingBetweenTwo) {
  StatementDesk desk;
  desk.take(two_credits().text());
  CamtText later = two_credits();
  later.id = "S-3";
  later.sequence = 3;
  later.from = later.to = day(2026, 11, 5);
  for (domain::Entry& entry : later.entries) entry.booked_on = later.from;
  const StatementAnswer answer = desk.take(later.text());
  EXPECT_EQ(answer.taken, StatementTaken::accepted);
  ASSERT_EQ(answer.statements.at(0).problems.size(), 2U);
  EXPECT_EQ(answer.statements[0].problems[0].rule, domain::StatementRule::sequence_gap);
}

TEST(StatementIntake, RefusesWholeWhatDoesNotAddUpAndKeepsIt) {
  StatementDesk desk;
  const std::string bad = replaced(two_credits().text(), ">1028000<", ">1028001<");
  const auto file = desk.keep(bad);
  const auto answer = desk.intake.take(desk.bank, file);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->taken, StatementTaken::refused);
  ASSERT_EQ(answer->refusal.reasons.size(), 1U);
  EXPECT_EQ(answer->refusal.reasons[0].rule, "statement.balance_sum");
  EXPECT_TRUE(std::filesystem::exists(file.path));
  EXPECT_TRUE(desk.chain().empty());
  const auto refused = refused_of(*desk.store);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].reason, "statement.balance_sum");
  EXPECT_EQ(refused[0].raw_size, bad.size());
  EXPECT_EQ(record_of(desk, file).verdict, FileVerdict::refused);
  EXPECT_EQ(record_of(desk, file).refusal, answer->refusal);
}

TEST(StatementIntake, ListsARefusedFileOnceHoweverOftenItComes) {
  StatementDesk desk;
  for (int i = 0; i < 3; ++i) desk.take("no statement");
  EXPECT_EQ(refused_of(*desk.store).size(), 1U);
}

TEST(StatementIntake, JudgesARefusedFileAgainWhenTheBankIsKnownBetter) {
  StatementDesk desk;
  desk.bank.expectation.currency = domain::Currency::from_code("EUR");
  EXPECT_EQ(desk.take(two_credits().text()).taken, StatementTaken::refused);
  desk.bank.expectation.currency = domain::vnd();
  EXPECT_EQ(desk.take(two_credits().text()).taken, StatementTaken::accepted);
  EXPECT_EQ(record_of(desk, desk.keep(two_credits().text())).verdict, FileVerdict::accepted);
}

struct BadFile {
  const char* what;
  std::string bytes;
  const char* rule;
};

TEST(StatementIntake, NamesEveryKindOfBadFile) {
  const std::string good = two_credits().text();
  CamtText twice = two_credits();
  twice.entries[1].servicer_reference = "FT-1";
  CamtText fine = two_credits();
  fine.entries[0].amount.units = 800'050;
  fine.entries[0].amount.scale = 2;
  const std::vector<BadFile> files{
      {"truncated", good.substr(0, good.size() / 2), "xml."},
      {"a DOCTYPE", replaced(good, "<Document", "<!DOCTYPE Document [<!ENTITY a \"b\">]><Document"), "xml."},
      {"wrong closing", replaced(good, ">1028000<", ">1028001<"), "statement.balance_sum"},
      {"another currency", replaced(good, "<Amt Ccy=\"VND\">8000<", "<Amt Ccy=\"EUR\">8000<"),
       "statement.entry_currency"},
      {"the same reference twice", twice.text(), "statement.duplicate_reference"},
      {"a fraction of a đồng", fine.text(), "statement.decimals"},
      {"six decimals", replaced(good, ">8000<", ">8000.000001<"), "camt."},
      {"a day outside",
       replaced(good, "<Dt>2026-11-03</Dt></BookgDt><AcctSvcrRef>FT-2",
                "<Dt>2026-11-04</Dt></BookgDt><AcctSvcrRef>FT-2"),
       "statement.outside_period"},
      {"nothing", "", "statement.none"},
      {"no XML", "a,b,c\n", "statement.format"},
      {"another document",
       "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>", "camt."},
  };
  StatementDesk desk;
  for (const BadFile& file : files) {
    const StatementAnswer answer = desk.take(file.bytes);
    EXPECT_EQ(answer.taken, StatementTaken::refused) << file.what;
    const bool named = std::ranges::any_of(answer.refusal.reasons,
                                           [&](const auto& reason) { return reason.rule.starts_with(file.rule); });
    EXPECT_TRUE(named) << file.what << ": " << explain(answer.refusal);
  }
  EXPECT_TRUE(desk.chain().empty());
  EXPECT_EQ(refused_of(*desk.store).size(), files.size());
}

/// Three statements, of them one without entries and one of two blocks.
std::string three_statements() {
  CamtText large = two_credits();
  large.entries.clear();
  for (int i = 0; i < 1'200; ++i) large.entries.push_back(credit(1'000 + i, large.from, "L-" + std::to_string(i), "x"));
  CamtText empty = two_credits();
  empty.account = "2";
  empty.entries.clear();
  CamtText small = two_credits();
  small.account = "3";
  const auto statement_of = [](const std::string& text) {
    const auto begin = text.find("<Stmt>");
    return text.substr(begin, text.find("</BkToCstmrStmt>") - begin);
  };
  return replaced(large.text(), "</BkToCstmrStmt>",
                  statement_of(empty.text()) + statement_of(small.text()) + "</BkToCstmrStmt>");
}

/// Everything that the journals hold, without the order in which it came.
std::map<std::string, std::string> content_of(const StoreCalls& calls) {
  std::map<std::string, std::string> out;
  for (const auto journal : {storage::Journal::statement, storage::Journal::statement_chain}) {
    const auto rows = calls.read_whole_journal(journal).value();
    for (const auto& row : rows)
      out[std::to_string(static_cast<int>(journal)) + "/" + row.entry.subject + "/" + row.entry.id] = row.entry.body;
  }
  return out;
}

TEST(StatementIntake, HasOneEffectWhereverItIsCutAndOfferedAgain) {
  StatementDesk whole;
  const std::string bytes = three_statements();
  EXPECT_EQ(whole.take(bytes).statements.size(), 3U);
  const auto expected = content_of(whole.calls);
  for (std::size_t writes = 0;; ++writes) {
    StatementDesk desk;
    testing::CutStore cut(*desk.store);
    const StatementIntake intake(StoreCalls(cut), desk.clock);
    cut.allow(writes);
    const auto first = intake.take(desk.bank, desk.keep(bytes));
    if (cut.was_cut()) {
      EXPECT_EQ(first.error().code(), "store.unavailable");
      EXPECT_TRUE(desk.chain().empty());
    }
    EXPECT_EQ(desk.take(bytes).taken, cut.was_cut() ? StatementTaken::accepted : StatementTaken::repeated);
    EXPECT_EQ(content_of(desk.calls), expected);
    if (!cut.was_cut()) {
      EXPECT_GE(writes, 3U);
      break;
    }
  }
}

TEST(StatementIntake, ListsARefusedFileOnceWhereverItIsCut) {
  const std::string bad = replaced(two_credits().text(), ">1028000<", ">1028001<");
  for (std::size_t writes = 0;; ++writes) {
    StatementDesk desk;
    testing::CutStore cut(*desk.store);
    cut.allow(writes);
    (void)StatementIntake(StoreCalls(cut), desk.clock).take(desk.bank, desk.keep(bad));
    desk.take("no statement");
    for (int other = 0; other < 300; ++other) list_another(*desk.store, desk.clock.now());
    EXPECT_EQ(desk.take(bad).taken, StatementTaken::refused);
    const auto refused = refused_of(*desk.store);
    EXPECT_EQ(std::ranges::count(refused, "statement.balance_sum", &storage::RefusedRecord::reason), 1) << writes;
    EXPECT_EQ(std::ranges::count(refused, "statement.format", &storage::RefusedRecord::reason), 1) << writes;
    EXPECT_EQ(record_of(desk, desk.keep(bad)).verdict, FileVerdict::refused);
    if (!cut.was_cut()) {
      EXPECT_EQ(writes, 3U);
      break;
    }
  }
}

TEST(StatementIntake, ReadsWhatABankWithoutXmlSendsByItsProfile) {
  StatementDesk desk;
  mapping::Diagnostics problems;
  desk.bank.profile = mapping::read_statement_profile("vcb.toml", R"(
profile = "vcb"
format  = "csv"
date    = "dd/MM/yyyy"
account = "112233445566"
[columns]
booked-on       = "Ngay"
credit          = "Co"
debit           = "No"
running-balance = "So du"
servicer-reference = "So GD"
remittance      = "Noi dung"
)",
                                                      problems);
  ASSERT_TRUE(desk.bank.profile) << problems.size();
  const StatementAnswer answer = desk.take(
      "Ngay,So GD,Co,No,So du,Noi dung\n"
      "03/11/2026,FT-1,8000,,1008000,le phi H55.12-261103-0001\n"
      "03/11/2026,FT-2,20000,,1028000,phi H55.12-261103-0002\n");
  EXPECT_EQ(answer.taken, StatementTaken::accepted) << explain(answer.refusal);
  EXPECT_EQ(desk.entries_of(answer.statements.at(0).link).size(), 2U);
  EXPECT_EQ(desk.take(two_credits().text()).taken, StatementTaken::accepted);
}

TEST(StatementIntake, RemembersWhatASourceOffered) {
  StatementDesk desk;
  const std::string key = offer_key("sftp/vcb", "a.xml", 7, desk.clock.now());
  EXPECT_FALSE(desk.intake.knows_offer(key).value());
  ASSERT_TRUE(desk.intake.remember_offer("vcb", std::string(64, 'a'), key));
  EXPECT_TRUE(desk.intake.knows_offer(key).value());
  EXPECT_FALSE(desk.intake.knows_offer(offer_key("sftp/vcb", "a.xml", 8, desk.clock.now())).value());
}

}  // namespace
}  // namespace lienthong::sync
