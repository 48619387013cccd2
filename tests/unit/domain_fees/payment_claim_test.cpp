#include "domain/fees/payment_claim.hpp"

#include "unit/domain_fees/payments.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using namespace std::chrono_literals;

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? "" : result.error().code();
}

/// As late, or as early, as the policy allows.
class Edge final : public base::Random {
 public:
  enum class Side { low, high };
  explicit Edge(Side side) : side_(side) {}
  std::int64_t between(std::int64_t low, std::int64_t high) override { return side_ == Side::low ? low : high; }

 private:
  Side side_;
};

NextQuery next(const PaymentClaim& of, base::Instant now, Edge::Side side = Edge::Side::high) {
  Edge edge(side);
  return next_query(of, {}, now, edge);
}

TEST(payment_claim, waits_after_init_and_is_paid_by_a_confirmation) {
  EXPECT_EQ(state(claim()), ClaimState::unpaid);
  PaymentClaim one = asked();
  EXPECT_EQ(state(one), ClaimState::waiting);
  EXPECT_EQ(tell(one, confirmed()), "");
  EXPECT_EQ(state(one), ClaimState::paid);
  EXPECT_EQ(vietnamese(state(one)), "Đã thanh toán");
  EXPECT_EQ(paid_amount(one), 120'000);
  EXPECT_EQ(refund_due(one), 0);
}

TEST(payment_claim, a_repeated_confirmation_and_an_answer_of_the_same_transaction_pay_once) {
  PaymentClaim one = asked();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(tell(one, confirmed()), "");
  EXPECT_EQ(tell(one, answered(PlatformState::paid)), "");
  EXPECT_EQ(paid_amount(one), 120'000);
}

TEST(payment_claim, two_transactions_are_paid_twice_and_one_is_owed_back) {
  PaymentClaim one = asked();
  tell(one, confirmed("PP1"));
  tell(one, confirmed("PP2"));
  EXPECT_EQ(paid_amount(one), 240'000);
  EXPECT_EQ(refund_due(one), 120'000);
  one = refund(one, {"HT01", 120'000, minute(9)}).value();
  EXPECT_EQ(refund_due(one), 0);
  EXPECT_EQ(state(one), ClaimState::paid);
}

TEST(payment_claim, what_the_platform_does_not_know_is_neither_paid_nor_free_to_be_charged_again) {
  PaymentClaim one = asked();
  tell(one, answered(PlatformState::pending));
  EXPECT_EQ(state(one), ClaimState::waiting);
  EXPECT_EQ(code_of(begin_attempt(one, attempt(second_reference))), "payment.open");
  tell(one, answered(PlatformState::failed));
  EXPECT_EQ(state(one), ClaimState::unpaid);
  EXPECT_EQ(code_of(begin_attempt(one, attempt(second_reference))), "");
}

TEST(payment_claim, only_code_00_with_state_1_is_paid_and_only_state_4_is_failed) {
  PaymentReport report = answered(PlatformState::paid);
  report.error_code = "99";
  EXPECT_EQ(meaning(report), PlatformState::pending);
  report.state.reset();
  EXPECT_EQ(meaning(report), PlatformState::pending) << "a confirmation with an undocumented code";
  EXPECT_EQ(meaning(answered(PlatformState::failed)), PlatformState::failed);
  EXPECT_EQ(meaning(answered(PlatformState::pending)), PlatformState::pending);
  EXPECT_EQ(meaning(confirmed()), PlatformState::paid);
}

TEST(payment_claim, a_late_confirmation_of_a_failed_attempt_counts_beside_the_next_one) {
  PaymentClaim one = asked();
  tell(one, answered(PlatformState::failed));
  one = begin_attempt(one, attempt(second_reference, minute(15))).value();
  tell(one, confirmed("PP2", second_reference));
  EXPECT_EQ(refund_due(one), 0);
  tell(one, confirmed("PP1", first_reference));
  EXPECT_EQ(refund_due(one), 120'000);
}

TEST(payment_claim, an_attempt_that_the_platform_refused_frees_the_claim) {
  PaymentClaim one = refuse_attempt(asked(), first_reference).value();
  EXPECT_EQ(state(one), ClaimState::unpaid);
  EXPECT_EQ(code_of(begin_attempt(one, attempt(second_reference))), "");
  EXPECT_EQ(code_of(refuse_attempt(one, second_reference)), "payment.attempt");
}

/// The reference repeats after twelve hours, because its clock does (rules 4.5).
TEST(payment_claim, a_reference_is_used_once) {
  PaymentClaim one = refuse_attempt(asked(), first_reference).value();
  EXPECT_EQ(code_of(begin_attempt(one, attempt(first_reference, minute(720)))), "payment.reference");
  EXPECT_EQ(code_of(begin_attempt(claim(), attempt(""))), "payment.attempt");
}

TEST(payment_claim, a_paid_or_cancelled_claim_is_not_charged) {
  PaymentClaim one = asked();
  tell(one, confirmed());
  EXPECT_EQ(code_of(begin_attempt(one, attempt(second_reference))), "payment.paid");
  EXPECT_EQ(code_of(begin_attempt(cancel(claim(), minute(1)).value(), attempt(second_reference))), "payment.cancelled");
}

TEST(payment_claim, what_is_paid_although_cancelled_is_owed_back_whole) {
  PaymentClaim one = cancel(asked(), minute(1)).value();
  EXPECT_EQ(state(one), ClaimState::cancelled);
  tell(one, confirmed());
  EXPECT_EQ(state(one), ClaimState::paid);
  EXPECT_EQ(refund_due(one), 120'000);
  EXPECT_EQ(code_of(cancel(one, minute(2))), "payment.paid");
  one = refund(one, {"HT01", 120'000, minute(3)}).value();
  EXPECT_EQ(state(one), ClaimState::refunded);
}

TEST(payment_claim, a_refund_has_a_number_and_never_exceeds_what_was_paid) {
  EXPECT_EQ(code_of(refund(asked(), {"HT01", 1, minute(1)})), "payment.refund");
  PaymentClaim one = asked();
  tell(one, confirmed());
  EXPECT_EQ(code_of(refund(one, {"", 1, minute(1)})), "payment.refund");
  EXPECT_EQ(code_of(refund(one, {"HT01", 0, minute(1)})), "payment.refund");
  EXPECT_EQ(code_of(refund(one, {"HT01", 120'001, minute(1)})), "payment.refund");
  one = refund(one, {"HT01", 20'000, minute(1)}).value();
  EXPECT_EQ(refund(one, {"HT01", 20'000, minute(2)}).value(), one) << "the same refund told twice";
  EXPECT_EQ(code_of(refund(one, {"HT01", 30'000, minute(2)})), "payment.refund");
  EXPECT_EQ(state(one), ClaimState::paid);
}

TEST(payment_report, what_belongs_nowhere_is_refused_by_name) {
  PaymentClaim one = asked();
  const PaymentClaim before = one;
  const auto refused = [&](auto change) {
    PaymentReport report = confirmed();
    change(report);
    return tell(one, report);
  };
  using R = PaymentReport;
  EXPECT_EQ(refused([](R& r) { r.proof = ReportProof::signature_wrong; }), "PAYMENT_WRONG_CHECKSUM");
  EXPECT_EQ(refused([](R& r) { r.reference += "1"; }), "PAYMENT_UNKNOWN_REFERENCE");
  EXPECT_EQ(refused([](R& r) { r.partner = "DOITAC02"; }), "PAYMENT_WRONG_PARTNER");
  EXPECT_EQ(refused([](R& r) { r.currency = "USD"; }), "PAYMENT_WRONG_CURRENCY");
  EXPECT_EQ(refused([](R& r) { r.amount = 12'000; }), "PAYMENT_WRONG_AMOUNT");
  EXPECT_EQ(one, before);
}

TEST(payment_report, the_amount_tells_two_claims_of_one_reference_apart) {
  std::vector<PaymentClaim> both{asked(), asked()};
  both[0].amount = 50'000;
  const auto target = find_target(both, confirmed());
  ASSERT_TRUE(std::holds_alternative<ReportTarget>(target));
  EXPECT_EQ(std::get<ReportTarget>(target).claim, 1U);
  both[0].amount = 120'000;
  EXPECT_EQ(std::get<ReportRefusal>(find_target(both, confirmed())), ReportRefusal::ambiguous_reference);
}

TEST(payment_query, repeats_the_time_text_of_init_as_it_was_sent) {
  PaymentClaim one = claim();
  PaymentAttempt afternoon = attempt(first_reference);
  afternoon.time_text = "20250613011500";  // 13:15 on a 12-hour clock
  one = begin_attempt(one, afternoon).value();
  EXPECT_EQ(next(one, minute(0)), NextQuery(AskAt{minute(30), first_reference, "20250613011500"}));
}

TEST(payment_query, begins_after_half_an_hour_and_at_once_after_status_3) {
  PaymentClaim one = asked();
  EXPECT_EQ(std::get<AskAt>(next(one, minute(0))).at, minute(30));
  EXPECT_EQ(std::get<AskAt>(next(one, minute(45))).at, minute(45)) << "never in the past";
  tell(one, answered(PlatformState::pending));
  EXPECT_EQ(std::get<AskAt>(next(one, minute(0))).at, minute(1));
}

TEST(payment_query, backs_off_up_to_six_hours) {
  PaymentClaim one = asked();
  std::vector<int> minutes;
  for (int i = 1; i <= 7; ++i) {
    one = note_query(one, first_reference, minute(30)).value();
    minutes.push_back(static_cast<int>((std::get<AskAt>(next(one, minute(30))).at - minute(30)) / 1min));
  }
  EXPECT_EQ(minutes, (std::vector<int>{3, 9, 27, 81, 243, 360, 360}));
  EXPECT_EQ(std::get<AskAt>(next(one, minute(30), Edge::Side::low)).at, minute(31));
}

TEST(payment_query, gives_up_after_three_days_and_says_so) {
  const PaymentClaim one = asked();
  EXPECT_TRUE(std::holds_alternative<AskAt>(next(one, minute(0) + 72h - 1ms)));
  EXPECT_EQ(next(one, minute(0) + 72h), NextQuery(ForAPerson{first_reference}));
}

TEST(payment_query, asks_nothing_when_the_end_is_known) {
  EXPECT_EQ(next(claim(), minute(0)), NextQuery(NothingToAsk{}));
  PaymentClaim paid = asked();
  tell(paid, confirmed());
  EXPECT_EQ(next(paid, minute(60)), NextQuery(NothingToAsk{}));
  PaymentClaim failed = asked();
  tell(failed, answered(PlatformState::failed));
  EXPECT_EQ(next(failed, minute(60)), NextQuery(NothingToAsk{}));
  EXPECT_EQ(next(refuse_attempt(asked(), first_reference).value(), minute(60)), NextQuery(NothingToAsk{}));
  EXPECT_TRUE(std::holds_alternative<AskAt>(next(cancel(asked(), minute(1)).value(), minute(60))))
      << "a cancelled claim may still have been paid";
  EXPECT_EQ(code_of(note_query(claim(), first_reference, minute(1))), "payment.attempt");
}

}  // namespace
}  // namespace lienthong::domain
