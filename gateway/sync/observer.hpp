#pragma once

#include "domain/circuit_breaker.hpp"
#include "domain/ids.hpp"
#include "domain/outcome.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace lienthong::sync {

/// What the engine reports as it goes. Called on the engine's thread; must not block. The default hears nothing.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void accepted(const domain::SystemId& /*source*/, std::string_view /*kind*/) {}
  virtual void repeated(const domain::SystemId& /*source*/, std::string_view /*kind*/) {}
  virtual void refused(const domain::SystemId& /*source*/, std::string_view /*kind*/, std::string_view /*reason*/) {}
  virtual void contract_drift(const domain::SystemId& /*source*/, std::string_view /*kind*/, std::int64_t /*fields*/) {}
  virtual void attempted(const domain::SystemId& /*peer*/, std::string_view /*kind*/, domain::Outcome /*outcome*/,
                         std::chrono::milliseconds /*took*/) {}
  virtual void breaker(const domain::SystemId& /*peer*/, domain::CircuitBreaker::State /*state*/) {}
};

}  // namespace lienthong::sync
