#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// A regular expression of a schema. Matching takes time linear in the text, whatever the expression (RE2).
class Pattern {
 public:
  virtual ~Pattern() = default;
  /// `text`: valid UTF-8. JSON Schema looks for the expression anywhere, XSD for the whole text.
  [[nodiscard]] virtual bool matches(std::string_view text) const = 0;
  /// As its author wrote it.
  [[nodiscard]] virtual const std::string& source() const = 0;
};

/// ECMA 262 as JSON Schema uses it. `invalid` "schema.pattern" when RE2 has no equal for it (back-references,
/// look-around) or when it would need too much memory.
[[nodiscard]] base::Result<std::shared_ptr<const Pattern>> json_pattern(std::string_view expression);

/// XML Schema part 2, appendix F. `invalid` "schema.pattern" as above.
[[nodiscard]] base::Result<std::shared_ptr<const Pattern>> xsd_pattern(std::string_view expression);

}  // namespace lienthong::codec
