#include "sync/fees/payment_fees.hpp"

#include "payment_world.hpp"

namespace lienthong::sync {
namespace {

using namespace testing;

domain::Dossier owing(std::string fees) {
  domain::Dossier out;
  out.code = paying_dossier;
  out.facts = facts_owing(120'000);
  out.facts["fees"] = std::move(fees);
  return out;
}

constexpr domain::Day day = std::chrono::sys_days{std::chrono::year{2025} / 6 / 13};

TEST(payment_fees, each_fee_has_a_key_of_its_own) {
  const auto owed = fees_owed(owing(R"([{"name":"a","code":"X","amount":5},{"name":"b","amount":6,"kind":"charge"},
      {"name":"c","code":"X","amount":7},{"name":"free","code":"Y","amount":0}])"),
                              one_fee())
                        .value();
  ASSERT_EQ(owed.size(), 3U);
  EXPECT_EQ(owed[0].key, "X");
  EXPECT_EQ(owed[1].key, "#2");
  EXPECT_EQ(owed[1].fee, (ClaimedFee{"b", "", domain::FeeKind::charge, 6}));
  EXPECT_EQ(owed[2].key, "#3");
}

TEST(payment_fees, a_dossier_without_a_list_owes_what_the_schedule_says) {
  auto silent = owing("[]");
  silent.facts.erase("fees");
  silent.procedure = domain::ProcedureCode("1.001193");
  silent.received_at = *base::from_rfc3339("2025-06-13T00:30:00+07:00");
  const auto owed = fees_owed(silent, one_fee()).value();
  ASSERT_EQ(owed.size(), 1U);
  EXPECT_EQ(owed[0].key, one_fee().rates()[0].code);
  EXPECT_EQ(owed[0].fee.name, one_fee().rates()[0].title);
  EXPECT_EQ(owed[0].fee.amount, one_fee().rates()[0].amount);
  silent.procedure = domain::ProcedureCode("9.999999");
  EXPECT_TRUE(fees_owed(silent, one_fee()).value().empty());
}

TEST(payment_fees, one_fee_is_paid_at_a_time) {
  const auto two = owing(R"([{"name":"a","code":"X","amount":5},{"name":"b","code":"Y","amount":6}])");
  EXPECT_EQ(fee_to_pay(two, one_fee(), "Y").value().fee.amount, 6);
  EXPECT_EQ(fee_to_pay(two, one_fee(), "").error().code(), "payment.fee_needed");
  EXPECT_EQ(fee_to_pay(two, one_fee(), "Z").error().code(), "payment.fee");
  EXPECT_EQ(fee_to_pay(owing("[]"), one_fee(), "").error().code(), "payment.nothing_due");
  EXPECT_EQ(fee_to_pay(owing("5"), one_fee(), "").error().code(), "payment.fees");
  EXPECT_EQ(fee_to_pay(owing(R"([{"name":"a"}])"), one_fee(), "").error().code(), "payment.fees");
}

TEST(payment_fees, the_account_is_the_schedule_s) {
  const ClaimedFee fee{"Lệ phí hộ tịch", "LPHT", domain::FeeKind::fee, 120'000};
  const auto bill = payment_bill(owing("[]"), fee, one_fee(), day).value();
  EXPECT_EQ(bill.beneficiary.account, "3713000001");
  EXPECT_EQ(bill.service.code, "1.001193.01");
  EXPECT_EQ(bill.purpose, "THANH TOAN HO SO H55.12-250613-0001");
  EXPECT_EQ(bill.unit.name, "H55.12") << "no agency is stated, and none is invented";
  ClaimedFee other = fee;
  other.code = "OTHER";
  EXPECT_EQ(payment_bill(owing("[]"), other, one_fee(), day).error().code(), "payment.beneficiary");
  EXPECT_EQ(payment_bill(owing("[]"), fee, one_fee(), day - std::chrono::days{900}).error().code(),
            "payment.beneficiary");
  auto nameless = owing("[]");
  nameless.facts.erase("applicant");
  EXPECT_EQ(payment_bill(nameless, fee, one_fee(), day).error().code(), "payment.dossier");
}

TEST(payment_fees, references_hold_no_sign_and_the_time_has_24_hours) {
  base::SeededRandom random(1);
  const auto afternoon = base::from_rfc3339("2025-06-13T13:05:09.900+07:00").value();
  EXPECT_EQ(payment_time_text(afternoon), "20250613130509");
  EXPECT_EQ(payment_reference(peer::ReferenceForm::dossier_and_time, paying_dossier, afternoon, random),
            "dvcH5512250613000120250613130509");
  const auto reference = payment_reference(peer::ReferenceForm::short_random, paying_dossier, afternoon, random);
  EXPECT_EQ(reference.size(), 20U);
  EXPECT_EQ(reference.substr(0, 12), "250613130509");
  EXPECT_NE(reference, payment_reference(peer::ReferenceForm::short_random, paying_dossier, afternoon, random));
}

}  // namespace
}  // namespace lienthong::sync
