#pragma once

#include "peer/inbound.hpp"

namespace lienthong::peer {

/// Hears a province: the message as JSON or XML, the answer in the same form: {"Status", "Message"} or <MResult>
/// (contracts 1.4). The HTTP status equals `Status`. The header `idempotency-key` is the key when it is given.
class StatusMessageInbound final : public InboundProfile {
 public:
  StatusMessageInbound(Hears hears, mapping::PlanSet plans) : hears_(std::move(hears)), plans_(std::move(plans)) {}

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
