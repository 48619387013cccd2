#pragma once

#include "mapping/program.hpp"
#include "mapping/proof/sample.hpp"

#include <span>
#include <string>
#include <vector>

namespace lienthong::mapping::proof {

/// Which ways a correspondence of two values can be read.
enum class Ways : std::uint8_t { both, outward, inward };

/// Two values that a function says are one; one of them alone where the function has nothing for it.
struct Correspondence {
  Lexemes canonical;
  Lexemes external;
  Ways ways = Ways::both;
  std::string counted = {};  ///< as in Sample
};
using Correspondences = std::vector<Correspondence>;

/// From the function of a step with one end on each side.
[[nodiscard]] Correspondences correspondences_of(const Step& step, Format format, const CodeTable::Version* version,
                                                 std::span<const std::string> hints);
/// From the parts of a step with several ends on one side.
[[nodiscard]] Correspondences part_correspondences_of(const Step& step);

}  // namespace lienthong::mapping::proof
