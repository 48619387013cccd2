#pragma once

#include "peer/inbound.hpp"

namespace lienthong::peer {

/// Hears a system that speaks the portal's envelope: {…, service, data:[item]} with exactly one item, or the item
/// itself (contracts 2.8). Answers {"error_code", "message"} with HTTP 200, since that contract has no HTTP statuses: 0
/// taken, -1 refused. `session` and `madonvi` are not read: who speaks is proved at the edge.
class PortalSessionInbound final : public InboundProfile {
 public:
  PortalSessionInbound(Hears hears, mapping::PlanSet plans) : hears_(std::move(hears)), plans_(std::move(plans)) {}

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
