#pragma once

#include "base/instant.hpp"
#include "domain/circuit_breaker.hpp"
#include "domain/delivery.hpp"
#include "domain/ids.hpp"
#include "domain/outcome.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lienthong::ops {

/// What the gateway counts about itself, in Prometheus terms (ecosystem §4). The names stand in one table in
/// metrics.cpp. Labels are systems, message kinds, outcomes and our own stable codes: never a dossier, never a person,
/// never a text that a peer chose, so that the number of series stays bounded. Thread-safe. No call fails.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void build_info(std::string_view version);

  /// A message of `kind` was taken in from `link` and is durable.
  void accepted(const domain::SystemId& link, std::string_view kind);
  /// A message of `link` was not let in; `reason` is the stable code of the refused list.
  void refused(const domain::SystemId& link, std::string_view reason);
  /// `link` sent fields that its contract does not know.
  void contract_drift(const domain::SystemId& link, std::string_view kind, std::int64_t fields);

  /// One attempt ended; `took` from the start of the call to its end.
  void delivery_ended(const domain::SystemId& link, std::string_view kind, domain::Outcome outcome,
                      std::chrono::milliseconds took);
  void link_succeeded(const domain::SystemId& link, base::Instant at);
  void link_state(const domain::SystemId& link, domain::CircuitBreaker::State state);
  void outbox_items(const domain::SystemId& link, domain::DeliveryState state, std::int64_t items);
  /// Age of the oldest delivery still to be made; 0 when there is none.
  void outbox_oldest_age(const domain::SystemId& link, std::chrono::milliseconds age);

  /// A request was answered; `route` is the pattern of the route (never the path), `status` the HTTP status.
  void http_request(std::string_view route, unsigned status);

  /// Text exposition format 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace lienthong::ops
