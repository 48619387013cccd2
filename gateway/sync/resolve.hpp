#pragma once

#include "peer/external_system.hpp"
#include "storage/store.hpp"
#include "storage/unit_of_work.hpp"

#include <cstdint>
#include <vector>

namespace lienthong::sync {

/// What an unknown outcome turned out to be, for one delivery.
enum class Resolution : std::uint8_t {
  delivered,    ///< the peer holds it
  send_again,   ///< it does not, or sending it again has no second effect
  cannot_tell,  ///< a person decides; never guessed (I6)
};

/// One resolution per delivery of the lease, from what the peer says it holds. Pure.
///  - A document is an upsert of everything: it is sent again, now knowing whether the dossier is there.
///  - A step is delivered when the peer holds it or something later: by the time of its last step where it gives one,
///    else by its status, when that status can only come from this step.
[[nodiscard]] std::vector<Resolution> resolve_unknown(const storage::Lease& lease, const peer::LookUpResult& found);

}  // namespace lienthong::sync
