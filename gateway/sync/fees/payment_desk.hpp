#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "domain/authority.hpp"
#include "peer/payment_platform.hpp"
#include "storage/store.hpp"
#include "sync/fees/payment_claims.hpp"
#include "sync/fees/payment_decisions.hpp"
#include "sync/intake.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace lienthong::sync {

struct PaymentRequest {
  domain::DossierCode dossier;
  std::string fee;         ///< its key; empty: the only one
  std::string return_url;  ///< where the citizen comes back to
};
struct BegunPayment {
  std::string reference;
  std::string url;  ///< empty: nobody knows yet whether the platform took the order
};

/// What a person or the platform wants of a payment. An attempt is on disk before the platform hears of it, and no
/// second one is begun while one may still be paid. Single executor.
class PaymentDesk {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    storage::Store& store;
    const base::Clock& clock;
    base::Random& random;
    Intake& intake;  ///< keeps what is refused
    const domain::Authority& authority;
    const domain::FeeSchedule& schedule;
    peer::PaymentPlatform& platform;
  };
  /// `changed` is called after each commit.
  PaymentDesk(Parts parts, std::function<void()> changed);

  /// Begins an attempt and asks the platform for the place where it is paid. The amount is the dossier's. `not_found`
  /// "dossier.unknown", errors of fee_to_pay, payment_bill and begin_payment; `conflict` "payment.refused" when the
  /// platform took no order, `transient` "payment.not_sent" when it did not hear of it: then another attempt may
  /// follow.
  boost::asio::awaitable<base::Result<BegunPayment>> open(PaymentRequest request, base::Deadline deadline);

  /// What a portal that asks is told of a dossier's fees: an order that it may let the citizen pay, the same one as
  /// long as nobody knows its end; nothing when no fee can be paid now. `not_found` "dossier.unknown"; errors of the
  /// store.
  boost::asio::awaitable<base::Result<std::optional<peer::PaymentOrder>>> offer(domain::DossierCode code);

  /// A message of the platform, and what it is answered. What is not taken is kept under refused.
  boost::asio::awaitable<peer::Reply> hear(std::string body);
  /// A message that was refused before it could be heard: its answer in the platform's envelope. `received`, what came
  /// of it, is kept under refused, unless the fault is ours.
  boost::asio::awaitable<peer::Reply> refuse(std::string received, base::Error why);
  /// Asks the platform about an attempt and takes what it says. Errors of PaymentPlatform::query, of the answer and of
  /// the store; `invalid` "payment.report" when the answer does not fit the claim. An answer that is not taken is kept
  /// under refused, and not again as long as it stays the same.
  boost::asio::awaitable<base::Result<void>> ask(std::string reference, std::string time_text, base::Deadline deadline);
  /// Since when all that a dossier owes is paid; nothing while a fee is open. `not_found` "dossier.unknown"; errors of
  /// the store.
  boost::asio::awaitable<base::Result<std::optional<base::Instant>>> paid_since(domain::DossierCode code) const;
  /// The receipt as PDF. `not_found` "payment.unknown"; errors of PaymentPlatform::bill.
  boost::asio::awaitable<base::Result<std::string>> bill(std::string reference, base::Deadline deadline);

  /// The claim that has this attempt. `not_found` "payment.unknown".
  boost::asio::awaitable<base::Result<StoredClaim>> find(std::string reference) const;
  boost::asio::awaitable<base::Result<std::vector<StoredClaim>>> of_dossier(domain::DossierCode dossier) const;
  /// Acts of a person. `not_found` "payment.unknown"; errors of domain::cancel and domain::refund.
  boost::asio::awaitable<base::Result<void>> cancel(std::string reference, std::string reason);
  boost::asio::awaitable<base::Result<void>> refund(std::string reference, domain::Refund given);

 private:
  enum class OpenedBy : std::uint8_t { us, portal };
  struct Begun {
    peer::PaymentOrder order;
    ClaimKey key;
  };
  boost::asio::awaitable<base::Result<domain::Dossier>> load(domain::DossierCode code) const;
  boost::asio::awaitable<base::Result<Begun>> begin(domain::Dossier dossier, OwedFee owed, std::string return_url,
                                                    OpenedBy by);
  [[nodiscard]] base::Result<peer::PaymentOrder> order_of(const domain::Dossier& dossier, const OwedFee& owed) const;
  boost::asio::awaitable<base::Result<void>> choose_reference(peer::PaymentOrder& order,
                                                              domain::PaymentAttempt& attempt,
                                                              domain::DossierCode dossier);
  boost::asio::awaitable<base::Result<BegunPayment>> settle(const Begun& begun, peer::PaymentOpening opening,
                                                            base::Deadline deadline);
  [[nodiscard]] std::variant<TakenReport, domain::ReportRefusal> judge(const std::vector<StoredClaim>& claims,
                                                                       const domain::PaymentReport& report) const;
  boost::asio::awaitable<base::Result<std::optional<domain::ReportRefusal>>> take(domain::PaymentReport report);
  boost::asio::awaitable<void> keep_unfit_answer(const std::string& reference, const base::Error& why, std::string raw);
  boost::asio::awaitable<void> keep_refused(std::string reason, std::string detail, std::string raw);

  Parts parts_;
  PaymentClaims claims_;
  std::function<void()> changed_;
  std::set<std::string> beginning_;                   ///< references chosen and not yet stored
  std::map<std::string, std::string> unfit_answers_;  ///< digest of the last one that was kept, by reference
};

}  // namespace lienthong::sync
