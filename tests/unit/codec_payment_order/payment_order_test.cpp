#include "codec/payment_order/payment_order.hpp"

#include "codec/statement.hpp"
#include "codec/xml.hpp"
#include "unit/codec_payment_order/transfer_batch.hpp"
#include "unit/codec_statement/camt_document.hpp"
#include "unit/codec_statement/recorder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using namespace testing;

std::string written(const domain::TransferBatch& batch, const PaymentOrderRules& rules = {}) {
  return write_payment_order(batch, centre, afternoon, rules).value();
}

/// "2 amount: amount", one for each problem.
std::vector<std::string> problems(const domain::TransferBatch& batch, const Debtor& debtor = centre,
                                  const PaymentOrderRules& rules = {}, base::Instant created_at = afternoon) {
  std::vector<std::string> out;
  const auto document = write_payment_order(batch, debtor, created_at, rules);
  if (document) return {"written"};
  for (const PaymentOrderProblem& one : document.error())
    out.push_back(std::to_string(one.order) + " " + one.field + ": " + one.rule);
  return out;
}

domain::TransferBatch batch_of(std::vector<domain::TransferOrder> orders) {
  domain::TransferBatch batch = november_batch();
  batch.control_sum = 0;
  for (const auto& one : orders) batch.control_sum += one.amount;
  batch.orders = std::move(orders);
  return batch;
}

using Problems = std::vector<std::string>;

TEST(PaymentOrder, AnOrderIsWrittenWholeInVersion09) {
  EXPECT_EQ(written(batch_of({order("LT202511TT1N0001", 4'000)})),
            R"(<?xml version="1.0" encoding="UTF-8"?>)"
            R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>)"
            "<GrpHdr><MsgId>LT202511TT1</MsgId><CreDtTm>2025-11-28T15:04:05+07:00</CreDtTm><NbOfTxs>1</NbOfTxs>"
            "<CtrlSum>4000</CtrlSum><InitgPty><Nm>Trung tâm Phục vụ hành chính công</Nm></InitgPty></GrpHdr>"
            "<PmtInf><PmtInfId>LT202511TT1</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>false</BtchBookg>"
            "<NbOfTxs>1</NbOfTxs><CtrlSum>4000</CtrlSum><ReqdExctnDt><Dt>2025-11-28</Dt></ReqdExctnDt>"
            "<Dbtr><Nm>Trung tâm Phục vụ hành chính công</Nm></Dbtr>"
            "<DbtrAcct><Id><Othr><Id>112233445566</Id></Othr></Id></DbtrAcct>"
            "<DbtrAgt><FinInstnId><BICFI>VBAAVNVX</BICFI></FinInstnId></DbtrAgt>"
            "<CdtTrfTxInf><PmtId><EndToEndId>LT202511TT1N0001</EndToEndId></PmtId>"
            R"(<Amt><InstdAmt Ccy="VND">4000</InstdAmt></Amt>)"
            "<CdtrAgt><FinInstnId><BICFI>BFTVVNVX</BICFI></FinInstnId></CdtrAgt>"
            "<Cdtr><Nm>UBND phường Đồng Quang</Nm></Cdtr>"
            "<CdtrAcct><Id><Othr><Id>3713000001</Id></Othr></Id></CdtrAcct>"
            "<RmtInf><Ustrd>CHUYEN PHI THANG 11/2025 DON VI H55.12 LT202511TT1N0001</Ustrd></RmtInf>"
            "</CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>");
}

TEST(PaymentOrder, Version03HasAPlainDateAndAnotherNameOfTheBic) {
  const auto text = written(november_batch(), rules_of(PaymentOrderVersion::pain_001_001_03));
  EXPECT_NE(text.find("pain.001.001.03\""), std::string::npos);
  EXPECT_NE(text.find("<ReqdExctnDt>2025-11-28</ReqdExctnDt>"), std::string::npos);
  EXPECT_NE(text.find("<BIC>BFTVVNVX</BIC>"), std::string::npos);
  EXPECT_EQ(text.find("BICFI"), std::string::npos);
}

TEST(PaymentOrder, ABankWithoutBicIsNamedByItsCode) {
  const auto text = written(november_batch());
  EXPECT_NE(text.find("<FinInstnId><Othr><Id>KBNN-TN</Id></Othr></FinInstnId>"), std::string::npos);
  EXPECT_NE(text.find("<FinInstnId><ClrSysMmbId><MmbId>01203001</MmbId></ClrSysMmbId></FinInstnId>"),
            std::string::npos);
}

TEST(PaymentOrder, ABankThatTakesNoMarksGetsNone) {
  PaymentOrderRules rules;
  rules.characters = BankCharacters::swift;
  const auto text = written(november_batch(), rules);
  EXPECT_NE(text.find("<Nm>TRUNG TAM PHUC VU HANH CHINH CONG</Nm>"), std::string::npos);
  EXPECT_NE(text.find("<Nm>UBND PHUONG DONG QUANG</Nm>"), std::string::npos);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

TEST(PaymentOrder, MarkupInANameIsText) {
  auto batch = batch_of({order("A1", 1)});
  batch.orders[0].creditor_name = "A & B <x> ]]>";
  EXPECT_NE(written(batch).find("<Nm>A &amp; B &lt;x&gt; ]]&gt;</Nm>"), std::string::npos);
}

TEST(PaymentOrder, TheSameBatchIsTheSameBytes) { EXPECT_EQ(written(november_batch()), written(november_batch())); }

TEST(PaymentOrder, EveryProblemIsNamedAtOnce) {
  auto batch = november_batch();
  batch.message_id = "mã";
  batch.control_sum = 1;
  batch.execution_day = day_of(2025, 11, 27);
  batch.orders[0].end_to_end_id = std::string(36, 'a');
  batch.orders[0].creditor_name = std::string(141, 'a');
  batch.orders[1].creditor_account = std::string(35, '1');
  batch.orders[1].creditor_bank = "";
  batch.orders[2].end_to_end_id = batch.orders[0].end_to_end_id;
  batch.orders[2].remittance = "a\nb";
  EXPECT_EQ(
      problems(batch, {"", "/1", std::string(36, 'B')}),
      (Problems{"0 debtor.name: empty", "0 debtor.account: reference", "0 debtor.bank: length",
                "0 message_id: reference", "0 execution_day: day", "0 control_sum: sum", "1 end_to_end_id: length",
                "1 creditor_name: length", "2 creditor_bank: empty", "2 creditor_account: length",
                "3 end_to_end_id: length", "3 remittance: character", "3 end_to_end_id: repeated"}));
}

TEST(PaymentOrder, AnEmptyBatchIsRefused) { EXPECT_EQ(problems(batch_of({})), Problems{"0 orders: empty"}); }

TEST(PaymentOrder, AnAmountIsAboveZeroAndHasAtMostEighteenDigits) {
  EXPECT_EQ(problems(batch_of({order("A1", 0)})), Problems{"1 amount: amount"});
  EXPECT_EQ(problems(batch_of({order("A1", -5)})), Problems{"1 amount: amount"});
  EXPECT_EQ(problems(batch_of({order("A1", 1'000'000'000'000'000'000)})), Problems{"1 amount: amount"});
  EXPECT_EQ(problems(batch_of({order("A1", 999'999'999'999'999'999)})), Problems{"written"});
  EXPECT_EQ(problems(batch_of({order("A1", 999'999'999'999'999'999), order("A2", 1)})), Problems{"0 control_sum: sum"});
}

TEST(PaymentOrder, TextsMayBeAsLongAsTheStandardOrTheBankAllows) {
  auto batch = batch_of({order(std::string(35, 'E'), 1, std::string(35, 'B'))});
  batch.message_id = std::string(35, 'M');
  batch.orders[0].creditor_account = std::string(34, '1');
  batch.orders[0].remittance = std::string(140, 'R');
  for (int i = 0; i < 139; ++i) batch.orders[0].creditor_name += "ữ";
  batch.orders[0].creditor_name = batch.orders[0].creditor_name.substr(batch.orders[0].creditor_name.size() - 139 * 3);
  EXPECT_EQ(problems(batch), Problems{"written"});
  PaymentOrderRules narrow;
  narrow.name_limit = 138;
  narrow.remittance_limit = 139;
  EXPECT_EQ(problems(batch, centre, narrow), (Problems{"1 creditor_name: length", "1 remittance: length"}));
  narrow.name_limit = 0;
  narrow.remittance_limit = 141;
  EXPECT_EQ(problems(batch, centre, narrow).front(), "0 name_limit: limit");
  EXPECT_EQ(problems(batch, centre, narrow).at(1), "0 remittance_limit: limit");
}

TEST(PaymentOrder, ItIsNotForADayThatIsOverInVietNam) {
  const base::Instant last_moment = base::Instant{day_of(2025, 11, 28)} + std::chrono::hours{17};
  EXPECT_EQ(problems(november_batch(), centre, {}, last_moment - std::chrono::milliseconds{1}), Problems{"written"});
  EXPECT_EQ(problems(november_batch(), centre, {}, last_moment), Problems{"0 execution_day: day"});
  auto far = november_batch();
  far.execution_day = day_of(10'000, 1, 1);
  EXPECT_EQ(problems(far), Problems{"0 execution_day: day"});
}

TEST(PaymentOrder, NoProblemShowsAValue) {
  auto batch = batch_of({order("", -77'777)});
  batch.orders[0].creditor_name = "SECRET\n" + std::string(200, 'x');
  const auto refused = write_payment_order(batch, {"SECRET\x01", "SECRET_", "B"}, afternoon);
  ASSERT_FALSE(refused);
  for (const PaymentOrderProblem& one : refused.error()) {
    EXPECT_EQ(one.text.find("SECRET"), std::string::npos);
    EXPECT_EQ(one.text.find("77"), std::string::npos);
  }
}

/// The bank books the order under the EndToEndId that it was given.
TEST(PaymentOrder, TheBooksFindAnOrderByTheIdThatWasWritten) {
  const auto batch = batch_of({order("LT202511TT1N0001", 40'000)});
  const auto text = written(batch);
  const auto from = text.find("<EndToEndId>");
  const auto id = text.substr(from, text.find("</PmtId>") - from);
  const std::string next = "</Ntry>\n<Ntry><NtryRef>4";
  const auto camt = replaced(camt_document({"053", 8}), "</BkTxCd>" + next,
                             "</BkTxCd><NtryDtls><TxDtls><Refs>" + id + "</Refs></TxDtls></NtryDtls>" + next);
  Recorder recorder;
  const auto reader = make_camt_reader(recorder);
  const auto error = read_in_pieces(*reader, camt, 4'096);
  ASSERT_FALSE(error) << error->describe();
  const auto booked = domain::booked_transfers(recorder.statements.at(0).entries);
  const auto matching = domain::match_transfers(batch, booked);
  EXPECT_TRUE(matching.foreign.empty());
  EXPECT_EQ(matching.orders.at(0).state, domain::TransferState::executed);
}

}  // namespace
}  // namespace lienthong::codec
