#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "codec/limits.hpp"
#include "domain/fees.hpp"
#include "mapping/plan.hpp"
#include "peer/external_system.hpp"
#include "peer/inbound.hpp"
#include "peer/payment_platform_manifest.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lienthong::peer {

struct NamedCode {
  std::string code;
  std::string name;
};

/// What the citizen is shown and what the receipt says. Empty texts are left out where the contract lets them.
struct PaymentBill {
  struct Payer {
    std::string name;
    std::string identity_number;
    std::string address;
  };
  struct Beneficiary {
    std::string account;
    std::string bank;
    std::string name;
  };
  struct Fee {
    std::string code;
    std::string name;
    std::int64_t amount = 0;  ///< đồng
  };
  std::string dossier;
  NamedCode procedure;
  NamedCode service;
  NamedCode unit;
  Beneficiary beneficiary;
  std::string purpose;
  Payer payer;
  std::vector<Fee> fees;
};

/// One attempt that the platform is asked to open.
struct PaymentOrder {
  std::string reference;
  std::int64_t amount = 0;  ///< đồng
  std::string description;  ///< without "|": it is signed
  std::string time_text;    ///< "20250613093015"
  std::string return_url;   ///< where the citizen comes back to; some platforms need it
  PaymentBill bill;
};

/// The citizen pays at `url`.
struct PaymentOpened {
  std::string url;
};
/// The platform answered that it took no order.
struct PaymentRefused {
  std::string code;       ///< the platform's
  std::string peer_text;  ///< not safe to log
};
/// Nothing of the request can have reached the platform.
struct PaymentNotSent {
  base::Error error;
};
/// Sent, and no answer that says what became of it (I6).
struct PaymentUnknown {
  std::string reason;
};
using PaymentOpening = std::variant<PaymentOpened, PaymentRefused, PaymentNotSent, PaymentUnknown>;

/// An attempt as it was opened; the time text word for word.
struct PaymentQuestion {
  std::string reference;
  std::string time_text;
};

/// What came back to a question, as it came.
struct PaymentAnswer {
  /// `invalid` when it cannot be read, is about another attempt, or is not proved where its form demands that.
  base::Result<domain::PaymentReport> report;
  std::string raw;
};

/// What a portal that asks about a dossier is told (contracts 5.3).
struct NothingToPay {};
struct NobodyKnows {};
using PaymentDemand = std::variant<PaymentOrder, NothingToPay, NobodyKnows>;

/// A platform at which citizens pay. Never throws; keeps no state; never logs a payload.
class PaymentPlatform {
 public:
  virtual ~PaymentPlatform() = default;
  [[nodiscard]] virtual const PaymentManifest& manifest() const = 0;
  /// MaDoiTac, client_id.
  [[nodiscard]] virtual const std::string& partner() const = 0;

  /// Asks it to open an attempt. An order that cannot be said is `not sent` with the mapping's error.
  virtual boost::asio::awaitable<PaymentOpening> open(PaymentOrder order, base::Deadline deadline) = 0;
  /// What it says of an attempt. `transient` "payment.query" when it refuses to answer; else as HttpClient.
  virtual boost::asio::awaitable<base::Result<PaymentAnswer>> query(PaymentQuestion question,
                                                                    base::Deadline deadline) = 0;
  /// The receipt as PDF. `unsupported` where the contract has none, `not_found` "payment.bill" when there is none yet.
  virtual boost::asio::awaitable<base::Result<std::string>> bill(PaymentQuestion question, base::Deadline deadline) = 0;

  /// The attempt that a message to us names, before anything in it is proved; nothing when it names none.
  [[nodiscard]] virtual std::optional<std::string> reference_of(std::string_view body) const = 0;
  /// A message to us. The signature is proved over the values as they came, but for the amount where the contract wants
  /// ours: `held`. A wrong one is `proof` of the report, not an error. `invalid` for anything malformed.
  [[nodiscard]] virtual base::Result<domain::PaymentReport> hear(std::string_view body,
                                                                 std::optional<std::int64_t> held) const = 0;
  /// Our answer to it, signed where the contract has a signature.
  [[nodiscard]] virtual Reply answer(std::string_view body, PaymentVerdict verdict) const = 0;

  /// The dossier that a portal asks about; nothing when the message names none.
  [[nodiscard]] virtual std::optional<domain::DossierCode> dossier_asked(std::string_view body) const = 0;
  /// Our answer to it. Only where the manifest has a [lookup].
  [[nodiscard]] virtual Reply demand(const PaymentDemand& demand) const = 0;
};

/// What the site says about the platform.
struct PaymentSettings {
  std::string base_url;
  std::string partner;
  base::Secret secret;           ///< signs what we send
  base::Secret callback_secret;  ///< proves what comes
  std::string client_address;    ///< of the gateway as the platform sees it; not every platform asks
  codec::Limits limits = {};     ///< of what it sends
  base::Secret token = {};       ///< bearer token of our calls; empty: none is sent
};

/// `permanent` "peer.plan_missing" when a mapping that the manifest names is not among `plans`.
[[nodiscard]] base::Result<std::unique_ptr<PaymentPlatform>> make_payment_platform(PaymentManifest manifest,
                                                                                   PaymentSettings settings,
                                                                                   mapping::Plans plans,
                                                                                   SystemContext context);

}  // namespace lienthong::peer
