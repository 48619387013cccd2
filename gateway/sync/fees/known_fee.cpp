#include "sync/fees/known_fee.hpp"

#include "codec/json.hpp"
#include "sync/fees/payment_fees.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace lienthong::sync {
namespace {

using domain::Day;
using domain::Dossier;
using domain::FeeRate;
using domain::FeeSchedule;

std::string text_of(const codec::Value& record, std::string_view name) {
  const codec::Value* value = record.find(name);
  return value == nullptr ? std::string() : std::string(value->scalar());
}

std::string applicant_name(const Dossier& dossier) {
  const auto fact = dossier.facts.find("applicant");
  if (fact == dossier.facts.end()) return {};
  codec::Arena arena;
  const auto applicant = codec::read_json(fact->second, arena);
  return applicant ? text_of(*applicant, "name") : std::string();
}

/// The rate of the fee; of a fee without a code the only one that the procedure has.
const FeeRate* rate_of(const FeeSchedule& schedule, const Dossier& dossier, std::string_view code, Day day) {
  const FeeRate* only = nullptr;
  for (const FeeRate& rate : schedule.rates()) {
    const bool holds = rate.valid_from <= day && (!rate.valid_to || day < *rate.valid_to);
    const bool fits = rate.procedure == dossier.procedure && (code.empty() || rate.code == code);
    if (!holds || !fits) continue;
    if (only != nullptr) return nullptr;
    only = &rate;
  }
  return only;
}

/// What the schedule says: of a fee by the copy, so many whole copies as come nearest to what was asked.
std::int64_t due_of(const FeeRate& rate, std::int64_t asked) {
  if (rate.basis == domain::FeeBasis::per_dossier) return rate.amount;
  return std::max<std::int64_t>(1, (asked + rate.amount / 2) / rate.amount) * rate.amount;
}

/// What every fee of a dossier has in common.
class DossierFees {
 public:
  DossierFees(const Dossier& dossier, const FeeSchedule& schedule)
      : dossier_(&dossier), schedule_(&schedule), asked_on_(fee_day(dossier)), payer_(applicant_name(dossier)) {}

  [[nodiscard]] KnownFee fee(const OwedFee& owed, int serial) const {
    KnownFee out;
    out.id = claim_subject({dossier_->code, owed.key, serial});
    out.dossier = dossier_->code;
    out.unit = domain::UnitCode(dossier_->code.value().substr(0, dossier_->code.value().find('-')));
    out.kind = owed.fee.kind;
    out.due = out.asked = owed.fee.amount;
    out.asked_on = asked_on_;
    out.payer = payer_;
    out.status = dossier_->status.value_or(domain::Status::registered);
    if (const FeeRate* rate = rate_of(*schedule_, *dossier_, owed.fee.code, asked_on_)) {
      out.unit = rate->unit;
      out.kind = rate->kind;
      out.account = rate->account;
      out.due = due_of(*rate, owed.fee.amount);
    }
    return out;
  }

 private:
  const Dossier* dossier_;
  const FeeSchedule* schedule_;
  Day asked_on_;
  std::string payer_;
};

/// The date that the platform's time begins with; its hour may be of a 12-hour clock, its date is not.
std::optional<Day> day_of_payment(const domain::PaymentReport& report) {
  const std::string& text = report.time_text;
  unsigned date = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + std::min<std::size_t>(8, text.size()), date);
  if (text.size() != 14 || error != std::errc{} || end != text.data() + 8) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(date / 10'000)},
                                        std::chrono::month{date / 100 % 100}, std::chrono::day{date % 100}};
  if (!day.ok()) return std::nullopt;
  return Day{day};
}

void add_claim(KnownFee& fee, const StoredClaim& claim) {
  fee.asked = claim.claim.amount;
  // Who was asked before the claim was made (a dossier that came late to the gateway) may have paid before it, too.
  fee.asked_on = std::min(fee.asked_on, vietnamese_day(claim.claimed_at));
  fee.paid = paid_amount(claim.claim);
  if (fee.paid > 0)
    fee.payments = static_cast<int>(std::max<std::int64_t>(1, fee.paid / std::max<std::int64_t>(1, fee.asked)));
  for (const domain::PaymentAttempt& attempt : claim.claim.attempts) {
    fee.references.push_back(attempt.reference);
    for (const domain::PaymentReport& report : attempt.reports) {
      if (!report.transaction.empty()) fee.references.push_back(report.transaction);
      if (meaning(report) == domain::PlatformState::paid && !fee.paid_on)
        fee.paid_on = day_of_payment(report).value_or(vietnamese_day(attempt.requested_at));
    }
  }
}

/// What the dossier itself says of its payment, for fees that the platform knows nothing of.
void add_stated_payment(const Dossier& dossier, std::optional<base::Instant> at, KnownFee& fee) {
  const auto fact = dossier.facts.find("payment");
  if (fee.paid > 0 || fact == dossier.facts.end()) return;
  const bool at_counter = fact->second == "\"recorded_offline\"";
  if (!at_counter && fact->second != "\"paid_online\"") return;
  fee.paid = fee.asked;
  fee.payments = 1;
  fee.paid_by = at_counter ? domain::PaidBy::counter : domain::PaidBy::platform;
  fee.paid_on = at ? vietnamese_day(*at) : fee.asked_on;
}

}  // namespace

Day vietnamese_day(base::Instant at) { return std::chrono::floor<std::chrono::days>(at + base::vietnam_offset); }

std::vector<KnownFee> fees_of(const Dossier& dossier, std::optional<base::Instant> stated_paid_at,
                              std::span<const StoredClaim> claims, const FeeSchedule& schedule) {
  const DossierFees of_dossier(dossier, schedule);
  const std::vector<OwedFee> owed = fees_owed(dossier, schedule).value_or(std::vector<OwedFee>{});
  std::vector<KnownFee> out;
  std::set<std::string> claimed;
  for (const StoredClaim& claim : claims) {
    const bool void_claim = state(claim.claim) == domain::ClaimState::cancelled && paid_amount(claim.claim) == 0;
    if (void_claim) continue;
    claimed.insert(claim.key.fee);
    KnownFee fee = of_dossier.fee({claim.key.fee, claim.fee}, claim.key.serial);
    add_claim(fee, claim);
    out.push_back(std::move(fee));
  }
  for (const OwedFee& one : owed) {
    if (!claimed.contains(one.key)) out.push_back(of_dossier.fee(one, 1));
  }
  for (KnownFee& fee : out) add_stated_payment(dossier, stated_paid_at, fee);
  std::ranges::sort(out, std::less<>(), &KnownFee::id);
  return out;
}

domain::ExpectedPayment expected_payment(const KnownFee& fee) {
  domain::ExpectedPayment out;
  out.id = fee.id;
  out.dossier = fee.dossier;
  out.references = fee.references;
  out.amount = fee.asked;
  out.asked_on = fee.asked_on;
  if (fee.paid > 0) (fee.paid_by == domain::PaidBy::counter ? out.counter_paid_on : out.platform_paid_on) = fee.paid_on;
  out.payer = fee.payer;
  return out;
}

std::optional<domain::FeeAlarm> amount_alarm(const KnownFee& fee) {
  const std::int64_t found = fee.payments == 1 ? fee.paid : fee.asked;
  if (found == fee.due) return std::nullopt;
  domain::FeeAlarm out;
  out.kind = domain::FeeAlarmKind::fee_amount_mismatch;
  out.since = base::Instant{fee.paid_on.value_or(fee.asked_on)} - base::vietnam_offset;
  out.unit = fee.unit;
  out.dossier = fee.dossier;
  out.expected = fee.due;
  out.found = found;
  return out;
}

}  // namespace lienthong::sync
