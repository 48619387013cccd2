#pragma once

#include "mapping/plan.hpp"
#include "mapping/proof/difference.hpp"
#include "mapping/proof/inventory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping::proof {

/// The notes of both passes of a round trip.
using NotesOfTrip = std::vector<Note>;

/// The rule under which a document may come back different at one place: a note, or what the mapping file declares
/// ("loss", "default", "constant", "absent", "empty", "null", "spelling", "code.many", "computed"). Nothing when it must
/// not. `side`: whose documents are compared.
[[nodiscard]] std::optional<std::string> allowed(const Difference& difference, Side side, Format format,
                                                 const Inventory& inventory, const NotesOfTrip& notes);

}  // namespace lienthong::mapping::proof
