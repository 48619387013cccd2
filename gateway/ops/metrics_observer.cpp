#include "ops/metrics_observer.hpp"

namespace lienthong::ops {
namespace {

/// Whether the peer is alive and talking sense; refusing our data is sense.
bool answered_usefully(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::accepted:
    case domain::Outcome::duplicate:
    case domain::Outcome::already:
    case domain::Outcome::order:
    case domain::Outcome::data:
    case domain::Outcome::not_found:
      return true;
    case domain::Outcome::retry:
    case domain::Outcome::auth:
    case domain::Outcome::unknown:
      return false;
  }
  return false;
}

}  // namespace

void MetricsObserver::accepted(const domain::SystemId& source, std::string_view kind) {
  metrics_.accepted(source, kind);
}

void MetricsObserver::refused(const domain::SystemId& source, std::string_view /*kind*/, std::string_view reason) {
  metrics_.refused(source, reason);
}

void MetricsObserver::contract_drift(const domain::SystemId& source, std::string_view kind, std::int64_t fields) {
  metrics_.contract_drift(source, kind, fields);
}

void MetricsObserver::attempted(const domain::SystemId& peer, std::string_view kind, domain::Outcome outcome,
                                std::chrono::milliseconds took) {
  metrics_.delivery_ended(peer, kind, outcome, took);
  if (answered_usefully(outcome)) metrics_.link_succeeded(peer, clock_.now());
}

void MetricsObserver::breaker(const domain::SystemId& peer, domain::CircuitBreaker::State state) {
  metrics_.link_state(peer, state);
}

}  // namespace lienthong::ops
