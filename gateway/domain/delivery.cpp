#include "domain/delivery.hpp"

#include "base/digest.hpp"
#include "domain/digest_text.hpp"
#include "domain/name_lookup.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lienthong::domain {
namespace {

using enum DeliveryState;
constexpr std::array all_states{waiting, in_flight, unknown, delivered, superseded, refused, parked};

using Transition = std::pair<DeliveryState, DeliveryState>;
constexpr std::array transitions{
    Transition{waiting, in_flight},  // leased
    Transition{waiting, superseded},
    Transition{in_flight, waiting},  // nothing was done; later
    Transition{in_flight, unknown},
    Transition{in_flight, delivered},
    Transition{in_flight, refused},
    Transition{in_flight, parked},
    Transition{unknown, in_flight},  // leased to ask the peer, or to send the same key
                                     // again
    Transition{unknown, waiting},    // a person sends it again
    Transition{unknown, delivered},
    Transition{unknown, refused},
    Transition{unknown, parked},
    Transition{refused, waiting},    // a person, after a repaired mapping or code table
    Transition{refused, delivered},  // a person found that the peer holds it (typed in there by hand, contracts 8.1 #9)
    Transition{refused, superseded},  // a person gives it up for what stands behind it, or corrected data replaces it
    Transition{parked, waiting},
    Transition{parked, delivered},
    Transition{parked, superseded},
};

}  // namespace

std::string_view name(DeliveryState state) {
  switch (state) {
    case waiting:
      return "waiting";
    case in_flight:
      return "in_flight";
    case unknown:
      return "unknown";
    case delivered:
      return "delivered";
    case superseded:
      return "superseded";
    case refused:
      return "refused";
    case parked:
      return "parked";
  }
  return "?";
}

std::optional<DeliveryState> delivery_state_from_name(std::string_view name) { return find_by_name(all_states, name); }

bool leaves_lane(DeliveryState state) { return state == delivered || state == superseded; }

bool may_become(DeliveryState from, DeliveryState to) {
  return std::find(transitions.begin(), transitions.end(), Transition{from, to}) != transitions.end();
}

IdempotencyKey derive_idempotency_key(const Delivery& delivery, int ordinal) {
  DigestText text;
  text.add(delivery.peer.value()).add(delivery.dossier.value()).add(delivery.kind).add(delivery.subject);
  text.add(std::to_string(ordinal));
  return IdempotencyKey(base::sha256_hex(text.text()));
}

}  // namespace lienthong::domain
