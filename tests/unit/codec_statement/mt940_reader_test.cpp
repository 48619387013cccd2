#include "unit/codec_statement/camt_document.hpp"
#include "unit/codec_statement/recorder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::codec {
namespace {

using domain::BalanceKind;
using domain::Flow;
using testing::Recorder;
using testing::replaced;

const std::string statement =
    "{1:F01BANKVNVXAXXX0000000000}{2:I940CENTREVNXXXXN}{4:\r\n"
    ":20:STMT1\r\n"
    ":25:112233445566\r\n"
    ":28C:214/1\r\n"
    ":60F:C261230VND1000000,\r\n"
    ":61:2612311231CD50000,NTRFNONREF//FT1\r\nCHUYEN KHOAN\r\n"
    ":86:?20THANH TOAN HO SO?21 H56.14-\r\n250811-0007?31 0011002233?32NGUYEN THI ?33DAO?60X\r\n"
    ":61:2612310101RD20000,NTRFREF2\r\n"
    ":61:261231RC5000,50NCHGREF3//FT3\r\n"
    ":62F:C261231VND1064999,50\r\n"
    ":64:C261231VND1064999,50\r\n"
    ":86:CUOI THANG\r\n"
    "-}\r\n";

Mt940Profile subfields() {
  Mt940Profile out;
  out.information = InformationStyle::subfields;
  for (const auto* key : {"20", "21", "22"}) out.parts.push_back({key, InformationPart::remittance});
  out.parts.push_back({"31", InformationPart::other_account});
  out.parts.push_back({"32", InformationPart::other_name});
  out.parts.push_back({"33", InformationPart::other_name});
  return out;
}

struct Read {
  Recorder recorder;
  std::string refusal;
};

Read read(const std::string& bytes, const Mt940Profile& profile = subfields(), std::size_t piece = 11) {
  Read out;
  const auto reader = make_mt940_reader(profile, out.recorder);
  if (const auto error = testing::read_in_pieces(*reader, bytes, piece)) out.refusal = error->describe();
  return out;
}

domain::Day day(int year, int month, int number) { return domain::Day{std::chrono::year{year} / month / number}; }

TEST(Mt940, ReadsAStatement) {
  for (const std::size_t piece : {1U, 5U, 100'000U}) {
    const auto [recorder, refusal] = read(statement, subfields(), piece);
    ASSERT_EQ(refusal, "");
    ASSERT_EQ(recorder.statements.size(), 1U);
    const auto& [header, entries, trailer] = recorder.statements[0];
    EXPECT_EQ(header.message_id, "STMT1");
    EXPECT_EQ(header.account, "112233445566");
    EXPECT_EQ(header.sequence, 214U);
    EXPECT_EQ(header.page, 1U);
    ASSERT_EQ(header.balances.size(), 1U);
    EXPECT_EQ(header.balances[0].kind, BalanceKind::opening_booked);
    EXPECT_EQ(header.balances[0].amount.dong(), 1000000);
    EXPECT_EQ(header.balances[0].day, day(2026, 12, 30));
    ASSERT_EQ(trailer->balances.size(), 2U);
    EXPECT_EQ(trailer->balances[0].kind, BalanceKind::closing_booked);
    EXPECT_EQ(trailer->balances[0].amount.text(), "1064999.5");
    EXPECT_EQ(trailer->last_page, true);
    EXPECT_EQ(entries.size(), 3U);
  }
}

TEST(Mt940, ReadsAnEntryWithItsInformation) {
  const auto entry = read(statement).recorder.statements.at(0).entries.at(0);
  EXPECT_EQ(entry.number, 1U);
  EXPECT_EQ(entry.line, 6U);
  EXPECT_EQ(entry.amount.dong(), 50000);
  EXPECT_EQ(entry.flow, Flow::credit);
  EXPECT_EQ(entry.bank_code, "NTRF");
  EXPECT_EQ(entry.reference, "");
  EXPECT_EQ(entry.servicer_reference, "FT1");
  EXPECT_EQ(entry.information, "CHUYEN KHOAN");
  ASSERT_EQ(entry.details.size(), 1U);
  EXPECT_EQ(entry.details[0].remittance, "THANH TOAN HO SO H56.14-250811-0007");
  EXPECT_EQ(entry.details[0].debtor_account, "0011002233");
  EXPECT_EQ(entry.details[0].debtor_name, "NGUYEN THI DAO");
  EXPECT_EQ(entry.details[0].creditor_name, "");
}

TEST(Mt940, KnowsReversalsAndTheYearOfABookingDate) {
  const auto entries = read(statement).recorder.statements.at(0).entries;
  EXPECT_TRUE(entries[1].reversal);
  EXPECT_EQ(entries[1].flow, Flow::credit);
  EXPECT_EQ(entries[1].valued_on, day(2026, 12, 31));
  EXPECT_EQ(entries[1].booked_on, day(2027, 1, 1));
  EXPECT_EQ(entries[2].flow, Flow::debit);
  EXPECT_EQ(entries[2].booked_on, day(2026, 12, 31));
  EXPECT_EQ(entries[2].amount.text(), "5000.5");
}

TEST(Mt940, AddsUpAcrossItsPages) {
  auto first = replaced(replaced(statement, ":62F:", ":62M:"),
                        "VND1064999,50\r\n:64:C261231VND1064999,50\r\n:86:CUOI THANG", "VND1064999,50");
  first = replaced(first, "RC5000,50", "RC5000,");
  first = replaced(first, "1064999,50", "1065000,");
  const std::string second =
      ":20:STMT2\n:25:112233445566\n:28C:214/2\n:60M:C261231VND1065000,\n"
      ":61:261231D5000,NTRFX\n:62F:C261231VND1060000,\n";
  std::vector<domain::CheckedStatement> told;
  domain::StatementFileCheck check({}, [&](domain::CheckedStatement one) { told.push_back(std::move(one)); });
  const auto reader = make_mt940_reader(subfields(), check);
  const auto error = testing::read_in_pieces(*reader, first + second, 64);
  ASSERT_FALSE(error) << error->describe();
  check.finish();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].findings.accepted()) << describe(told[0].findings.problems.at(0));
  EXPECT_EQ(told[0].entries, 4U);
}

TEST(Mt940, ReadsKeywordsAndFreeText) {
  Mt940Profile keywords;
  keywords.information = InformationStyle::keywords;
  keywords.mark = '/';
  keywords.parts = {{"EREF", InformationPart::end_to_end_id},
                    {"REMI", InformationPart::remittance},
                    {"NAME", InformationPart::other_name},
                    {"CSID", InformationPart::structured_reference}};
  const auto with = [&](const std::string& text, const Mt940Profile& profile) {
    const auto from = statement.find("?20");
    const auto to = statement.find("?60X") + 4;
    return read(statement.substr(0, from) + text + statement.substr(to), profile)
        .recorder.statements.at(0)
        .entries.at(0)
        .details.at(0);
  };
  const auto detail = with("/EREF/E-1/REMI/phi 1/2 ho so/NAME/A/CSID/RF18", keywords);
  EXPECT_EQ(detail.end_to_end_id, "E-1");
  EXPECT_EQ(detail.remittance, "phi 1/2 ho so");
  EXPECT_EQ(detail.debtor_name, "A");
  EXPECT_EQ(detail.structured_reference, "RF18");
  EXPECT_EQ(with("just text", keywords).remittance, "just text");
  EXPECT_EQ(with("?20all of it", {}).remittance, "?20all of it");
}

struct Broken {
  std::string what;
  std::string with;
  std::string refusal;
};

TEST(Mt940, NamesWhatIsBroken) {
  const Broken rows[]{
      {"D50000,N", "D50000N", "mt940.entry: an amount of another form"},
      {"CD50000", "X50000", "mt940.entry: an entry that is neither credit nor debit"},
      {"2612311231CD", "2613311231CD", "mt940.entry: an entry without a value date"},
      {"2612311231CD", "2612311331CD", "mt940.entry: a booking date of another form"},
      {"5000,50NCHGREF3", "5000,50 CHGREF3", "mt940.entry: an entry without a transaction type"},
      {":28C:214/1", ":28C:214/x", "mt940.number"},
      {":25:112233445566\r\n", "", "mt940.order"},
      {":25:112233445566", ":25:", "mt940.account"},
      {":20:STMT1", ":99:STMT1", "mt940.tag"},
      {"VND1000000,", "VN 1000000,", "mt940.balance"},
      {":60F:", ":60M:", "mt940.page"},
      {":62F:C261231VND1064999,50\r\n:64:C261231VND1064999,50\r\n:86:CUOI THANG\r\n", "", "mt940.truncated"},
      {"STMT1", "STMT1\xFF", "text.encoding"},
  };
  for (const auto& row : rows) {
    const auto refusal = read(replaced(statement, row.what, row.with)).refusal;
    EXPECT_TRUE(refusal.starts_with(row.refusal)) << row.with << ": " << refusal;
  }
  EXPECT_EQ(read("").refusal, "mt940.truncated: there is no statement");
  EXPECT_EQ(read(replaced(statement, "RC5000,50", "RC5000.50")).refusal,
            "mt940.entry: an amount of another form (entry=3, field_line=11, line=12)");
}

TEST(Mt940, RefusesEveryTruncation) {
  for (std::size_t size = 0; size + 2 < statement.size(); ++size) {
    EXPECT_NE(read(statement.substr(0, size)).refusal, "") << size;
  }
}

}  // namespace
}  // namespace lienthong::codec
