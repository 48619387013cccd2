#include "domain/fees/matching.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lienthong::domain {
namespace {

using namespace std::chrono;

Day november(unsigned number) { return sys_days{2025y / November / std::chrono::day{number}}; }

ExpectedPayment fee(std::string id, std::string dossier, std::int64_t amount) {
  ExpectedPayment made;
  made.id = std::move(id);
  made.dossier = DossierCode(std::move(dossier));
  made.amount = amount;
  made.asked_on = november(3);
  return made;
}

const std::string first = "H55.12-251103-0001";
const std::string second = "H55.12-251103-0002";

/// One statement, built entry by entry.
class Statement {
 public:
  Entry& credit(std::int64_t amount, std::string text, unsigned on = 4) {
    StatementEntry made;
    made.statement = "S1";
    made.entry.number = entries.size() + 1;
    made.entry.amount = Amount{amount, 0, vnd()};
    made.entry.booked_on = november(on);
    made.entry.servicer_reference = "FT2530800" + std::to_string(entries.size());
    made.entry.details.emplace_back();
    made.entry.details.back().remittance = std::move(text);
    entries.push_back(std::move(made));
    return entries.back().entry;
  }
  Entry& debit(std::int64_t amount, std::string text, unsigned on = 5) {
    Entry& made = credit(amount, std::move(text), on);
    made.flow = Flow::debit;
    return made;
  }
  std::vector<StatementEntry> entries;
};

/// "certain 1+2=a+b: reasons", one line for each; then findings as "paid_twice 3".
std::string said(const Statement& statement, const std::vector<ExpectedPayment>& fees, const MatchRules& rules = {}) {
  const Matching found = match(statement.entries, fees, rules);
  std::string out;
  for (const Match& one : found.matches) {
    out += one.confidence == Confidence::certain ? "certain " : "likely ";
    for (const MovementId& id : one.movements) {
      if (id != one.movements.front()) out += "+";
      out += std::to_string(id.entry) + (id.detail == 0 ? "" : "." + std::to_string(id.detail));
    }
    for (const std::string& claim : one.claims) out += (claim == one.claims.front() ? "=" : "+") + claim;
    out += ":";
    for (const MatchReason reason : one.reasons) out += " " + std::string(name(reason));
    out += "; ";
  }
  for (const Finding& one : found.findings)
    out += std::string(name(one.kind)) + " " + std::to_string(one.movement.entry) + "; ";
  return out;
}

TEST(matching, a_reference_or_a_code_with_the_amount_is_certain) {
  Statement statement;
  statement.credit(8'000, "THANH TOAN").details.front().end_to_end_id = "dvcH5512251103000120251103093015";
  statement.credit(10'000, "lệ phí hồ sơ " + second);
  ExpectedPayment one = fee("a", first, 8'000);
  one.references = {"dvcH5512251103000120251103093015"};
  EXPECT_EQ(said(statement, {one, fee("b", second, 10'000)}),
            "certain 1=a: reference amount; certain 2=b: dossier_code amount; ");
}

TEST(matching, another_amount_is_a_proposal) {
  Statement statement;
  statement.credit(9'000, first);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "likely 1=a: dossier_code amount_differs; ");
}

TEST(matching, two_fees_that_fit_equally_are_never_certain) {
  Statement statement;
  statement.credit(8'000, first);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), fee("b", first, 8'000)}),
            "likely 1=a: dossier_code amount fits_several; ");
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), fee("b", first, 9'000)}), "certain 1=a: dossier_code amount; ");
}

TEST(matching, a_set_of_fees_that_fits_as_well_takes_the_certainty) {
  Statement statement;
  statement.credit(8'000, first);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), fee("b", first, 3'000), fee("c", first, 5'000)}),
            "likely 1=a: dossier_code amount; ");
}

TEST(matching, the_amount_decides_between_two_fees_of_one_reference) {
  Statement statement;
  statement.credit(9'000, "dvcH5512251103000120251103011500");
  ExpectedPayment morning = fee("a", first, 8'000);
  ExpectedPayment afternoon = fee("b", first, 9'000);
  morning.references = afternoon.references = {"dvcH5512251103000120251103011500"};
  EXPECT_EQ(said(statement, {morning, afternoon}), "certain 1=b: reference amount; ");
  afternoon.amount = 8'000;
  statement.entries.front().entry.amount.units = 8'000;
  EXPECT_EQ(said(statement, {morning, afternoon}), "likely 1=a: reference amount fits_several; ");
}

TEST(matching, one_payment_for_several_fees_that_it_names) {
  Statement statement;
  statement.credit(18'000, "phi " + first + ", " + second);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), fee("b", second, 10'000)}),
            "certain 1=a+b: dossier_code amount merged; ");
  EXPECT_EQ(said(statement, {fee("a", first, 18'000), fee("b", second, 10'000)}),
            "likely 1=a: dossier_code amount several_dossiers; ")
      << "it names another dossier, of which it pays nothing";
}

TEST(matching, several_payments_for_one_fee) {
  Statement statement;
  statement.credit(5'000, first);
  statement.credit(3'000, first + " phan con lai");
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 1+2=a: dossier_code amount split; ");
  EXPECT_EQ(said(statement, {fee("a", first, 9'000)}), "likely 1=a: dossier_code amount_differs; extra_payment 2; ");
}

TEST(matching, payments_inside_an_entry_are_matched_one_by_one) {
  Statement statement;
  Entry& batch = statement.credit(18'000, "");
  batch.details.resize(2);
  batch.details[0].amount = Amount{8'000, 0, vnd()};
  batch.details[0].remittance = first;
  batch.details[1].amount = Amount{10'000, 0, vnd()};
  batch.details[1].remittance = second;
  const std::vector<ExpectedPayment> fees{fee("a", first, 8'000), fee("b", second, 10'000)};
  EXPECT_EQ(said(statement, fees), "certain 1.1=a: dossier_code amount; certain 1.2=b: dossier_code amount; ");
  batch = statement.entries.front().entry;
  statement.entries.front().entry.details[1].amount = Amount{9'000, 0, vnd()};
  EXPECT_EQ(said(statement, fees), "certain 1=a+b: dossier_code amount merged; ")
      << "parts that do not add up are not believed, the whole is";
}

TEST(matching, paid_twice_pays_once_and_names_the_other) {
  Statement statement;
  statement.credit(8'000, first, 6);
  statement.credit(8'000, first, 4);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 2=a: dossier_code amount; paid_twice 1; ");
}

TEST(matching, money_that_came_back_pays_nothing) {
  Statement statement;
  statement.credit(8'000, first);
  statement.debit(8'000, "Hoan tra FT25308000 sai thong tin").bank_code = "PMNT/ICDT/RRTN";
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "returned 2; ");
  statement.credit(8'000, first, 7);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 3=a: dossier_code amount; returned 2; ");
}

TEST(matching, a_refund_that_names_the_dossier_leaves_the_fee_paid) {
  Statement statement;
  statement.credit(8'000, first);
  statement.debit(8'000, "Hoan phi ho so " + first);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 1=a: dossier_code amount; ");
}

TEST(matching, a_reversal_is_read_as_its_bank_writes_it) {
  Statement statement;
  statement.credit(8'000, first);
  statement.debit(8'000, first).reversal = true;
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "returned 2; ");
  statement.entries.back().entry.flow = Flow::credit;
  const MatchRules of_the_original{.reversal_flow = ReversalFlow::of_the_original};
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}, of_the_original), "returned 2; ");
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 1=a: dossier_code amount; debit_returned 2; ");
}

TEST(matching, a_return_of_nothing_known_is_named) {
  Statement statement;
  statement.debit(8'000, "Hoan tra").reversal = true;
  EXPECT_EQ(said(statement, {}), "unlinked_return 1; ");
}

TEST(matching, the_bank_s_number_twice_is_one_movement) {
  Statement statement;
  statement.credit(8'000, first);
  statement.credit(8'000, first).servicer_reference = "FT25308000";
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 1=a: dossier_code amount; repeated 2; ");
  statement.entries.back().entry.amount.units = 9'000;
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "certain 1=a: dossier_code amount; extra_payment 2; ");
}

TEST(matching, only_booked_dong_count) {
  Statement statement;
  statement.credit(8'000, first).status = BookingStatus::pending;
  statement.credit(8'000, first).amount = Amount{80'005, 1, vnd()};
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "foreign_money 2; ");
}

TEST(matching, a_payment_before_the_request_is_a_proposal) {
  Statement statement;
  statement.credit(8'000, first, 2);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "likely 1=a: dossier_code amount before_request; ");
}

TEST(matching, who_names_one_dossier_and_owes_as_much_in_another_must_be_asked) {
  Statement statement;
  statement.credit(8'000, first).details.front().debtor_name = "NGUYEN VAN AN";
  ExpectedPayment own = fee("b", "H55.12-251103-0045", 8'000);
  own.payer = "Nguyễn Văn An";
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), own}), "contradictory 1; ");
  statement.credit(8'000, "H55.12-251103-0045");
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), own}),
            "likely 1=a: dossier_code amount payer_owes_elsewhere; certain 2=b: dossier_code amount; ")
      << "his own fee is paid: he paid for somebody else";
}

TEST(matching, who_names_a_dossier_one_slip_away_from_his_own_means_his_own) {
  Statement statement;
  statement.credit(8'000, first).details.front().debtor_name = "NGUYEN VAN AN";
  ExpectedPayment own = fee("b", second, 8'000);
  own.payer = "Nguyễn Văn An";
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), own}),
            "likely 1=b: dossier_code_misspelt amount payer_name several_dossiers; ");
  ExpectedPayment both = fee("a", first, 8'000);
  both.payer = own.payer;
  EXPECT_EQ(said(statement, {both, own}), "certain 1=a: dossier_code amount; ");
}

TEST(matching, payer_and_amount_are_weak) {
  Statement statement;
  statement.credit(8'000, "chuyen tien").details.front().debtor_name = "AN NGUYEN VAN";
  ExpectedPayment one = fee("a", first, 8'000);
  one.payer = "Nguyễn Văn An";
  EXPECT_EQ(said(statement, {one, fee("b", second, 8'000)}), "likely 1=a: amount payer_name; ");
  EXPECT_EQ(said(statement, {fee("b", second, 8'000)}), "likely 1=b: amount only_amount; ");
  EXPECT_EQ(said(statement, {fee("b", second, 8'000), fee("c", first, 8'000)}), "no_evidence 1; ");
}

TEST(matching, what_names_an_unknown_dossier_pays_no_other) {
  Statement statement;
  statement.credit(8'000, "phi H55.12-251103-0999");
  EXPECT_EQ(said(statement, {fee("a", first, 8'000)}), "unknown_dossier 1; ");
}

TEST(matching, the_platform_s_sum_of_a_day_is_proposed_as_a_whole) {
  Statement statement;
  statement.credit(18'000, "Quyet toan", 5);
  ExpectedPayment one = fee("a", first, 8'000);
  ExpectedPayment two = fee("b", second, 10'000);
  one.platform_paid_on = two.platform_paid_on = november(4);
  EXPECT_EQ(said(statement, {one, two}), "likely 1=a+b: amount merged day_settlement; ");
  two.platform_paid_on = november(5);
  EXPECT_EQ(said(statement, {one, two}), "no_evidence 1; ");
}

TEST(matching, a_code_cut_by_the_bank_is_a_proposal_and_a_reference_cut_behind_it_is_not) {
  Statement statement;
  statement.credit(8'000, "NOP TIEN LE PHI HO SO H55.12-251103-0001");
  statement.entries.front().entry.details.front().remittance.resize(38);
  EXPECT_EQ(said(statement, {fee("a", first, 8'000), fee("b", second, 9'000)}),
            "likely 1=a: dossier_code_cut amount several_dossiers; ");
  statement.entries.front().entry.details.front().remittance = "THANH TOAN dvcH55122511030001202511";
  ExpectedPayment one = fee("a", first, 8'000);
  one.references = {"dvcH5512251103000120251103093015"};
  EXPECT_EQ(said(statement, {one, fee("b", second, 8'000)}), "certain 1=a: reference_cut amount; ");
}

TEST(matching, every_name_is_its_own) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(MatchReason::payer_owes_elsewhere); ++i)
    EXPECT_TRUE(names.insert(name(static_cast<MatchReason>(i))).second);
  for (int i = 0; i <= static_cast<int>(FindingKind::no_evidence); ++i)
    EXPECT_TRUE(names.insert(name(static_cast<FindingKind>(i))).second);
}

}  // namespace
}  // namespace lienthong::domain
