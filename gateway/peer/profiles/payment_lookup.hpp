#pragma once

#include "peer/payment_platform.hpp"
#include "peer/profiles/payment_wire.hpp"

namespace lienthong::peer {

/// dptracuuthanhtoanhs: the portal asks whether a dossier has something to pay (contracts 5.3). error_code 1 is yes and
/// `message` then the bill; 0 nothing, -1 unknown, both with an empty list as `message`. Pure.
class PaymentLookup {
 public:
  PaymentLookup(const PaymentManifest& manifest, const PaymentSettings& settings, PaymentWire wire)
      : manifest_(manifest), settings_(settings), wire_(std::move(wire)) {}

  [[nodiscard]] std::optional<domain::DossierCode> dossier_asked(std::string_view body) const;
  [[nodiscard]] Reply answer(const PaymentDemand& demand) const;

 private:
  const PaymentManifest& manifest_;
  const PaymentSettings& settings_;
  PaymentWire wire_;
};

}  // namespace lienthong::peer
