#include "sync/fees/statement_refusal.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using domain::StatementRule;

StatementRefusal two_reasons() {
  domain::StatementFindings findings;
  findings.problems = {{StatementRule::duplicate_reference, 3, 40, "", "2", domain::StatementHint::none},
                       {StatementRule::balance_sum, 0, 0, "1000000", "900000", domain::StatementHint::signs_reversed}};
  findings.unlisted = 5;
  StatementRefusal out;
  out.add(1, findings);
  return out;
}

TEST(StatementRefusal, IsExplainedEntryByEntry) {
  const std::string text = explain(two_reasons());
  EXPECT_NE(text.find("sao kê 1, bút toán 3, dòng 40: một bút toán được gửi hai lần"), std::string::npos) << text;
  EXPECT_NE(text.find("phải là 1000000; trong tệp là 900000"), std::string::npos) << text;
  EXPECT_NE(text.find("và 5 lý do khác"), std::string::npos) << text;
}

TEST(StatementRefusal, ComesBackFromTheJournal) {
  const auto back = unpack_refusal(pack_refusal(two_reasons()));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, two_reasons());
  EXPECT_FALSE(unpack_refusal("\x01\x05"));
}

TEST(StatementRefusal, OfAFileThatCannotBeReadSaysWhere) {
  const auto refusal = refusal_of(base::Error(base::ErrorKind::invalid, "camt.order", "an element out of place")
                                      .with("line", "12")
                                      .with("entry", "2"));
  ASSERT_EQ(refusal.reasons.size(), 1U);
  EXPECT_EQ(refusal.reasons[0].line, 12U);
  EXPECT_EQ(refusal.reasons[0].entry, 2U);
  EXPECT_NE(explain(refusal).find("bút toán 2, dòng 12: tệp sai cấu trúc [camt.order"), std::string::npos);
}

TEST(StatementRefusal, ListsNoMoreThanAPersonCanRead) {
  domain::StatementFindings findings;
  findings.problems.assign(700, {StatementRule::decimals, 1, 0, "", "", domain::StatementHint::none});
  StatementRefusal out;
  out.add(1, findings);
  out.add(2, findings);
  EXPECT_EQ(out.reasons.size(), domain::most_statement_problems);
  EXPECT_EQ(out.unlisted, 400U);
}

TEST(StatementRefusal, HasAVietnameseSentenceForEveryRule) {
  for (int rule = 0; rule <= static_cast<int>(StatementRule::page_balance); ++rule) {
    const auto named = name(static_cast<StatementRule>(rule));
    EXPECT_NE(vietnamese(named), "tệp sai cấu trúc") << named;
  }
}

}  // namespace
}  // namespace lienthong::sync
