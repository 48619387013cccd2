#include "domain/fees/payment_claim.hpp"
#include "unit/domain_fees/payments.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace lienthong::domain {
namespace {

using namespace testing;

/// Two attempts, of which the first failed: every report of either is possible, wrong ones too.
PaymentClaim two_attempts() {
  PaymentClaim made = refuse_attempt(asked(), first_reference).value();
  return begin_attempt(made, attempt(second_reference, minute(15))).value();
}

rc::Gen<PaymentReport> any_report() {
  return rc::gen::exec([] {
    PaymentReport report = confirmed(*rc::gen::element<std::string>("", "PP1", "PP2"),
                                     *rc::gen::element(first_reference, second_reference, std::string("dvcOther")));
    report.proof =
        *rc::gen::element(ReportProof::signature_verified, ReportProof::own_query, ReportProof::signature_wrong);
    report.error_code = *rc::gen::element<std::string>("00", "00", "01");
    report.amount = *rc::gen::element<std::int64_t>(120'000, 120'000, 12'000);
    if (report.proof == ReportProof::own_query)
      report.state = *rc::gen::element(PlatformState::paid, PlatformState::pending, PlatformState::failed);
    return report;
  });
}

rc::Gen<std::vector<PaymentReport>> any_reports() {
  return rc::gen::resize(12, rc::gen::container<std::vector<PaymentReport>>(any_report()));
}

PaymentClaim after(const std::vector<PaymentReport>& reports) {
  PaymentClaim out = two_attempts();
  for (const PaymentReport& report : reports) tell(out, report);
  return out;
}

RC_GTEST_PROP(PaymentClaimProperty, any_order_and_repetition_gives_the_same_claim, ()) {
  const auto reports = *any_reports();
  auto arrived = reports;
  for (const PaymentReport& report : reports) {
    for (int copies = *rc::gen::inRange(0, 3); copies > 0; --copies) arrived.push_back(report);
  }
  for (std::size_t i = arrived.size(); i > 1; --i)
    std::swap(arrived[i - 1], arrived[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(after(arrived) == after(reports));
}

RC_GTEST_PROP(PaymentClaimProperty, a_refused_report_changes_nothing, ()) {
  PaymentClaim one = after(*any_reports());
  const PaymentClaim before = one;
  if (!tell(one, *any_report()).empty()) RC_ASSERT(one == before);
}

RC_GTEST_PROP(PaymentClaimProperty, what_is_paid_stays_paid_and_is_never_charged_again, ()) {
  PaymentClaim one = two_attempts();
  std::int64_t paid = 0;
  for (const PaymentReport& report : *any_reports()) {
    tell(one, report);
    RC_ASSERT(paid_amount(one) >= paid);
    paid = paid_amount(one);
    const bool chargeable = begin_attempt(one, attempt("dvcThird")).has_value();
    RC_ASSERT(chargeable == (state(one) == ClaimState::unpaid));
    RC_ASSERT(!chargeable || paid == 0);
  }
}

}  // namespace
}  // namespace lienthong::domain
