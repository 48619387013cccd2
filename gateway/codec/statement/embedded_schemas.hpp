#pragma once

#include <span>
#include <string_view>

namespace lienthong::codec {

struct EmbeddedSchema {
  std::string_view name;  ///< of the file in schemas/external/bank-statement
  std::string_view bytes;
};

/// Written at configure time from the files themselves, so that a statement can be checked wherever the program stands.
[[nodiscard]] std::span<const EmbeddedSchema> embedded_schemas();

}  // namespace lienthong::codec
