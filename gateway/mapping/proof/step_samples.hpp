#pragma once

#include "mapping/program.hpp"
#include "mapping/proof/sample.hpp"

#include <span>
#include <string>

namespace lienthong::mapping::proof {

struct StepSamples {
  Samples canonical;
  Samples external;
};

/// What may stand at the ends of a step with both ends, from what its function and the schemas of both ends say.
/// `version`: of a code table, null for other functions. `hints`: texts known to be right, tried as well.
[[nodiscard]] StepSamples samples_of(const Step& step, Format format, const CodeTable::Version* version,
                                     std::span<const std::string> hints);

}  // namespace lienthong::mapping::proof
