#include "contract/storage/support.hpp"

namespace lienthong::storage {
namespace {

class JournalContract : public StoreContract {
 protected:
  std::vector<std::string> ids(Journal journal, const std::string& subject) {
    std::vector<std::string> found;
    for (const auto& row : load(journal, subject)) found.push_back(row.entry.id);
    return found;
  }
  std::vector<JournalRow> load(Journal journal, const std::string& subject) {
    auto rows =
        wait_for<std::vector<JournalRow>>([&](auto done) { store_->load_journal(journal, subject, std::move(done)); });
    return rows.value();
  }
  std::vector<JournalRow> read(Journal journal, std::int64_t after, int limit = 100) {
    auto rows = wait_for<std::vector<JournalRow>>(
        [&](auto done) { store_->read_journal(journal, after, limit, std::move(done)); });
    return rows.value();
  }
  std::vector<std::string> find(Journal journal, const std::string& key) {
    auto found =
        wait_for<std::vector<std::string>>([&](auto done) { store_->find_subjects(journal, key, std::move(done)); });
    return found.value();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, JournalContract, ::testing::Values(Engine::memory, Engine::sqlite), engine_name);

using Names = std::vector<std::string>;

JournalEntry entry(const std::string& subject, const std::string& id, std::vector<std::string> keys = {}) {
  return {.journal = Journal::payment_claim,
          .subject = subject,
          .id = id,
          .at = at(7),
          .body = "body of " + id,
          .keys = std::move(keys)};
}

UnitOfWork writing(std::vector<JournalEntry> entries) {
  UnitOfWork work;
  work.journal = std::move(entries);
  return work;
}

TEST_P(JournalContract, GivesBackEveryFieldInOrderOfCommit) {
  auto binary = entry("S", "b");
  binary.body = std::string("\0\xff\0", 3);
  ASSERT_TRUE(desk_.commit(writing({binary, entry("T", "x")})));
  ASSERT_TRUE(desk_.commit(writing({entry("S", "a")})));
  const auto rows = load(Journal::payment_claim, "S");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].entry, binary);
  EXPECT_EQ(rows[1].entry, entry("S", "a"));
  EXPECT_LT(rows[0].sequence, rows[1].sequence);
  EXPECT_EQ(ids(Journal::payment_claim, "T"), Names{"x"});
  EXPECT_TRUE(load(Journal::statement, "S").empty()) << "another journal has other subjects";
}

TEST_P(JournalContract, TakesTheSameIdOfASubjectOnce) {
  ASSERT_TRUE(desk_.commit(writing({entry("S", "a")})));
  auto changed = entry("S", "a", {"late key"});
  changed.body = "something else";
  const auto receipt = desk_.commit(writing({entry("S", "b"), changed, entry("T", "a"), entry("S", "b")}));
  ASSERT_TRUE(receipt) << receipt.error().describe();
  EXPECT_EQ(receipt->known, (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(ids(Journal::payment_claim, "S"), (Names{"a", "b"}));
  EXPECT_EQ(load(Journal::payment_claim, "S")[0].entry.body, "body of a");
  EXPECT_TRUE(find(Journal::payment_claim, "late key").empty());
}

TEST_P(JournalContract, FindsSubjectsByKey) {
  ASSERT_TRUE(desk_.commit(writing({entry("T", "a", {"month", "ref 1"}), entry("S", "a", {"month"})})));
  ASSERT_TRUE(desk_.commit(writing({entry("S", "b", {"month", "ref 2"})})));
  EXPECT_EQ(find(Journal::payment_claim, "month"), (Names{"S", "T"}));
  EXPECT_EQ(find(Journal::payment_claim, "ref 2"), Names{"S"});
  EXPECT_TRUE(find(Journal::payment_claim, "nothing").empty());
  EXPECT_TRUE(find(Journal::statement, "month").empty());
}

TEST_P(JournalContract, IsFollowedFromASequenceNumber) {
  ASSERT_TRUE(desk_.commit(writing({entry("S", "a"), entry("T", "b"), entry("S", "c")})));
  auto other = entry("S", "d");
  other.journal = Journal::fee_month;
  ASSERT_TRUE(desk_.commit(writing({other, entry("S", "e")})));
  const auto first = read(Journal::payment_claim, 0, 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[1].entry.id, "b");
  const auto rest = read(Journal::payment_claim, first[1].sequence);
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[0].entry.id, "c");
  EXPECT_EQ(rest[1].entry.id, "e");
  EXPECT_TRUE(read(Journal::payment_claim, rest[1].sequence).empty());
  EXPECT_TRUE(read(Journal::payment_claim, 0, 0).empty());
}

TEST_P(JournalContract, IsNotWrittenWhenASubjectHasMovedOn) {
  auto work = writing({entry("S", "a")});
  work.journal_guards = {{.journal = Journal::payment_claim, .subject = "S", .entries = 0}};
  ASSERT_TRUE(desk_.commit(work));
  work.journal = {entry("S", "b"), entry("T", "b")};
  work.cursor = CursorAdvance{.peer = peer("vnpost"), .stream = "tracking", .cursor = "9"};
  const auto again = desk_.commit(work);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), "store.journal");
  EXPECT_EQ(again.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(ids(Journal::payment_claim, "S"), Names{"a"});
  EXPECT_TRUE(load(Journal::payment_claim, "T").empty());
  const auto cursor =
      wait_for<std::string>([&](auto done) { store_->load_cursor(peer("vnpost"), "tracking", std::move(done)); });
  EXPECT_EQ(cursor.value(), "") << "all of it or nothing";
}

TEST_P(JournalContract, IsWrittenInTheTransactionOfADossier) {
  auto work = one_delivery("D1", "vnpost");
  work.journal = {entry("S", "a")};
  ASSERT_TRUE(desk_.commit(work));
  EXPECT_EQ(ids(Journal::payment_claim, "S"), Names{"a"});
  auto stale = one_delivery("D1", "vnpost");
  stale.journal = {entry("S", "b")};
  EXPECT_FALSE(desk_.commit(stale)) << "the dossier is not new any more";
  EXPECT_EQ(ids(Journal::payment_claim, "S"), Names{"a"});
}

TEST_P(JournalContract, RefusesEntriesWithoutAName) {
  for (const auto& nameless : {entry("", "a"), entry("S", "")}) {
    const auto refused = desk_.commit(writing({nameless}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), "store.journal_entry");
  }
}

}  // namespace
}  // namespace lienthong::storage
