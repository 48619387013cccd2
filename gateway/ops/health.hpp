#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::ops {

enum class Phase : std::uint8_t { starting, serving, draining };
enum class Migrations : std::uint8_t { pending, done };
enum class PeerReach : std::uint8_t { up, down };

struct PeerHealth {
  std::string system;
  PeerReach reach = PeerReach::up;
};

/// What is known at the moment of asking.
struct Vitals {
  Phase phase = Phase::starting;
  Migrations migrations = Migrations::pending;
  std::optional<std::string> store_fault;  ///< storage::Store::fault()
  std::vector<PeerHealth> peers;
};

/// One line of the answer. Parts that only inform never make the gateway unready.
struct HealthPart {
  enum class Weight : std::uint8_t { decides, informs };
  enum class State : std::uint8_t { ok, failing };
  std::string name;
  Weight weight = Weight::decides;
  State state = State::ok;
  std::string reason;  ///< empty when ok
};

struct HealthReport {
  std::vector<HealthPart> parts;
  [[nodiscard]] bool ready() const;
};

/// `/readyz`: whether the gateway can accept work. A store that cannot write, unfinished migrations, starting and
/// draining say no. A peer that is down never does (ecosystem §4): taking in what the others send is the point of the
/// gateway.
[[nodiscard]] HealthReport readiness(const Vitals& vitals);

/// {"status":"ready","parts":[{"name":"store","state":"ok"},…]}; answer 200 when ready, else 503.
[[nodiscard]] std::string to_json(const HealthReport& report);

/// `/healthz`: the process answers; looks at nothing that could be slow.
[[nodiscard]] std::string liveness_json();

}  // namespace lienthong::ops
