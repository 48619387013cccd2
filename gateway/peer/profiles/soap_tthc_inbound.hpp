#pragma once

#include "peer/inbound.hpp"

namespace lienthong::peer {

/// Hears a ministry over SOAP 1.1 (contracts 3.9). The key is MaGiaoDich of the header. Header and body are checked
/// against the XSD of the mapping before they are mapped. SOAP 1.2 is answered with a VersionMismatch fault. `accepted`
/// depends on the message's bytes only, so a repeated message is answered exactly as the first.
class SoapTthcInbound final : public InboundProfile {
 public:
  SoapTthcInbound(Hears hears, mapping::PlanSet plans) : hears_(std::move(hears)), plans_(std::move(plans)) {}

  [[nodiscard]] const Hears& hears() const override { return hears_; }
  [[nodiscard]] base::Result<Incoming> read(const RawMessage& message, const codec::Limits& limits,
                                            codec::Arena& arena) const override;
  [[nodiscard]] Reply accepted(const RawMessage& message) const override;
  [[nodiscard]] Reply refused(const RawMessage& message, const base::Error& error) const override;

 private:
  Hears hears_;
  mapping::PlanSet plans_;
};

}  // namespace lienthong::peer
