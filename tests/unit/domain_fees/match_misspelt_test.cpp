#include "domain/fees/matching.hpp"
#include "domain/fees/written_code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::domain {
namespace {

using namespace std::chrono;

Day november(unsigned number) { return sys_days{2025y / November / std::chrono::day{number}}; }

ExpectedPayment fee(const std::string& dossier, std::int64_t amount, std::string payer = "", unsigned asked = 3) {
  ExpectedPayment made;
  made.id = dossier.substr(dossier.find('-') + 1);
  made.dossier = DossierCode(dossier);
  made.amount = amount;
  made.asked_on = november(asked);
  made.payer = std::move(payer);
  return made;
}

StatementEntry credit(std::size_t number, std::int64_t amount, std::string text, std::string payer = "",
                      unsigned on = 4) {
  StatementEntry made;
  made.statement = "S1";
  made.entry.number = number;
  made.entry.amount = Amount{amount, 0, vnd()};
  made.entry.booked_on = november(on);
  made.entry.details.emplace_back();
  made.entry.details.back().remittance = std::move(text);
  made.entry.details.back().debtor_name = std::move(payer);
  return made;
}

/// "251103-0001 70 amount …" of each match, then findings.
std::string said(const std::vector<StatementEntry>& entries, const std::vector<ExpectedPayment>& fees) {
  const Matching found = match(entries, fees);
  std::string out;
  for (const Match& one : found.matches) {
    out += one.confidence == Confidence::certain ? "certain" : std::to_string(one.score);
    for (const std::string& claim : one.claims) out += " " + claim;
    for (const MatchReason reason : one.reasons) out += " " + std::string(name(reason));
    out += "; ";
  }
  for (const Finding& one : found.findings) out += std::string(name(one.kind)) + "; ";
  return out;
}

const std::string ours = "H55.12-251103-0001";

CodeLikeness like(const std::string& text, const std::string& code = ours) {
  CodeLikeness out = CodeLikeness::none;
  const std::vector<CompactText> texts{compact(text)};
  for (const WrittenDigits& one : written_digits(texts)) out = std::max(out, likeness(one, code_digits(code)));
  return out;
}

TEST(WrittenCode, OneSlipIsOneDigitOrTwoThatChangedPlaces) {
  EXPECT_EQ(like("le phi H55.12-251103-0007"), CodeLikeness::misspelt);
  EXPECT_EQ(like("le phi H55.12-251130-0001"), CodeLikeness::misspelt);
  EXPECT_EQ(like("le phi H55.12-251103-001"), CodeLikeness::misspelt);
  EXPECT_EQ(like("le phi H55.12-251103-00001"), CodeLikeness::misspelt);
  EXPECT_EQ(like("le phi H55.21-251103-0001"), CodeLikeness::misspelt);
  EXPECT_EQ(like("55.12-251103-0007 cam on"), CodeLikeness::misspelt);
  EXPECT_EQ(like("le phi H55.12-251103-0023"), CodeLikeness::none);
  EXPECT_EQ(like("le phi H55.12-251201-0001"), CodeLikeness::none);
  EXPECT_EQ(like("le phi 0912345678"), CodeLikeness::none);
}

TEST(WrittenCode, ATextMayEndInsideIt) {
  EXPECT_EQ(like("NOP LE PHI THEO HO SO H55.12-251103"), CodeLikeness::cut);
  EXPECT_EQ(like("NOP LE PHI THEO HO SO H55.12-251103-00"), CodeLikeness::cut);
  EXPECT_EQ(like("H55.12-251103 NGUYEN VAN AN"), CodeLikeness::none) << "nothing was cut";
  EXPECT_EQ(like("HO SO H55.12-2511"), CodeLikeness::none) << "not even a day";
  EXPECT_EQ(code_digits("000.00.19.H55-251103-0001").digits, "552511030001");
}

RC_GTEST_PROP(WrittenCode, FindsEverySingleSlip, ()) {
  std::string code = code_digits(ours).digits;
  const auto at = *rc::gen::inRange<std::size_t>(0, code.size());
  const char digit = *rc::gen::inRange('0', static_cast<char>('9' + 1));
  const std::string whole = code;
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      code[at] = digit;
      break;
    case 1:
      code.erase(at, 1);
      break;
    case 2:
      code.insert(at, 1, digit);
      break;
    case 3:
      std::swap(code[at], code[at == 0 ? 1 : at - 1]);
      break;
  }
  RC_PRE(code != whole);
  RC_PRE(!code.starts_with(whole));  // a whole code, glued
  RC_ASSERT(like("LE PHI H" + code + " CAM ON") == CodeLikeness::misspelt);
}

TEST(MatchMisspelt, ProposesTheOneThatIsASlipAway) {
  const std::vector<ExpectedPayment> fees{fee(ours, 8'000, "Nguyễn Văn An"), fee("H55.12-251103-0345", 8'000)};
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-251103-0007")}, fees), "50 251103-0001 dossier_code_misspelt amount; ");
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-251103-0007", "NGUYEN VAN AN")}, fees),
            "70 251103-0001 dossier_code_misspelt amount payer_name; ");
  EXPECT_EQ(said({credit(1, 9'000, "phi H55.12-251103-0007")}, fees), "unknown_dossier; ") << "another amount";
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-251103-0007", "", 20)}, fees), "unknown_dossier; ") << "too late";
}

TEST(MatchMisspelt, OfSeveralOnlyThePayerTells) {
  const std::vector<ExpectedPayment> fees{fee(ours, 8'000, "Nguyễn Văn An"), fee("H55.12-251103-0002", 8'000)};
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-251103-0003")}, fees), "unknown_dossier; ");
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-251103-0003", "NGUYEN VAN AN")}, fees),
            "70 251103-0001 dossier_code_misspelt amount payer_name; ");
}

TEST(MatchMisspelt, ThePayerStandsForACodeThatNobodyKnows) {
  const std::vector<ExpectedPayment> fees{fee(ours, 8'000, "Nguyễn Văn An")};
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-250630-0999", "AN NGUYEN VAN")}, fees),
            "45 251103-0001 amount payer_name; ");
  EXPECT_EQ(said({credit(1, 8'000, "phi H55.12-250630-0999", "LE THI BE")}, fees), "unknown_dossier; ");
}

TEST(MatchMisspelt, ACutCodeAndTheAmountAreEnoughWhenOnlyOneFits) {
  const std::string text = "NOP LE PHI THEO HO SO H55.12-251103";
  const std::vector<ExpectedPayment> fees{fee(ours, 8'000), fee("H55.12-251103-0002", 20'000),
                                          fee("H55.12-251104-0001", 8'000)};
  EXPECT_EQ(said({credit(1, 8'000, text)}, fees), "45 251103-0001 dossier_code_cut amount; ");
  const std::vector<ExpectedPayment> two{fees[0], fee("H55.12-251103-0002", 8'000)};
  EXPECT_EQ(said({credit(1, 8'000, text)}, two), "no_evidence; ");
}

TEST(MatchMisspelt, WhoPaysADossierTwiceAndOwesAsMuchElsewhereUsedTheTextTwice) {
  ExpectedPayment other = fee("H55.12-251103-0045", 8'000, "Nguyễn Văn An");
  const std::vector<ExpectedPayment> fees{fee(ours, 8'000, "Nguyễn Văn An"), other};
  const std::vector<StatementEntry> entries{credit(1, 8'000, "phi " + ours, "NGUYEN VAN AN"),
                                            credit(2, 8'000, "phi " + ours, "NGUYEN VAN AN", 5)};
  EXPECT_EQ(said(entries, fees),
            "certain 251103-0001 dossier_code amount; 30 251103-0045 amount payer_name several_dossiers; ");
  EXPECT_EQ(said(entries, {fees[0]}), "certain 251103-0001 dossier_code amount; paid_twice; ");
}

ExpectedPayment paid(const std::string& number, std::int64_t amount, std::optional<Day> ExpectedPayment::*where) {
  ExpectedPayment made = fee("H55.12-251103-" + number, amount);
  made.*where = november(3);
  return made;
}

TEST(MatchSettlement, OfTheCounterIsTheCashOfADay) {
  const auto counter = &ExpectedPayment::counter_paid_on;
  EXPECT_EQ(said({credit(1, 28'000, "NOP TIEN MAT NGAY 03/11/2025")},
                 {paid("0001", 8'000, counter), paid("0002", 20'000, counter)}),
            "65 251103-0001 251103-0002 amount merged day_settlement; ");
  EXPECT_EQ(said({credit(1, 28'000, "NOP TIEN MAT")},
                 {paid("0001", 8'000, counter), paid("0002", 20'000, &ExpectedPayment::platform_paid_on)}),
            "no_evidence; ")
      << "cash and platform do not mix";
}

TEST(MatchSettlement, MayLeaveOutWhoPaidLateInTheDay) {
  const auto platform = &ExpectedPayment::platform_paid_on;
  std::vector<ExpectedPayment> fees{paid("0001", 8'000, platform), paid("0002", 20'000, platform),
                                    paid("0003", 75'000, platform), paid("0004", 41'000, platform)};
  EXPECT_EQ(said({credit(1, 103'000, "")}, fees),
            "55 251103-0001 251103-0002 251103-0003 amount merged day_settlement; ");
  fees.push_back(paid("0005", 8'000, platform));
  EXPECT_EQ(said({credit(1, 144'000, "")}, fees), "no_evidence; ") << "which of the two 8,000?";
}

TEST(MatchOnlyAmount, LooksAtTheDaysAround) {
  const std::vector<ExpectedPayment> fees{fee(ours, 8'000, "", 3), fee("H55.12-251118-0001", 8'000, "", 18)};
  EXPECT_EQ(said({credit(1, 8'000, "", "", 4)}, fees), "35 251103-0001 amount only_amount; ");
  EXPECT_EQ(said({credit(1, 8'000, "", "", 4), credit(2, 8'000, "", "", 5)}, fees), "no_evidence; no_evidence; ");
  EXPECT_EQ(said({credit(1, 8'000, "", "", 4), credit(2, 8'000, "", "", 19)}, fees),
            "35 251103-0001 amount only_amount; 35 251118-0001 amount only_amount; ");
}

}  // namespace
}  // namespace lienthong::domain
