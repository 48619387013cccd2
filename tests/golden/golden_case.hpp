#pragma once

#include "golden/adapter_mappings.hpp"
#include "golden/laws.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::golden {

/// adapters/<system>/cases/<case>/: what README.md of this folder describes.
struct GoldenCase {
  enum class Direction : std::uint8_t { both, in, out };
  std::string name;
  std::string mapping;
  Direction direction = Direction::both;
  mapping::Format format = mapping::Format::json;
  std::optional<std::string> external;
  std::optional<std::string> canonical;
  std::optional<std::string> back;
  std::optional<std::string> refused;             ///< code of the error that must come instead
  std::optional<std::vector<std::string>> notes;  ///< "rule path" of each inward note
};

/// Reads a case folder; what is wrong with the folder itself goes to `failures`.
[[nodiscard]] std::optional<GoldenCase> read_case(const std::filesystem::path& folder, Failures& failures);

/// Runs the case in its directions, and the laws on its documents. Empty when everything holds.
[[nodiscard]] Failures run_case(const GoldenCase& one, const CheckedMapping& mapping);

/// read_case and run_case on the mapping that the case names.
[[nodiscard]] Failures run_case(const std::filesystem::path& folder, const AdapterFolder& adapter);

}  // namespace lienthong::golden
