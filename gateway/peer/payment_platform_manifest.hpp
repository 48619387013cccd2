#pragma once

#include "domain/fees.hpp"
#include "domain/ids.hpp"
#include "mapping/diagnostic.hpp"
#include "mapping/plan.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

// A payment platform as data: adapters/<id>/payments.toml. It is no manifest.toml: nothing is delivered in lanes, an
// order is asked for while the citizen waits and its end is found out by asking.

namespace lienthong::peer {

/// How a platform signs, and with it which members it signs (peer/payment_signature.hpp).
enum class PaymentProfile : std::uint8_t {
  digest,  ///< SHA-256 with the secret last; the time of the order is signed and repeated (contracts 5.1)
  hmac     ///< HMAC; what comes is proved with the amounts that we hold (contracts 5.2)
};

/// How references of attempts are made.
enum class ReferenceForm : std::uint8_t {
  dossier_and_time,  ///< "dvc", the dossier code without signs, the time
  short_random       ///< 20 characters at most: day, time and chance
};

/// What we say of a message from the platform.
enum class PaymentVerdict : std::uint8_t {
  taken,  ///< also when it was taken before
  wrong_checksum,
  unknown_reference,
  ambiguous_reference,
  wrong_partner,
  wrong_currency,
  wrong_amount,
  malformed,
  try_again  ///< not stored: to be sent again
};
/// "wrong_amount"
[[nodiscard]] std::string_view name(PaymentVerdict verdict);
[[nodiscard]] PaymentVerdict verdict_of(domain::ReportRefusal refusal);

struct PaymentManifest {
  /// One call of ours, or one message that we hear. Texts are stems of mapping files; empty: there is none.
  struct Exchange {
    std::string path;  ///< below the base URL, or of ours when we hear
    std::string message;
    std::string answer;
    std::string refusal;
  };
  struct Word {
    std::string code;
    std::string text;
  };

  domain::SystemId id;
  std::string title_vi;
  std::string title_en;
  PaymentProfile profile = PaymentProfile::digest;
  ReferenceForm reference = ReferenceForm::dossier_and_time;
  Exchange open;
  Exchange query;
  std::optional<Exchange> bill;
  Exchange report;
  std::optional<Exchange> lookup;           ///< where a portal asks us what is to be paid
  std::map<PaymentVerdict, Word> verdicts;  ///< all of them
  std::chrono::milliseconds timeout{30'000};
  int concurrency = 4;
  double rate_per_second = 20;
  int burst = 20;
};

/// An adapter folder of a payment platform, loaded and checked.
struct PaymentAdapter {
  PaymentManifest manifest;
  mapping::Plans plans;
};
/// Code tables, mappings and payments.toml of `folder`. Every problem of every file goes to `problems`; nothing when
/// there was any.
[[nodiscard]] std::optional<PaymentAdapter> load_payment_adapter(const std::filesystem::path& folder,
                                                                 const std::filesystem::path& schemas,
                                                                 mapping::Diagnostics& problems);

}  // namespace lienthong::peer
