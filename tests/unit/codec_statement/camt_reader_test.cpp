#include "unit/codec_statement/camt_document.hpp"
#include "unit/codec_statement/recorder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::codec {
namespace {

using domain::Amount;
using domain::BalanceKind;
using domain::BookingStatus;
using domain::Flow;
using testing::camt_document;
using testing::CamtVersion;
using testing::Recorder;
using testing::refusal_of_camt;
using testing::replaced;

Recorder read(const std::string& bytes, std::size_t piece = 1000) {
  Recorder recorder;
  const auto reader = make_camt_reader(recorder);
  const auto error = testing::read_in_pieces(*reader, bytes, piece);
  EXPECT_FALSE(error) << error->describe();
  return recorder;
}

domain::Day day(int year, int month, int number) { return domain::Day{std::chrono::year{year} / month / number}; }

void expect_header(const domain::StatementHeader& header, const CamtVersion& version) {
  EXPECT_EQ(header.version, version.name());
  EXPECT_EQ(header.message_id, "M-1");
  EXPECT_EQ(header.statement_id, "S-1");
  EXPECT_EQ(header.sequence, 214U);
  EXPECT_EQ(header.page, 1U);
  EXPECT_EQ(header.last_page, true);
  EXPECT_EQ(header.created_at, *base::from_rfc3339("2026-11-04T01:00:00+07:00"));
  EXPECT_EQ(header.from, *base::from_rfc3339("2026-11-03T00:00:00+07:00"));
  EXPECT_EQ(header.to, *base::from_rfc3339("2026-11-03T23:59:59.999+07:00"));
  EXPECT_EQ(header.copy, domain::CopyFlag::duplicate);
  EXPECT_EQ(header.account, "112233445566");
  EXPECT_EQ(header.currency, domain::vnd());
  EXPECT_EQ(header.totals.all.count, 4U);
  EXPECT_EQ(header.totals.all.sum, "149000");
  EXPECT_EQ(header.totals.net, version.number < 4 ? "69000" : "69000.00");
  EXPECT_EQ(header.totals.net_flow, Flow::credit);
  EXPECT_EQ(header.totals.credits.count, 3U);
  EXPECT_EQ(header.totals.debits.sum, "40000");
  if (version.kind == "054") return;
  ASSERT_EQ(header.balances.size(), 2U);
  EXPECT_EQ(header.balances[0].kind, BalanceKind::opening_booked);
  EXPECT_EQ(header.balances[0].amount.text(), "1000000");
  EXPECT_EQ(header.balances[0].day, day(2026, 11, 3));
  EXPECT_EQ(header.balances[1].kind, BalanceKind::closing_booked);
  EXPECT_EQ(header.balances[1].amount.dong(), 1060000);
  EXPECT_EQ(header.balances[1].day, day(2026, 11, 4));  // 17:00 in UTC
}

void expect_payment(const domain::Entry& entry, const CamtVersion& version) {
  EXPECT_EQ(entry.number, 1U);
  EXPECT_EQ(entry.line, version.kind == "054" ? 6U : 8U);
  EXPECT_EQ(entry.reference, "1");
  EXPECT_EQ(entry.amount.dong(), 50000);
  EXPECT_EQ(entry.flow, Flow::credit);
  EXPECT_FALSE(entry.reversal);
  EXPECT_EQ(entry.status, BookingStatus::booked);
  EXPECT_EQ(entry.booked_on, day(2026, 11, 3));
  EXPECT_EQ(entry.valued_on, day(2026, 11, 3));
  EXPECT_EQ(entry.servicer_reference, "FT-1");
  EXPECT_EQ(entry.bank_code, "PMNT/RCDT/ESCT");
  EXPECT_EQ(entry.information, "chuyển khoản");
  EXPECT_FALSE(entry.batch);
  ASSERT_EQ(entry.details.size(), 1U);
  const auto& detail = entry.details[0];
  EXPECT_EQ(detail.amount->dong(), 50000);
  EXPECT_EQ(detail.flow.has_value(), version.number >= 3);
  EXPECT_EQ(detail.servicer_reference, "FT-1-1");
  EXPECT_EQ(detail.instruction_id, "I1");
  EXPECT_EQ(detail.end_to_end_id, "dvcH56142508110007");
  EXPECT_EQ(detail.transaction_id, "T1");
  EXPECT_EQ(detail.uetr, version.number < 8 ? "" : "8a562c67-ca16-48ba-b074-65581be6f001");
  EXPECT_EQ(detail.debtor_name, "Nguyễn Thị Đào");
  EXPECT_EQ(detail.debtor_account, "0011002233");
  EXPECT_EQ(detail.creditor_name, "UBND phường");
  EXPECT_EQ(detail.creditor_account, "112233445566");
  EXPECT_EQ(detail.remittance, "THANH TOAN HO SO H56.14-250811-0007");
  EXPECT_EQ(detail.structured_reference, "RF18");
}

TEST(CamtReader, ReadsEveryKindAndVersion) {
  for (const auto* kind : {"052", "053", "054"}) {
    for (int number = 2; number <= 8; ++number) {
      const CamtVersion version{kind, number};
      SCOPED_TRACE(version.name());
      const auto recorder = read(camt_document(version));
      ASSERT_EQ(recorder.statements.size(), 1U);
      const auto& statement = recorder.statements[0];
      expect_header(statement.header, version);
      ASSERT_EQ(statement.entries.size(), 4U);
      expect_payment(statement.entries[0], version);
      const auto& batch = statement.entries[1];
      ASSERT_TRUE(batch.batch.has_value());
      EXPECT_EQ(batch.batch->count, 2U);
      EXPECT_EQ(batch.batch->total->dong(), 50000);
      EXPECT_EQ(batch.details.size(), 2U);
      EXPECT_EQ(statement.entries[2].flow, Flow::debit);
      EXPECT_EQ(statement.entries[3].status, BookingStatus::pending);
      EXPECT_TRUE(statement.trailer.has_value());
    }
  }
}

TEST(CamtReader, ReadsTheSameInPiecesOfAnySize) {
  const auto bytes = camt_document({"053", 8});
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U}) {
    const auto recorder = read(bytes, piece);
    ASSERT_EQ(recorder.statements.size(), 1U);
    expect_header(recorder.statements[0].header, {"053", 8});
    expect_payment(recorder.statements[0].entries.at(0), {"053", 8});
  }
}

TEST(CamtReader, ReadsSeveralStatementsOfAFile) {
  auto bytes = camt_document({"053", 2});
  const auto from = bytes.find("<Stmt>");
  const auto to = bytes.find("</Stmt>") + 7;
  auto second = replaced(bytes.substr(from, to - from), "<Id>S-1</Id>", "<Id>S-2</Id>");
  second.erase(second.find("<Ntry>"), second.rfind("</Ntry>") + 7 - second.find("<Ntry>"));
  bytes.insert(to, second);
  const auto recorder = read(bytes);
  ASSERT_EQ(recorder.statements.size(), 2U);
  EXPECT_EQ(recorder.statements[1].header.statement_id, "S-2");
  EXPECT_EQ(recorder.statements[1].header.balances.size(), 2U);
  EXPECT_TRUE(recorder.statements[1].entries.empty());
  EXPECT_TRUE(recorder.statements[1].trailer.has_value());
}

TEST(CamtReader, TakesTheSumOfABalanceAndNotOfItsCreditLine) {
  const auto recorder = read(camt_document({"053", 4}));
  EXPECT_EQ(recorder.statements[0].header.balances[0].amount.text(), "1000000");
}

TEST(CamtReader, RefusesOtherMessagesByName) {
  const auto bytes = camt_document({"053", 8});
  EXPECT_EQ(refusal_of_camt(replaced(bytes, "xsd:camt.053.001.08", "xsd:camt.053.001.09")),
            "camt.version: only camt.052, camt.053 and camt.054 in versions 02 to 08 are read "
            "(namespace=camt.053.001.09, line=2)");
  EXPECT_EQ(refusal_of_camt("<a/>"),
            "camt.version: only camt.052, camt.053 and camt.054 in versions 02 to 08 are read "
            "(namespace=not of ISO 20022, line=1)");
  EXPECT_EQ(refusal_of_camt("<x xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"/>"),
            "camt.root: the document's element is not Document (line=1)");
}

struct Broken {
  std::string what;
  std::string with;
  std::string refusal;
};

TEST(CamtReader, NamesWhatBreaksTheSchemaWithEntryAndLine) {
  const auto bytes = camt_document({"053", 8});
  const std::string statement = "Document/BkToCstmrStmt/Stmt/";
  const Broken rows[]{
      {"<Amt Ccy=\"VND\">40000</Amt>", "<Amt>40000</Amt>",
       "camt.required: something that must be there is missing (element=" + statement +
           "Ntry/Amt/@Ccy, entry=3, line=13)"},
      {"<Amt Ccy=\"VND\">40000</Amt>", "<Amt Ccy=\"vnd\">40000</Amt>",
       "camt.pattern: the text does not have the demanded form (element=" + statement + "Ntry/Amt, entry=3, line=13)"},
      {">40000</Amt>", ">-40000</Amt>",
       "camt.minimum: the number is too small (element=" + statement + "Ntry/Amt, entry=3, line=13)"},
      {">40000</Amt>", ">40,000</Amt>",
       "camt.type: the value is of another type (element=" + statement + "Ntry/Amt, entry=3, line=13)"},
      {">40000</Amt>", ">40000.123456</Amt>",
       "camt.amount: an amount has more than 18 digits, or more than five after the point (entry=3, line=13)"},
      {"<ElctrncSeqNb>214</ElctrncSeqNb>", "<ElctrncSeqNb>-1</ElctrncSeqNb>",
       "camt.number: not a whole number of at most 18 digits (line=4)"},
      {"<Sts><Cd>PDNG</Cd></Sts>", "<Sts><Cd>FUTR</Cd></Sts>",
       "camt.status: the status of an entry is none of BOOK, PDNG and INFO (entry=4, line=14)"},
      {"<Sts><Cd>PDNG</Cd></Sts>", "<Sts><Prtry>X</Prtry></Sts>",
       "camt.status: the status of an entry is none of BOOK, PDNG and INFO (entry=4, line=14)"},
      {"<Id>S-1</Id>", "",
       "camt.required: something that must be there is missing (element=Document/BkToCstmrStmt/Stmt/Id, line=15)"},
      {"<MsgId>M-1</MsgId>", "<MsgId></MsgId>",
       "camt.minLength: the text is too short (element=Document/BkToCstmrStmt/GrpHdr/MsgId, line=3)"},
      {"<CreDtTm>2026-11-04T01:00:00+07:00</CreDtTm>", "<CreDtTm>2026-02-30T01:00:00</CreDtTm>",
       "camt.format: the text is not a moment (element=Document/BkToCstmrStmt/GrpHdr/CreDtTm, line=3)"},
      {"<Ccy>VND</Ccy>", "<Ccy>VND</Ccy>x", "camt.text: text between elements (element=" + statement + "Acct, line=4)"},
      {"<Ccy>VND</Ccy>", "<Ccy>VND</Ccy><Foreign/>",
       "camt.additional: an element that may not stand here (element=" + statement + "Acct, line=4)"},
      {"<Ccy>VND</Ccy>", "<Ccy a=\"1\">VND</Ccy>",
       "camt.additional: an attribute that may not stand here (element=" + statement + "Acct/Ccy, line=4)"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(refusal_of_camt(replaced(bytes, row.what, row.with)), row.refusal) << row.with;
  }
}

TEST(CamtReader, RefusesWhatIsNoCleanXml) {
  const auto bytes = camt_document({"053", 8});
  EXPECT_EQ(refusal_of_camt(replaced(bytes, "<Document ", "<!DOCTYPE Document><Document ")),
            "xml.doctype: a DOCTYPE is never read (line=2)");
  EXPECT_EQ(refusal_of_camt(replaced(bytes, "\"UTF-8\"", "\"UTF-16\"")), "xml.encoding: only UTF-8 is read (line=1)");
  EXPECT_EQ(refusal_of_camt(replaced(bytes, "<Document ", "<?run?><Document ")),
            "xml.instruction: a processing instruction is never read (line=2)");
  EXPECT_EQ(refusal_of_camt(replaced(bytes, "M-1", "M\xC0\xAF")),
            "xml.encoding: only UTF-8 without NUL is read (line=1)");
  EXPECT_EQ(refusal_of_camt(""), "xml.truncated: the document ends before it is complete (line=1)");
}

TEST(CamtReader, RefusesEveryTruncation) {
  const auto bytes = camt_document({"053", 8});
  for (std::size_t size = 0; size + 2 < bytes.size(); size += 3) {
    const auto refusal = refusal_of_camt(bytes.substr(0, size));
    const bool named = refusal.starts_with("xml.truncated") || refusal.starts_with("xml.encoding");
    EXPECT_TRUE(named) << size << ": " << refusal;
  }
}

TEST(CamtReader, BoundsWhatItHolds) {
  const auto bytes = camt_document({"053", 8});
  const auto refusal = [](const std::string& text, const StatementLimits& limits) {
    return refusal_of_camt(text, 1000, limits).substr(0, 10);
  };
  StatementLimits limits;
  limits.bytes = bytes.size() - 1;
  EXPECT_EQ(refusal(bytes, limits), "xml.bytes:");
  limits = {};
  limits.depth = 5;
  EXPECT_EQ(refusal(bytes, limits), "xml.depth:");
  limits = {};
  limits.details = 1;
  EXPECT_EQ(refusal(bytes, limits), "camt.detai");
  limits = {};
  limits.entry_bytes = 100;
  EXPECT_EQ(refusal(bytes, limits), "camt.entry");
  limits = {};
  limits.token_bytes = 10'000;
  EXPECT_EQ(refusal(replaced(bytes, "<Document ", "<!--" + std::string(100'000, 'x') + "--><Document "), limits),
            "xml.token:");
  EXPECT_EQ(refusal(replaced(bytes, "M-1", std::string(100'000, 'x')), {}), "camt.text:");
  EXPECT_EQ(
      refusal(replaced(bytes, "phường</Nm><PstlAdr><Ctry>VN", "phường</Nm><PstlAdr><Ctry>" + std::string(100'000, 'x')),
              {}),
      "");
}

}  // namespace
}  // namespace lienthong::codec
