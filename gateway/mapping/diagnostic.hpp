#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lienthong::mapping {

/// One thing wrong with a file, said so that its author can mend it.
struct Diagnostic {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string
      rule;  ///< stable: "path.unknown", "type.mismatch", "required.missing", "canonical.unmapped", "code.partial", …
  std::string text;  ///< "canonical path 'aplicant.name' does not exist; did you mean 'applicant.name'?"
};
using Diagnostics = std::vector<Diagnostic>;

/// "adapters/portal/mappings/ho-so.toml:12:5: path.unknown: …"
[[nodiscard]] std::string to_line(const Diagnostic& diagnostic);

}  // namespace lienthong::mapping
