#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping::proof {

using Lexeme = std::optional<std::string>;  ///< nothing: not there
using Lexemes = std::vector<Lexeme>;

/// What may stand at the ends that a correspondence has on one side.
struct Sample {
  /// One for each end; of a function between a list and a text: the items of the list.
  Lexemes ends;
  /// What it means: the canonical lexeme. Nothing when it means nothing.
  Lexeme meaning;
  /// Names a code or an enum value that the certificate must count; otherwise empty.
  std::string counted;
};
using SamplePtr = std::shared_ptr<const Sample>;

/// What may stand on one side, the simplest first.
struct Samples {
  std::vector<SamplePtr> carried;  ///< the mapping must take these over and bring them back
  std::vector<SamplePtr> outside;  ///< valid on this side; the other side has no place for them
};

}  // namespace lienthong::mapping::proof
