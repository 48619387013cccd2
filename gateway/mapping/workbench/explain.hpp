#pragma once

#include "mapping/workbench/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// What a mapping made of one message, field by field. Holds values: for the terminal of whoever gave the message.
struct Explanation {
  Passage passage;
  std::vector<std::string> unread;  ///< paths of the input that the mapping does not know
  std::vector<LostField> lost;      ///< declared losses of the input's side that had a value, with their reasons
};

[[nodiscard]] Explanation explain(const Plan& plan, Way way, std::string_view bytes, codec::Arena& arena,
                                  const codec::Limits& limits = {});

}  // namespace lienthong::mapping
