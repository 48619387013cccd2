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
    "\xEF\xBB\xBFSAO KÊ TÀI KHOẢN,,,,\r\n"
    "Số tài khoản,112233445566,,,\r\n"
    "Từ ngày,01/11/2026,,,\r\n"
    "Đến ngày,30/11/2026,,,\r\n"
    ",,,,\r\n"
    "Ngày,Ghi có,Ghi nợ,Số dư,Diễn giải\r\n"
    "03/11/2026,\"50.000\",,\"1.050.000\",\"THANH TOAN \"\"HO SO\"\",\nH56.14\"\r\n"
    "30/11/2026,0,20.000,1.030.000,phí\r\n"
    "Số dư cuối kỳ,,,1.030.000,\r\n";

CsvProfile profile() {
  CsvProfile out;
  out.name = "bank-x";
  out.decimal = ',';
  out.grouping = '.';
  out.columns = {{CsvField::booked_on, "Ngày"},
                 {CsvField::credit, "Ghi có"},
                 {CsvField::debit, "Ghi nợ"},
                 {CsvField::running_balance, "Số dư"},
                 {CsvField::remittance, "Diễn giải"}};
  out.labels = {{CsvLabel::ignored, "SAO KÊ TÀI KHOẢN"},
                {CsvLabel::account, "Số tài khoản"},
                {CsvLabel::from, "Từ ngày"},
                {CsvLabel::to, "Đến ngày"},
                {CsvLabel::closing, "Số dư cuối kỳ"}};
  return out;
}

struct Read {
  Recorder recorder;
  std::string refusal;
};

Read read(const std::string& bytes, const CsvProfile& profile, std::size_t piece = 7) {
  Read out;
  const auto reader = make_csv_reader(profile, out.recorder);
  if (const auto error = testing::read_in_pieces(*reader, bytes, piece)) out.refusal = error->describe();
  return out;
}

domain::StatementFindings check(const std::string& bytes, const CsvProfile& profile) {
  domain::StatementCheck check;
  const auto reader = make_csv_reader(profile, check);
  const auto error = testing::read_in_pieces(*reader, bytes, 50);
  EXPECT_FALSE(error) << error->describe();
  return check.finish();
}

TEST(Csv, ReadsAStatement) {
  for (const std::size_t piece : {1U, 2U, 7U, 10'000U}) {
    const auto [recorder, refusal] = read(statement, profile(), piece);
    ASSERT_EQ(refusal, "");
    ASSERT_EQ(recorder.statements.size(), 1U);
    const auto& [header, entries, trailer] = recorder.statements[0];
    EXPECT_EQ(header.version, "bank-x");
    EXPECT_EQ(header.account, "112233445566");
    EXPECT_EQ(header.from, *base::from_rfc3339("2026-11-01T00:00:00+07:00"));
    EXPECT_EQ(header.to, *base::from_rfc3339("2026-11-30T23:59:59.999+07:00"));
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].line, 7U);
    EXPECT_EQ(entries[0].amount.dong(), 50000);
    EXPECT_EQ(entries[0].flow, Flow::credit);
    EXPECT_EQ(entries[0].booked_on, (domain::Day{std::chrono::year{2026} / 11 / 3}));
    EXPECT_EQ(entries[0].details.at(0).remittance, "THANH TOAN \"HO SO\",\nH56.14");
    EXPECT_EQ(entries[1].number, 2U);
    EXPECT_EQ(entries[1].line, 9U);
    EXPECT_EQ(entries[1].flow, Flow::debit);
    ASSERT_EQ(trailer->balances.size(), 3U);
    EXPECT_EQ(trailer->balances[0].kind, BalanceKind::opening_booked);
    EXPECT_EQ(trailer->balances[0].amount.dong(), 1000000);
    EXPECT_EQ(trailer->balances[1].amount.dong(), 1030000);
    EXPECT_EQ(trailer->balances[2].kind, BalanceKind::closing_booked);
  }
}

TEST(Csv, IsHeldToItsBalances) {
  EXPECT_TRUE(check(statement, profile()).accepted());
  const auto wrong = replaced(statement, "kỳ,,,1.030.000", "kỳ,,,1.030.001");
  EXPECT_EQ(check(wrong, profile()).problems.at(0).rule, domain::StatementRule::balance_contradicted);
  EXPECT_EQ(read(replaced(statement, "20.000,1.030.000,p", "20.000,1.031.000,p"), profile()).refusal,
            "csv.running_balance: a balance that does not follow from the entry and the one before (entry=2, line=9)");
}

TEST(Csv, ReadsTheNewestFirst) {
  auto newest = profile();
  newest.order = CsvOrder::newest_first;
  const auto first = statement.find("03/11/2026");
  const auto second = statement.find("30/11/2026,0");
  const auto last = statement.find("Số dư cuối");
  const auto turned = statement.substr(0, first) + statement.substr(second, last - second) +
                      statement.substr(first, second - first) + statement.substr(last);
  EXPECT_TRUE(check(turned, newest).accepted());
  EXPECT_NE(read(turned, profile()).refusal, "");
  EXPECT_NE(read(statement, newest).refusal, "");
}

TEST(Csv, ReadsSignedAmountsAndSigns) {
  CsvProfile signs;
  signs.account = "1";
  signs.separator = ';';
  signs.date = "yyyy-MM-dd HH:mm:ss";
  signs.columns = {
      {CsvField::booked_on, "d"}, {CsvField::amount, "a"}, {CsvField::sign, "s"}, {CsvField::currency, "c"}};
  signs.credit_signs = {"C", "+"};
  signs.debit_signs = {"D"};
  const auto entries = read("d;a;s;c\n2026-11-03 08:30:00;5.25;+;USD\n2026-11-04 23:59:59;7;D;VND\n", signs)
                           .recorder.statements.at(0)
                           .entries;
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].amount.text(), "5.25");
  EXPECT_EQ(entries[0].amount.currency.code(), "USD");
  EXPECT_EQ(entries[0].flow, Flow::credit);
  EXPECT_EQ(entries[1].flow, Flow::debit);
  EXPECT_TRUE(read("d;a;s;c\n2026-11-03 08:30:00;5;X;VND\n", signs).refusal.starts_with("csv.sign"));
  EXPECT_TRUE(read("d;a;s;c\n2026-11-03 24:30:00;5;C;VND\n", signs).refusal.starts_with("csv.date"));
  EXPECT_TRUE(read("d;a;s;c\n2026-11-03 08:30:00;5;C;vnd\n", signs).refusal.starts_with("csv.currency"));
  signs.columns.erase(signs.columns.begin() + 2);
  const auto signed_entries = read("d;a;c\n2026-11-03 08:30:00;-5;VND\n", signs).recorder.statements.at(0).entries;
  EXPECT_EQ(signed_entries.at(0).flow, Flow::debit);
  EXPECT_EQ(signed_entries.at(0).amount.dong(), 5);
}

struct Broken {
  std::string what;
  std::string with;
  std::string refusal;
};

TEST(Csv, NamesWhatIsBroken) {
  const Broken rows[]{
      {"\"50.000\"", "\"50.00\"", "csv.amount: an amount of another form (entry=1, line=7)"},
      {"\"50.000\"", "\"5.0.000\"", "csv.amount: an amount of another form (entry=1, line=7)"},
      {"\"50.000\"", "\"50.000,000001\"", "csv.amount: an amount of another form (entry=1, line=7)"},
      {"\"50.000\"", "99999999999999999999", "csv.amount: an amount of another form (entry=1, line=7)"},
      {"\"50.000\"", "0", "csv.amount: not either a credit or a debit (entry=1, line=7)"},
      {"0,20.000", "1,20.000", "csv.amount: not either a credit or a debit (entry=2, line=9)"},
      {"03/11/2026", "31/11/2026", "csv.date: a booking date of another form (entry=1, line=7)"},
      {"03/11/2026", "3/11/2026", "csv.date: a booking date of another form (entry=1, line=7)"},
      {",phí", ",phí,", "csv.columns: a row has not as many cells as there are titles (entry=2, line=9)"},
      {",phí", ",ph\"í", "csv.quote: a quote inside of a field without quotes (line=9)"},
      {"\"50.000\"", "\"50.000\" ", "csv.quote: text behind a closing quote (line=7)"},
      {"SAO KÊ TÀI KHOẢN", "SAO KÊ", "csv.label: a line that the profile does not know (line=1)"},
      {"Ghi nợ", "Nợ", "csv.label: a line that the profile does not know (line=6)"},
      {"Số tài khoản,112233445566", "Số tài khoản,", "csv.account: nothing says which account it is (line=7)"},
      {"Từ ngày,01", "Từ ngày,00", "csv.date: a date of another form (line=3)"},
      {"Số dư cuối kỳ,,,1.030.000", "Đến ngày,30/11/2026,",
       "csv.order: a line of the header stands behind the entries (line=10)"},
      {"phí", "ph\xED", "text.encoding: only UTF-8 without NUL is read (line=9)"},
      {"phí\r\n", "phí\r", "csv.line_end: a carriage return without a line feed (line=9)"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(read(replaced(statement, row.what, row.with), profile(), 1).refusal, row.refusal) << row.with;
  }
  EXPECT_EQ(read("", profile()).refusal, "csv.titles: there is no row with every title");
  EXPECT_EQ(read(statement.substr(0, statement.find("HO SO")), profile()).refusal,
            "csv.truncated: the file ends inside of quotes (line=7)");
}

TEST(Csv, BoundsARow) {
  StatementLimits limits;
  limits.token_bytes = 1000;
  Recorder recorder;
  const auto long_field = make_csv_reader(profile(), recorder, limits);
  EXPECT_EQ(long_field->feed("\"" + std::string(2000, 'x'))->code(), "csv.row_size");
  const auto many_fields = make_csv_reader(profile(), recorder, limits);
  EXPECT_EQ(testing::read_in_pieces(*many_fields, std::string(200, ','), 10)->code(), "csv.row_size");
}

}  // namespace
}  // namespace lienthong::codec
