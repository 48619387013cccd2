#pragma once

#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/proof/certificate.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lienthong::mapping {

/// A pair of documents known to mean the same, from a golden case: the only thing that can tell a mapping that
/// consistently swaps two fields of one kind from the right one. Its values also serve where a schema's pattern is too
/// rich to make a text from.
struct Witness {
  std::string name;
  codec::Value external;  ///< as read from the peer's bytes
  codec::Value canonical;
  /// "field.unread NoiDung": the inward notes that the case declares; what they name may go unread.
  std::set<std::string> notes = {};
};

struct ProofOptions {
  std::uint64_t seed = 1;
  /// Random documents in each direction, after those that cover every field, value, edge and pair of absences.
  std::size_t random_cases = 100;
  /// Counter-examples to look for before giving up.
  std::size_t most_counter_examples = 5;
  /// Documents must outlive the call.
  std::vector<Witness> witnesses;
};

/// Tries the two laws and the agreement with the schemas on documents made from both schemas.
[[nodiscard]] Certificate prove(const Plan& plan, const ProofOptions& options);

}  // namespace lienthong::mapping
