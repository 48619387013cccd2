#include "codec/payment_order/payment_order.hpp"
#include "codec/schema.hpp"
#include "codec/xml.hpp"
#include "unit/codec_payment_order/transfer_batch.hpp"
#include "unit/codec_statement/camt_document.hpp"
#include "unit/codec_statement/xml_mutation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <iostream>
#include <map>

namespace lienthong::codec {
namespace {

using namespace testing;

const std::filesystem::path own_schemas = "schemas/external/bank-transfer";
const std::filesystem::path corpus = "../shared/corpora/iso20022-camt/more-xsd";

using SchemaPtr = std::shared_ptr<const Schema>;

SchemaPtr load(const std::filesystem::path& folder, PaymentOrderVersion version) {
  const std::string known(name(version));
  auto schema = load_xsd(folder / (known + ".xsd"), "Document", {{"urn:iso:std:iso:20022:tech:xsd:" + known, ""}});
  EXPECT_TRUE(schema.has_value()) << schema.error().describe();
  return *schema;
}

std::string text_of(const std::vector<SchemaProblem>& problems) {
  std::string out;
  for (const SchemaProblem& one : problems) out += one.path + " " + one.rule + " " + one.text + "\n";
  return out;
}

/// A batch with every text at its limit.
domain::TransferBatch longest_batch() {
  domain::TransferBatch batch = november_batch();
  batch.message_id = std::string(35, 'M');
  batch.orders.resize(1);
  domain::TransferOrder& order = batch.orders[0];
  order.end_to_end_id = std::string(35, 'E');
  order.amount = batch.control_sum = 999'999'999'999'999'999;
  order.creditor_bank = std::string(35, 'B');
  order.creditor_account = std::string(34, '9');
  order.creditor_name.clear();
  for (int i = 0; i < 140; ++i) order.creditor_name += "ữ";
  order.remittance = std::string(140, '+');
  return batch;
}

/// Texts at the edges of what the schemas allow.
std::vector<std::string> boundary_texts() {
  const std::string digits = "1234567890123456789";
  std::vector<std::string> out{"0",
                               "-1",
                               "1e3",
                               "0.00001",
                               "0.000001",
                               "+5",
                               "5.",
                               "007",
                               "BFTVVNVX",
                               "AGRIBANK",
                               "BFT1VNVX",
                               "BFTVVN1X",
                               "BFTVVNVXXX",
                               "TRF",
                               "trf",
                               "1",
                               "0",
                               "false",
                               "FALSE",
                               "2025-11-28",
                               "2025-11-31",
                               "24:00:00Z",
                               "2025-11-28T15:04:05",
                               "0.12345678901234567",
                               "\xC4\x90"};
  for (const std::size_t length : {34U, 35U, 36U, 140U, 141U}) out.push_back(std::string(length, 'a'));
  for (const std::size_t length : {15U, 16U, 18U, 19U}) out.push_back(digits.substr(0, length));
  return out;
}

/// Each mutation of a document, and each leaf with each boundary text.
std::vector<std::string> variants(const std::string& document) {
  std::vector<std::string> out{document};
  for (const ElementPlace& element : elements_of(document)) {
    for (auto& one : mutations(document, element)) out.push_back(std::move(one));
    if (!element.leaf) continue;
    for (const std::string& text : boundary_texts())
      out.push_back(document.substr(0, element.content) + text + document.substr(element.content_end));
  }
  return out;
}

TEST(PaymentOrderSchema, WhatIsWrittenIsValidByOurSchemas) {
  for (const auto version : all_versions) {
    const auto schema = load(own_schemas, version);
    for (const auto& batch : {november_batch(), longest_batch()}) {
      const auto document = write_payment_order(batch, centre, afternoon, rules_of(version));
      ASSERT_TRUE(document.has_value());
      EXPECT_EQ(text_of(schema->check_xml(*document)), "") << name(version);
    }
  }
}

TEST(PaymentOrderSchema, OurSchemasRefuseWhatIsBroken) {
  for (const auto version : all_versions) {
    const auto schema = load(own_schemas, version);
    const auto document = write_payment_order(november_batch(), centre, afternoon, rules_of(version)).value();
    for (const auto& [what, with] : std::vector<std::pair<std::string, std::string>>{
             {"<MsgId>LT202511TT1</MsgId>", ""},
             {"<EndToEndId>LT202511TT1N0001</EndToEndId>", "<EndToEndId>" + std::string(36, 'E') + "</EndToEndId>"},
             {"<InstdAmt Ccy=\"VND\">4000<", "<InstdAmt Ccy=\"VND\">-4000<"},
             {"<InstdAmt Ccy=\"VND\">4000<", "<InstdAmt>4000<"},
             {"2025-11-28<", "28/11/2025<"},
             {"BFTVVNVX", "AGRIBAN"},
             {"<PmtMtd>TRF</PmtMtd>", "<PmtMtd>trf</PmtMtd>"},
             {"</CstmrCdtTrfInitn>", "<Unknown/></CstmrCdtTrfInitn>"}}) {
      EXPECT_FALSE(schema->check_xml(replaced(document, what, with)).empty()) << name(version) << " " << what;
    }
  }
}

TEST(PaymentOrderSchema, WhatIsWrittenIsValidByTheOfficialSchemas) {
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "skipped: no " << corpus;
  for (const auto version : all_versions) {
    const auto schema = load(corpus, version);
    for (const auto& batch : {november_batch(), longest_batch()}) {
      const auto document = write_payment_order(batch, centre, afternoon, rules_of(version));
      ASSERT_TRUE(document.has_value());
      EXPECT_EQ(text_of(schema->check_xml(*document)), "") << name(version);
    }
  }
}

TEST(PaymentOrderSchema, OursAndTheOfficialOnesAgreeOnEveryMutation) {
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "skipped: no " << corpus;
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (const auto version : all_versions) {
    const auto ours = load(own_schemas, version);
    const auto official = load(corpus, version);
    const auto document = write_payment_order(november_batch(), centre, afternoon, rules_of(version));
    for (const std::string& variant : variants(document.value())) {
      const auto our_problems = ours->check_xml(variant);
      const auto their_problems = official->check_xml(variant);
      ASSERT_EQ(our_problems.empty(), their_problems.empty())
          << name(version) << "\nours: " << text_of(our_problems) << "official: " << text_of(their_problems) << variant;
      ++(our_problems.empty() ? accepted : refused);
    }
  }
  std::cout << "both accept " << accepted << ", both refuse " << refused << "\n";
  EXPECT_GT(accepted, 1000U);
  EXPECT_GT(refused, 1000U);
}

/// Mostly what every bank takes; now and then what one of them, or none, does.
std::string any_text(int longest) {
  static const std::vector<std::string> common{"a", "Đ", "ữ", "e\u0302\u0301", " ", "&", "\u00A0", "–", "/", "9",
                                               "-", "]", "'"};
  static const std::vector<std::string> rare{"<", "]]>", "😀", "%", "\t", "\x01", "\uFFFE"};
  std::string out = "P";
  for (int i = *rc::gen::inRange(0, longest); i > 0; --i) out += *rc::gen::elementOf(common);
  if (*rc::gen::inRange(0, 10) == 0) out += *rc::gen::elementOf(rare);
  return out;
}

domain::TransferBatch any_batch() {
  domain::TransferBatch batch = november_batch();
  batch.orders.clear();
  batch.control_sum = 0;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    auto made = order("N" + std::to_string(i), *rc::gen::inRange<std::int64_t>(1, 1'000'000));
    made.creditor_name = any_text(143);
    made.remittance = any_text(20);
    batch.control_sum += made.amount;
    batch.orders.push_back(std::move(made));
  }
  return batch;
}

RC_GTEST_PROP(PaymentOrderProperty, a_batch_is_a_valid_document_or_has_a_problem, ()) {
  static const std::map<PaymentOrderVersion, SchemaPtr> schemas{{all_versions[0], load(own_schemas, all_versions[0])},
                                                                {all_versions[1], load(own_schemas, all_versions[1])}};
  const auto batch = any_batch();
  PaymentOrderRules rules = rules_of(*rc::gen::elementOf(all_versions));
  rules.characters = *rc::gen::element(BankCharacters::unicode, BankCharacters::swift);
  const auto document = write_payment_order(batch, centre, afternoon, rules);
  if (!document) {
    RC_ASSERT(!document.error().empty());
    return;
  }
  RC_TAG(rules.characters == BankCharacters::swift ? "swift" : "unicode");
  RC_ASSERT(text_of(schemas.at(rules.version)->check_xml(*document)).empty());
  Arena arena;
  const auto read =
      read_xml(*document, {{"urn:iso:std:iso:20022:tech:xsd:" + std::string(name(rules.version)), ""}}, arena);
  RC_ASSERT(read.has_value());
  const Value& information = *read->content.find("CstmrCdtTrfInitn")->find("PmtInf");
  std::size_t number = 0;
  for (const Member& member : information.members()) {
    if (member.name != "CdtTrfTxInf") continue;
    const auto& order = batch.orders.at(number++);
    RC_ASSERT(member.value.find("Cdtr")->find("Nm")->scalar() == bank_text(order.creditor_name, rules.characters));
    RC_ASSERT(member.value.find("Amt")->find("InstdAmt")->find("#text")->scalar() == std::to_string(order.amount));
  }
  RC_ASSERT(number == batch.orders.size());
}

}  // namespace
}  // namespace lienthong::codec
