#include "mapping/statement_profile_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace lienthong::mapping {
namespace {

const std::string csv = R"(
profile = "bank-x"
format = "csv"
decimal = ","
grouping = "."
order = "newest-first"
[columns]
booked-on = "Ngày"
credit = "Ghi có"
debit = "Ghi nợ"
running-balance = "Số dư"
remittance = "Diễn giải"
[labels]
account = "Số tài khoản"
closing = "Số dư cuối kỳ"
ignored = ["SAO KÊ", "Cộng"]
)";

std::vector<std::string> problems_of(const std::string& text) {
  Diagnostics problems;
  const auto profile = read_statement_profile("p.toml", text, problems);
  EXPECT_EQ(profile.has_value(), problems.empty());
  std::vector<std::string> out;
  for (const auto& problem : problems) out.push_back(problem.rule);
  return out;
}

std::string with(std::string text, const std::string& what, const std::string& other) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), other);
}

TEST(StatementProfile, OfACsvReadsAStatement) {
  Diagnostics problems;
  const auto profile = read_statement_profile("p.toml", csv, problems);
  ASSERT_TRUE(profile.has_value()) << to_line(problems.at(0));
  domain::StatementCheck check;
  const auto reader = make_statement_reader(*profile, check);
  const std::string file =
      "SAO KÊ\nSố tài khoản,1\nNgày,Ghi có,Ghi nợ,Số dư,Diễn giải\n04/11/2026,,500,1.500,x\n"
      "03/11/2026,\"1.000,0\",,2.000,\"H56, 1\"\nCộng,1.000,500,,\nSố dư cuối kỳ,1.500,,,\n";
  ASSERT_FALSE(reader->feed(file));
  ASSERT_FALSE(reader->finish());
  EXPECT_TRUE(check.finish().accepted());
  EXPECT_EQ(check.whole().version, "bank-x");
}

TEST(StatementProfile, OfAnMt940SaysWhatItsInformationMeans) {
  Diagnostics problems;
  const auto profile = read_statement_profile("p.toml",
                                              "profile='y'\nformat='mt940'\ninformation='keywords'\n[parts]\n"
                                              "remittance=['REMI']\nend-to-end-id='EREF'\n",
                                              problems);
  ASSERT_TRUE(profile.has_value()) << to_line(problems.at(0));
  const auto& mt940 = std::get<codec::Mt940Profile>(*profile);
  EXPECT_EQ(mt940.name, "y");
  EXPECT_EQ(mt940.information, codec::InformationStyle::keywords);
  EXPECT_EQ(mt940.mark, '/');
  ASSERT_EQ(mt940.parts.size(), 2U);
  EXPECT_EQ(mt940.parts[1].key, "EREF");
  EXPECT_EQ(mt940.parts[1].part, codec::InformationPart::end_to_end_id);
}

struct Row {
  std::string text;
  std::vector<std::string> rules;
};

TEST(StatementProfile, NamesWhatIsWrong) {
  const std::string mt940 = "profile='y'\nformat='mt940'\n";
  const Row rows[]{
      {"x", {"toml.syntax"}},
      {"", {"key.missing", "key.missing"}},
      {"profile='y'\nformat='xlsx'\n", {"key.value"}},
      {with(csv, "decimal = \",\"", "decimal = \".\""), {"profile.number"}},
      {with(csv, "grouping = \".\"", "grouping = \"..\""), {"key.value"}},
      {with(csv, "newest-first", "newest"), {"key.value"}},
      {with(csv, "order", "odrer"), {"key.unknown"}},
      {with(csv, "booked-on = \"Ngày\"", ""), {"profile.column"}},
      {with(csv, "credit = \"Ghi có\"", ""), {"profile.amount"}},
      {with(csv, "credit =", "amount ="), {"profile.amount"}},
      {with(csv, "Ghi có", "Ngày"), {"profile.column"}},
      {with(csv, "[columns]", "credit-signs = [\"C\"]\n[columns]"), {"profile.sign"}},
      {with(csv, "[columns]", "currency = \"vnd\"\n[columns]"), {"profile.currency"}},
      {with(csv, "[columns]", "date = \"dd/MM/yy\"\n[columns]"), {"profile.date"}},
      {with(csv, "account = \"Số tài khoản\"", ""), {"profile.account"}},
      {with(csv, "Cộng", "SAO KÊ"), {"profile.label"}},
      {mt940 + "information='subfields'\n", {"profile.part"}},
      {mt940 + "parts={remittance='20'}\n", {"profile.part"}},
      {mt940 + "information='subfields'\nparts={remittance='200'}\n", {"profile.part"}},
      {mt940 + "information='keywords'\nparts={remittance=['A','A']}\n", {"profile.part"}},
      {mt940 + "information='keywords'\nparts={remitance='A'}\n", {"key.unknown", "profile.part"}},
  };
  for (const auto& row : rows) EXPECT_EQ(problems_of(row.text), row.rules) << row.text;
}

/// The examples of the page are what they seem.
TEST(StatementProfile, AsThePageWritesThemAreRight) {
  std::ifstream in("gateway/mapping/statement/README.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  std::size_t examples = 0;
  for (auto at = page.find("```toml\n"); at != std::string::npos; at = page.find("```toml\n", at + 1)) {
    const auto begin = at + 8;
    ++examples;
    EXPECT_EQ(problems_of(page.substr(begin, page.find("```", begin) - begin)), std::vector<std::string>{});
  }
  EXPECT_EQ(examples, 2U);
}

}  // namespace
}  // namespace lienthong::mapping
