#pragma once

#include "mapping/plan.hpp"
#include "mapping/proof/difference.hpp"
#include "mapping/proof/inventory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping::proof {

/// What is known of a round trip when its documents are compared.
struct Trip {
  Side side = Side::canonical;  ///< whose documents are compared
  Format format = Format::json;
  const Inventory* inventory = nullptr;
  const Notes* notes = nullptr;  ///< of both passes
  const std::vector<Difference>* differences = nullptr;
};

/// Whether a note says that nothing read what stands at its path.
[[nodiscard]] bool is_unread(const Note& note);

/// The rule under which a document may come back different at one place: a note, or what the mapping file declares
/// ("loss", "default", "constant", "absent", "empty", "null", "spelling", "code.many", "computed"). Nothing when it
/// must not. `side`: whose documents are compared.
[[nodiscard]] std::optional<std::string> allowed(const Difference& difference, const Trip& trip);

}  // namespace lienthong::mapping::proof
