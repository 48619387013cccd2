#include "sync/fees/payment_desk.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "domain/dossier.hpp"
#include "runtime/callback.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <utility>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using domain::ReportRefusal;
using peer::PaymentVerdict;

constexpr int references_tried = 5;
constexpr std::size_t refused_bytes_kept = 64 * 1024;

bool has_attempt(const StoredClaim& claim, std::string_view reference) {
  return std::ranges::find(claim.claim.attempts, reference, &domain::PaymentAttempt::reference) !=
         claim.claim.attempts.end();
}

tl::unexpected<base::Error> unknown_payment() {
  return base::fail(ErrorKind::not_found, "payment.unknown", "no payment has that reference");
}

/// Runs `act` on the claim that has the attempt.
template <class Act>
PaymentClaims::Decide on_claim(std::string reference, Act act) {
  return
      [reference = std::move(reference), act](const std::vector<StoredClaim>& claims) -> Result<storage::UnitOfWork> {
        for (const StoredClaim& claim : claims) {
          if (has_attempt(claim, reference)) return act(claim);
        }
        return unknown_payment();
      };
}

}  // namespace

PaymentDesk::PaymentDesk(Parts parts, std::function<void()> changed)
    : parts_(std::move(parts)), claims_(parts_.store), changed_(std::move(changed)) {}

awaitable<Result<domain::Dossier>> PaymentDesk::load(domain::DossierCode code) const {
  auto record = co_await runtime::await_callback<storage::DossierRecord>(
      [&](auto done) { parts_.store.load(code, std::move(done)); });
  if (!record) co_return base::fail(std::move(record).error());
  if (record->version == 0) co_return base::fail(ErrorKind::not_found, "dossier.unknown", "no dossier of that code");
  co_return domain::fold(record->events, parts_.authority);
}

awaitable<Result<void>> PaymentDesk::choose_reference(peer::PaymentOrder& order, domain::PaymentAttempt& attempt,
                                                      domain::DossierCode dossier) {
  for (int tried = 0; tried < references_tried; ++tried) {
    const base::Instant now = parts_.clock.now();
    std::string reference = payment_reference(parts_.platform.manifest().reference, dossier, now, parts_.random);
    auto holders = co_await claims_.with_key(claim_reference_key(reference));
    if (!holders) co_return base::fail(std::move(holders).error());
    if (holders->empty() && beginning_.insert(reference).second) {
      order.reference = attempt.reference = std::move(reference);
      order.time_text = attempt.time_text = payment_time_text(now);
      attempt.requested_at = now;
      co_return Result<void>();
    }
    boost::asio::steady_timer second(parts_.executor, std::chrono::seconds{1});
    co_await second.async_wait(runtime::nothrow);
  }
  co_return base::fail(ErrorKind::transient, "payment.reference", "every reference of this second is in use");
}

Result<peer::PaymentOrder> PaymentDesk::order_of(const domain::Dossier& dossier, const OwedFee& owed) const {
  const auto today = std::chrono::floor<std::chrono::days>(parts_.clock.now() + base::vietnam_offset);
  auto bill = payment_bill(dossier, owed.fee, parts_.schedule, today);
  if (!bill) return base::fail(std::move(bill).error());
  peer::PaymentOrder order;
  order.amount = owed.fee.amount;
  order.description = bill->purpose;
  order.bill = std::move(*bill);
  return order;
}

awaitable<Result<PaymentDesk::Begun>> PaymentDesk::begin(domain::Dossier dossier, OwedFee owed, std::string return_url,
                                                         OpenedBy by) {
  auto order = order_of(dossier, owed);
  if (!order) co_return base::fail(std::move(order).error());
  Begun begun{std::move(*order), {}};
  begun.order.return_url = std::move(return_url);
  auto claims = co_await of_dossier(dossier.code);
  if (!claims) co_return base::fail(std::move(claims).error());
  if (auto may = may_begin(*claims, dossier.code, owed); !may) co_return base::fail(std::move(may).error());
  domain::PaymentAttempt attempt;
  attempt.partner = parts_.platform.partner();
  auto chosen = co_await choose_reference(begun.order, attempt, dossier.code);
  if (!chosen) co_return base::fail(std::move(chosen).error());
  auto stored = co_await claims_.decide(
      claim_dossier_key(dossier.code), [&](const std::vector<StoredClaim>& claims) -> Result<storage::UnitOfWork> {
        auto work = begin_payment(claims, dossier.code, owed, attempt);
        if (!work) return work;
        begun.key = claim_key(work->journal.back().subject).value();
        if (by == OpenedBy::portal)
          work->journal.push_back(offered_entry(begun.key, attempt.reference, attempt.requested_at));
        return work;
      });
  beginning_.erase(attempt.reference);
  if (!stored) co_return base::fail(std::move(stored).error());
  co_return begun;
}

awaitable<Result<BegunPayment>> PaymentDesk::open(PaymentRequest request, base::Deadline deadline) {
  auto dossier = co_await load(request.dossier);
  if (!dossier) co_return base::fail(std::move(dossier).error());
  auto owed = fee_to_pay(*dossier, parts_.schedule, request.fee);
  if (!owed) co_return base::fail(std::move(owed).error());
  auto begun = co_await begin(std::move(*dossier), std::move(*owed), std::move(request.return_url), OpenedBy::us);
  if (!begun) co_return base::fail(std::move(begun).error());
  auto opening = co_await parts_.platform.open(begun->order, deadline);
  auto settled = co_await settle(*begun, std::move(opening), deadline);
  changed_();
  co_return settled;
}

awaitable<Result<std::optional<peer::PaymentOrder>>> PaymentDesk::offer(domain::DossierCode code) {
  auto dossier = co_await load(code);
  if (!dossier) co_return base::fail(std::move(dossier).error());
  auto fees = fees_owed(*dossier, parts_.schedule);
  if (!fees) co_return base::fail(std::move(fees).error());
  auto claims = co_await of_dossier(code);
  if (!claims) co_return base::fail(std::move(claims).error());
  for (const OwedFee& owed : *fees) {
    if (const domain::PaymentAttempt* offered = offered_attempt(*claims, owed)) {
      auto order = order_of(*dossier, owed);
      if (!order) co_return base::fail(std::move(order).error());
      order->reference = offered->reference;
      order->time_text = offered->time_text;
      co_return std::optional(std::move(*order));
    }
    auto begun = co_await begin(*dossier, owed, {}, OpenedBy::portal);
    changed_();
    if (begun) co_return std::optional(std::move(begun->order));
    // Paid, or opened by us: another fee of the dossier may be to pay.
    if (begun.error().kind() != ErrorKind::conflict) co_return base::fail(std::move(begun).error());
  }
  co_return std::optional<peer::PaymentOrder>();
}

awaitable<Result<BegunPayment>> PaymentDesk::settle(const Begun& begun, peer::PaymentOpening opening,
                                                    base::Deadline deadline) {
  const std::string& reference = begun.order.reference;
  const base::Instant now = parts_.clock.now();
  if (auto* opened = std::get_if<peer::PaymentOpened>(&opening)) {
    // When it cannot be stored the citizen can still pay: only the address is forgotten.
    auto noted = co_await claims_.note(opened_entry(begun.key, reference, opened->url, now));
    if (!noted)
      base::log(base::LogLevel::warning, "the address of a payment was not kept",
                {{"error", noted.error().describe()}});
    co_return BegunPayment{reference, std::move(opened->url)};
  }
  if (const auto* refused = std::get_if<peer::PaymentRefused>(&opening)) {
    auto noted = co_await claims_.note(refused_entry(begun.key, reference, refused->code, now));
    if (!noted) co_return base::fail(std::move(noted).error());
    co_return base::fail(base::Error(ErrorKind::conflict, "payment.refused", "the payment platform took no order")
                             .with("code", refused->code)
                             .peer_said(refused->peer_text));
  }
  if (const auto* unsent = std::get_if<peer::PaymentNotSent>(&opening)) {
    auto noted = co_await claims_.note(refused_entry(begun.key, reference, unsent->error.code(), now));
    if (!noted) co_return base::fail(std::move(noted).error());
    base::log(base::LogLevel::warning, "a payment was not asked for", {{"error", unsent->error.describe()}});
    const ErrorKind kind = unsent->error.kind() == ErrorKind::invalid ? ErrorKind::invalid : ErrorKind::transient;
    co_return base::fail(kind, "payment.not_sent", "the payment platform was not reached: " + unsent->error.code());
  }
  base::log(base::LogLevel::warning, "nobody knows whether a payment was opened; the platform is asked",
            {{"reason", std::get<peer::PaymentUnknown>(opening).reason}});
  auto asked = co_await ask(reference, begun.order.time_text, deadline);
  if (!asked) base::log(base::LogLevel::warning, "the platform did not say", {{"error", asked.error().describe()}});
  co_return BegunPayment{reference, {}};
}

std::variant<TakenReport, ReportRefusal> PaymentDesk::judge(const std::vector<StoredClaim>& claims,
                                                            const domain::PaymentReport& report) const {
  // This signature does not cover the number: under another one it may be the same confirmation, changed by somebody.
  const bool is_number_proved = parts_.platform.manifest().profile == peer::PaymentProfile::digest ||
                                report.proof == domain::ReportProof::own_query;
  if (!is_number_proved && paid_otherwise(claims, report)) return ReportRefusal::wrong_checksum;
  return take_payment_report(claims, report, parts_.clock.now());
}

awaitable<Result<std::optional<ReportRefusal>>> PaymentDesk::take(domain::PaymentReport report) {
  std::optional<ReportRefusal> refusal;
  auto stored = co_await claims_.decide(claim_reference_key(report.reference),
                                        [&](const std::vector<StoredClaim>& claims) -> Result<storage::UnitOfWork> {
                                          auto taken = judge(claims, report);
                                          if (auto* good = std::get_if<TakenReport>(&taken))
                                            return std::move(good->work);
                                          refusal = std::get<ReportRefusal>(taken);
                                          return base::fail(ErrorKind::invalid, "payment.report",
                                                            std::string(domain::name(*refusal)));
                                        });
  if (refusal) co_return refusal;
  if (!stored) co_return base::fail(std::move(stored).error());
  changed_();
  co_return std::optional<ReportRefusal>();
}

awaitable<peer::Reply> PaymentDesk::hear(std::string body) {
  const auto reference = parts_.platform.reference_of(body);
  auto claims = co_await claims_.with_key(claim_reference_key(reference.value_or("")));
  if (!claims) co_return parts_.platform.answer(body, PaymentVerdict::try_again);
  const auto held = claims->empty() ? std::nullopt : std::optional(claims->front().claim.amount);
  auto report = parts_.platform.hear(body, held);
  if (!report) {
    auto reply = parts_.platform.answer(body, PaymentVerdict::malformed);
    co_await keep_refused(report.error().code(), report.error().describe(), std::move(body));
    co_return reply;
  }
  auto taken = co_await take(std::move(*report));
  if (!taken) co_return parts_.platform.answer(body, PaymentVerdict::try_again);
  if (!*taken) co_return parts_.platform.answer(body, PaymentVerdict::taken);
  auto reply = parts_.platform.answer(body, peer::verdict_of(**taken));
  co_await keep_refused(std::string(domain::name(**taken)), "a payment report changes nothing", std::move(body));
  co_return reply;
}

awaitable<peer::Reply> PaymentDesk::refuse(std::string received, base::Error why) {
  if (why.kind() == ErrorKind::transient) co_return parts_.platform.answer(received, PaymentVerdict::try_again);
  auto reply = parts_.platform.answer(received, PaymentVerdict::malformed);
  co_await keep_refused(why.code(), why.describe(), std::move(received));
  co_return reply;
}

awaitable<Result<void>> PaymentDesk::ask(std::string reference, std::string time_text, base::Deadline deadline) {
  auto answer = co_await parts_.platform.query({reference, std::move(time_text)}, deadline);
  if (!answer) co_return base::fail(std::move(answer).error());
  if (!answer->report) {
    co_await keep_unfit_answer(reference, answer->report.error(), std::move(answer->raw));
    co_return base::fail(std::move(answer->report).error());
  }
  auto taken = co_await take(std::move(*answer->report));
  if (!taken) co_return base::fail(std::move(taken).error());
  if (!*taken) {
    unfit_answers_.erase(reference);
    co_return Result<void>();
  }
  const std::string reason(domain::name(**taken));
  co_await keep_unfit_answer(reference, base::Error(ErrorKind::invalid, reason, "the answer does not fit its claim"),
                             std::move(answer->raw));
  co_return base::fail(ErrorKind::invalid, "payment.report", reason);
}

awaitable<Result<std::optional<base::Instant>>> PaymentDesk::paid_since(domain::DossierCode code) const {
  auto dossier = co_await load(code);
  if (!dossier) co_return base::fail(std::move(dossier).error());
  auto claims = co_await of_dossier(code);
  if (!claims) co_return base::fail(std::move(claims).error());
  // A list of fees that cannot be read asks for nothing.
  co_return all_paid_at(*claims, fees_owed(*dossier, parts_.schedule).value_or(std::vector<OwedFee>()));
}

awaitable<Result<StoredClaim>> PaymentDesk::find(std::string reference) const {
  auto claims = co_await claims_.with_key(claim_reference_key(reference));
  if (!claims) co_return base::fail(std::move(claims).error());
  const auto found = std::ranges::find_if(*claims, [&](const StoredClaim& one) { return has_attempt(one, reference); });
  if (found == claims->end()) co_return unknown_payment();
  co_return std::move(*found);
}

awaitable<Result<std::vector<StoredClaim>>> PaymentDesk::of_dossier(domain::DossierCode dossier) const {
  co_return co_await claims_.with_key(claim_dossier_key(dossier));
}

awaitable<Result<std::string>> PaymentDesk::bill(std::string reference, base::Deadline deadline) {
  auto claim = co_await find(reference);
  if (!claim) co_return base::fail(std::move(claim).error());
  const auto attempt = std::ranges::find(claim->claim.attempts, reference, &domain::PaymentAttempt::reference);
  co_return co_await parts_.platform.bill({reference, attempt->time_text}, deadline);
}

awaitable<Result<void>> PaymentDesk::cancel(std::string reference, std::string reason) {
  auto done = co_await claims_.decide(
      claim_reference_key(reference),
      on_claim(reference, [&](const StoredClaim& claim) { return cancel_payment(claim, reason, parts_.clock.now()); }));
  changed_();
  co_return done;
}

awaitable<Result<void>> PaymentDesk::refund(std::string reference, domain::Refund given) {
  given.at = parts_.clock.now();
  auto done = co_await claims_.decide(
      claim_reference_key(reference),
      on_claim(reference, [&](const StoredClaim& claim) { return refund_payment(claim, given); }));
  changed_();
  co_return done;
}

awaitable<void> PaymentDesk::keep_unfit_answer(const std::string& reference, const base::Error& why, std::string raw) {
  const std::string digest = base::sha256_hex(raw);
  if (std::exchange(unfit_answers_[reference], digest) == digest) co_return;
  co_await keep_refused(why.code(), why.describe(), std::move(raw));
}

awaitable<void> PaymentDesk::keep_refused(std::string reason, std::string detail, std::string raw) {
  storage::RefusedRecord record;
  record.source = parts_.platform.manifest().id;
  record.kind = "payment.report";
  record.reason = std::move(reason);
  record.detail = std::move(detail);
  record.raw_size = raw.size();
  record.raw = std::move(raw);
  record.raw.resize(std::min(record.raw.size(), refused_bytes_kept));
  record.received_at = parts_.clock.now();
  base::log(base::LogLevel::warning, "message refused",
            {{"link", record.source.value()}, {"kind", record.kind}, {"reason", record.reason}});
  co_await parts_.intake.keep_refused(std::move(record));
}

}  // namespace lienthong::sync
