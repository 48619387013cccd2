#pragma once

#include "base/result.hpp"
#include "codec/value.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lienthong::codec {

/// Texts over this many bytes are shown to valijson as a short placeholder: its `pattern` runs on std::regex, which
/// recurses once per character (ecosystem 1.4).
inline constexpr std::size_t long_text = 4096;

/// What valijson said, in its own words; never shown to anyone.
struct Finding {
  std::vector<std::string> context;  ///< "<root>", "[name]", "[3]", …
  std::string description;
};

/// A schema as valijson holds it. The only place that sees valijson. Immutable; may be shared between threads.
class CompiledSchema {
 public:
  /// `format` and `$id` are left out: valijson throws on a `format` over anything but a text, and reads a relative
  /// `$id` as a place to fetch from. `invalid` ("schema.syntax") when valijson does not understand the rest.
  static base::Result<std::unique_ptr<CompiledSchema>> compile(const Value& schema);
  virtual ~CompiledSchema() = default;
  /// Empty exactly when the value is valid. `value` must be no deeper than Limits::depth.
  [[nodiscard]] virtual std::vector<Finding> check(const Value& value) const = 0;
};

}  // namespace lienthong::codec
