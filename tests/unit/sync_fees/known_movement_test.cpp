#include "sync/fees/known_movement.hpp"

#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/statement_fixture.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using testing::credit;
using testing::day;
using testing::StatementDesk;

/// Two credits, and one of 30,000 that lists its three payments.
class KnownMovement : public ::testing::Test {
 protected:
  KnownMovement() {
    testing::CamtText text = testing::two_credits();
    domain::Entry listed = credit(30'000, day(2026, 11, 3), "FT-3", "");
    const domain::EntryDetail payment = listed.details.at(0);
    listed.details.clear();
    for (const std::int64_t dong : {8'000, 20'000, 2'000}) {
      listed.details.push_back(payment);
      listed.details.back().amount = credit(dong, day(2026, 11, 3), "", "").amount;
      listed.details.back().end_to_end_id = "E-" + std::to_string(dong);
    }
    text.entries.push_back(listed);
    name_ = desk_.take(text.text()).statements.at(0).link.name();
  }
  std::string known(const std::string& statement, std::size_t entry, std::size_t detail) {
    const auto answer = check_movement(desk_.calls, {statement, entry, detail});
    return answer ? "known" : answer.error().code();
  }
  StatementDesk desk_;
  std::string name_;
};

TEST_F(KnownMovement, AnEntryIsOne) {
  EXPECT_EQ(known(name_, 1, 0), "known");
  EXPECT_EQ(known(name_, 2, 0), "known");
  EXPECT_EQ(known(name_, 2, 1), "fees.movement") << "one payment is the entry itself";
}

TEST_F(KnownMovement, SoIsEachPaymentThatAnEntryLists) {
  for (const std::size_t detail : {1U, 2U, 3U}) EXPECT_EQ(known(name_, 3, detail), "known");
  EXPECT_EQ(known(name_, 3, 4), "fees.movement");
  EXPECT_EQ(known(name_, 3, 0), "fees.movement") << "a decision about the whole would have no effect";
}

TEST_F(KnownMovement, NothingElseIs) {
  EXPECT_EQ(known(name_, 0, 0), "fees.movement");
  EXPECT_EQ(known(name_, 4, 0), "fees.movement");
  EXPECT_EQ(known("vcb.0000000000000000", 1, 0), "fees.movement");
  EXPECT_EQ(known("", 1, 0), "fees.movement");
}

}  // namespace
}  // namespace lienthong::sync
