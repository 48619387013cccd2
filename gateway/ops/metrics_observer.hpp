#pragma once

#include "base/clock.hpp"
#include "ops/metrics.hpp"
#include "sync/observer.hpp"

namespace lienthong::ops {

/// Counts what the engine reports. The engine knows its own port only; this is where the two meet.
/// `metrics` and `clock` must outlive it.
class MetricsObserver final : public sync::Observer {
 public:
  MetricsObserver(Metrics& metrics, const base::Clock& clock) : metrics_(metrics), clock_(clock) {}

  void accepted(const domain::SystemId& source, std::string_view kind) override;
  void refused(const domain::SystemId& source, std::string_view kind, std::string_view reason) override;
  void contract_drift(const domain::SystemId& source, std::string_view kind, std::int64_t fields) override;
  void attempted(const domain::SystemId& peer, std::string_view kind, domain::Outcome outcome,
                 std::chrono::milliseconds took) override;
  void breaker(const domain::SystemId& peer, domain::CircuitBreaker::State state) override;

 private:
  Metrics& metrics_;
  const base::Clock& clock_;
};

}  // namespace lienthong::ops
