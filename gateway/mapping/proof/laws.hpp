#pragma once

#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/proof/certificate.hpp"
#include "mapping/proof/inventory.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::mapping::proof {

/// What one document showed.
struct Verdict {
  enum class Kind : std::uint8_t {
    held,
    refused,   ///< by the mapping, with a named error
    unusable,  ///< the document's own schema refuses it, or its format cannot be written
    broken     ///< a law does not hold
  };
  Kind kind = Kind::held;
  std::string path;      ///< refused, broken
  std::string code;      ///< refused: the error; broken: the law and what is wrong with it
  std::string what;      ///< broken: for people
  std::string document;  ///< the bytes of the source
  /// Declared ways in which it came back different: (rule, place).
  std::vector<std::pair<std::string, std::string>> allowances;
};

inline constexpr std::string_view law_out_then_in = "out then in";
inline constexpr std::string_view law_in_then_out = "in then out";
inline constexpr std::string_view law_of_schema = "agreement with the schema";

/// The laws of one plan (architecture 5). Every document goes over the wire: written, read, and judged by the schema's
/// own validator.
class Laws {
 public:
  Laws(const Plan& plan, const Inventory& inventory) : plan_(&plan), inventory_(&inventory) {}

  /// out: out then in gives the same canonical document, and out again the same bytes. in: in then out gives the same
  /// external document, and another round changes nothing. Both: minus losses, notes and declared normal forms; what
  /// comes out meets its schema.
  /// `declared`: "rule path" of fields that somebody says will not be read; any other unread field breaks the law.
  [[nodiscard]] Verdict round_trip(Way way, const codec::Value& document,
                                   const std::set<std::string>& declared = {}) const;
  /// A document that the plan takes is one that its schema holds.
  [[nodiscard]] Verdict agreement(Way way, const codec::Value& document) const;

 private:
  const Plan* plan_;
  const Inventory* inventory_;
};

}  // namespace lienthong::mapping::proof
