#include "domain/fees/fee_schedule.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace std::chrono;

Day day(int year_number, unsigned month_number, unsigned day_number) {
  return sys_days{year{year_number} / month{month_number} / std::chrono::day{day_number}};
}

std::vector<BeneficiaryAccount> accounts() {
  return {{"treasury", AccountHolder::treasury, {}, "7111.0.1", "KBNN-TN", "KBNN", "", 1},
          {"ward", AccountHolder::unit, UnitCode("H55.12"), "3713000001", "VCB", "UBND PHUONG", "", 5},
          {"land", AccountHolder::unit, UnitCode("H55.20"), "3713000002", "VCB", "VPDK DAT DAI", "", 9}};
}

FeeRate rate(std::string code, FeeKind kind, std::int64_t amount, Day from, std::optional<Day> to, std::size_t line) {
  FeeRate made;
  made.procedure = ProcedureCode("1.001193");
  made.code = std::move(code);
  made.kind = kind;
  made.title = "Lệ phí hộ tịch";
  made.amount = amount;
  made.unit = UnitCode("H55.12");
  made.account = kind == FeeKind::charge ? "treasury" : "ward";
  made.valid_from = from;
  made.valid_to = to;
  made.line = line;
  return made;
}

FeeRate copies_rate() {
  FeeRate made = rate("SAO", FeeKind::fee, 2'000, day(2025, 7, 1), {}, 30);
  made.basis = FeeBasis::per_copy;
  return made;
}

/// 8,000 until the end of 2025, 10,000 after; a copy costs 2,000.
FeeSchedule schedule() {
  return FeeSchedule::from_rates(
             accounts(), {rate("HT", FeeKind::charge, 10'000, day(2026, 1, 1), {}, 20),
                          rate("HT", FeeKind::charge, 8'000, day(2025, 7, 1), day(2026, 1, 1), 10), copies_rate()})
      .value();
}

std::string problems(std::vector<FeeRate> rates, std::vector<BeneficiaryAccount> owners = accounts()) {
  const auto made = FeeSchedule::from_rates(std::move(owners), std::move(rates));
  std::string out;
  if (made) return out;
  for (const FeeScheduleProblem& problem : made.error())
    out += std::to_string(problem.line) + ": " + problem.text + "\n";
  return out;
}

std::int64_t due_on(Day when, const Copies& copies = {}) {
  return total(schedule().due(ProcedureCode("1.001193"), when, copies).value());
}

std::string error_of(const base::Result<std::vector<FeeDue>>& result) { return result ? "" : result.error().code(); }

TEST(fee_schedule, the_amount_is_that_of_the_day_of_collection) {
  EXPECT_EQ(due_on(day(2025, 7, 1)), 8'000);
  EXPECT_EQ(due_on(day(2025, 12, 31)), 8'000);
  EXPECT_EQ(due_on(day(2026, 1, 1)), 10'000) << "valid_to is the first day on which it no longer holds";
}

TEST(fee_schedule, a_copy_is_paid_for_each_time) {
  EXPECT_EQ(due_on(day(2026, 1, 1), {{"SAO", 3}}), 16'000);
  EXPECT_EQ(error_of(schedule().due(ProcedureCode("1.001193"), day(2026, 1, 1), {{"HT", 2}})), "fees.copies");
  EXPECT_EQ(error_of(schedule().due(ProcedureCode("1.001193"), day(2026, 1, 1), {{"SAO", 0}})), "fees.copies");
  EXPECT_EQ(error_of(schedule().due(ProcedureCode("1.001193"), day(2026, 1, 1), {{"SAO", 100'001}})), "fees.copies");
  EXPECT_EQ(error_of(schedule().due(ProcedureCode("1.001193"), day(2026, 1, 1), {{"none", 1}})), "fees.copies");
}

TEST(fee_schedule, each_part_names_who_owns_it) {
  const auto dues = schedule().due(ProcedureCode("1.001193"), day(2026, 2, 1), {{"SAO", 1}}).value();
  ASSERT_EQ(dues.size(), 2U);
  EXPECT_EQ(dues[0], (FeeDue{"HT", FeeKind::charge, UnitCode("H55.12"), "treasury", 10'000}));
  EXPECT_EQ(dues[1], (FeeDue{"SAO", FeeKind::fee, UnitCode("H55.12"), "ward", 2'000}));
  EXPECT_EQ(schedule().account("ward")->number, "3713000001");
  EXPECT_EQ(schedule().account("nowhere"), nullptr);
}

TEST(fee_schedule, what_it_does_not_know_is_an_error_and_no_zero) {
  EXPECT_EQ(error_of(schedule().due(ProcedureCode("1.000001"), day(2026, 1, 1))), "fees.procedure");
  EXPECT_EQ(error_of(schedule().due(ProcedureCode("1.001193"), day(2025, 6, 30))), "fees.day");
}

TEST(fee_schedule, an_overlap_and_a_gap_are_named_at_their_lines) {
  EXPECT_EQ(problems({rate("HT", FeeKind::charge, 8'000, day(2025, 7, 1), day(2026, 1, 2), 10),
                      rate("HT", FeeKind::charge, 10'000, day(2026, 1, 1), {}, 20)}),
            "20: procedure 1.001193, code 'HT': from 2026-01-01 it overlaps the rate before it (line 10)\n");
  EXPECT_EQ(problems({rate("HT", FeeKind::charge, 8'000, day(2025, 7, 1), {}, 10),
                      rate("HT", FeeKind::charge, 10'000, day(2026, 1, 1), {}, 20)}),
            "20: procedure 1.001193, code 'HT': from 2026-01-01 it overlaps the rate before it (line 10)\n");
  EXPECT_EQ(problems({rate("HT", FeeKind::charge, 10'000, day(2026, 1, 1), {}, 20),
                      rate("HT", FeeKind::charge, 8'000, day(2025, 7, 1), day(2025, 12, 31), 10)}),
            "20: procedure 1.001193, code 'HT': no rate from 2025-12-31 to 2026-01-01 (line 10)\n");
}

TEST(fee_schedule, rates_of_other_codes_do_not_overlap) {
  EXPECT_EQ(problems({rate("HT", FeeKind::charge, 8'000, day(2025, 7, 1), {}, 10),
                      rate("HT2", FeeKind::fee, 8'000, day(2025, 7, 1), {}, 20)}),
            "");
}

TEST(fee_schedule, a_wrong_rate_is_named) {
  EXPECT_NE(problems({rate("HT", FeeKind::charge, 0, day(2025, 7, 1), {}, 10)}).find("10: "), std::string::npos);
  EXPECT_NE(problems({rate("HT", FeeKind::charge, 10'000'000'001, day(2025, 7, 1), {}, 10)}).find("between"),
            std::string::npos);
  EXPECT_NE(problems({rate("HT", FeeKind::charge, 1, day(2025, 7, 1), day(2025, 7, 1), 10)}).find("valid_to"),
            std::string::npos);
}

TEST(fee_schedule, the_kind_decides_whose_account_it_is) {
  FeeRate to_ward = rate("HT", FeeKind::charge, 8'000, day(2025, 7, 1), {}, 10);
  to_ward.account = "ward";
  EXPECT_NE(problems({to_ward}).find("State Treasury"), std::string::npos);
  FeeRate to_another = rate("P", FeeKind::fee, 8'000, day(2025, 7, 1), {}, 11);
  to_another.account = "land";
  EXPECT_NE(problems({to_another}).find("another Unit's"), std::string::npos);
  FeeRate to_nobody = rate("P", FeeKind::fee, 8'000, day(2025, 7, 1), {}, 12);
  to_nobody.account = "nobody";
  EXPECT_NE(problems({to_nobody}).find("12: "), std::string::npos);
  FeeRate whole_fee = rate("P", FeeKind::fee, 8'000, day(2025, 7, 1), {}, 13);
  whole_fee.account = "treasury";
  EXPECT_EQ(problems({whole_fee}), "") << "a fee of which the Unit keeps nothing";
}

TEST(fee_schedule, accounts_are_one_each_and_know_their_unit) {
  auto twice = accounts();
  twice.push_back(twice.front());
  twice.back().line = 40;
  EXPECT_EQ(problems({}, twice), "40: account 'treasury' is given twice\n");
  auto nameless = accounts();
  nameless[1].unit.reset();
  EXPECT_NE(problems({}, nameless).find("5: "), std::string::npos);
  auto coded = accounts();
  coded[1].budget_coding = "C622 TM2716";
  EXPECT_EQ(problems({}, coded), "5: account 'ward': only the Treasury's account has a budget coding\n");
  auto long_coded = accounts();
  long_coded[0].budget_coding = std::string(36, 'C');
  EXPECT_EQ(problems({}, long_coded), "1: account 'treasury': a budget coding has at most 35 characters\n");
}

Collection collected(std::int64_t amount, std::string exemption = {}) {
  return {DossierCode("H55.12-260105-0001"),
          ProcedureCode("1.001193"),
          UnitCode("H55.12"),
          day(2026, 1, 5),
          amount,
          {},
          std::move(exemption)};
}

TEST(fee_schedule, another_amount_than_the_one_due_is_named) {
  EXPECT_EQ(schedule().check(collected(10'000)).value(), std::nullopt);
  for (const std::int64_t wrong : {8'000, 0, 10'001}) {
    const auto alarm = schedule().check(collected(wrong)).value();
    ASSERT_TRUE(alarm) << wrong;
    EXPECT_EQ(name(alarm->kind), "FEE_AMOUNT_MISMATCH");
    EXPECT_EQ(alarm->severity, Severity::breach);
    EXPECT_EQ(alarm->expected, 10'000);
    EXPECT_EQ(alarm->found, wrong);
    EXPECT_EQ(base::to_vietnamese(alarm->since), "05/01/2026 00:00");
  }
}

TEST(fee_schedule, a_documented_exemption_lets_pay_less_and_never_more) {
  EXPECT_EQ(schedule().check(collected(0, "12/QĐ-UBND")).value(), std::nullopt);
  EXPECT_EQ(schedule().check(collected(5'000, "12/QĐ-UBND")).value(), std::nullopt);
  EXPECT_TRUE(schedule().check(collected(10'001, "12/QĐ-UBND")).value());
  EXPECT_TRUE(schedule().check(collected(-1, "12/QĐ-UBND")).value());
}

TEST(fee_schedule, a_collection_that_the_schedule_cannot_judge_is_an_error) {
  Collection early = collected(8'000);
  early.collected_on = day(2025, 1, 1);
  EXPECT_EQ(schedule().check(early).error().code(), "fees.day");
}

TEST(fee_rate, names_are_read_back) {
  for (const FeeKind kind : {FeeKind::fee, FeeKind::charge}) EXPECT_EQ(fee_kind_from_name(name(kind)), kind);
  for (const FeeBasis basis : {FeeBasis::per_dossier, FeeBasis::per_copy})
    EXPECT_EQ(fee_basis_from_name(name(basis)), basis);
  for (const AccountHolder holder : {AccountHolder::treasury, AccountHolder::unit})
    EXPECT_EQ(account_holder_from_name(name(holder)), holder);
  EXPECT_EQ(fee_kind_from_name("levy"), std::nullopt);
}

}  // namespace
}  // namespace lienthong::domain
