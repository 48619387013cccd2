#pragma once

#include "codec/schema.hpp"
#include "mapping/code_table.hpp"
#include "mapping/instant_pattern.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// What `as` may say. The list is closed and each has an inverse, which is why one file can be read in both directions.
enum class FunctionKind : std::uint8_t { identity, text, instant, code, integer, flag, boolean, base64 };

struct Function {
  FunctionKind kind = FunctionKind::identity;
  std::optional<std::size_t> cut_at;      ///< text(max=N)
  std::optional<InstantPattern> pattern;  ///< instant
  std::optional<CodeTable> table;         ///< code; a copy, since a plan outlives the tables it was compiled with
  std::string yes;                        ///< flag: the text of true
  std::string no;                         ///< flag: the text of false
};

/// A function, or what is wrong with the text and under which rule ("function.unknown", "function.arguments",
/// "code.unknown").
struct FunctionProblem {
  std::string rule;
  std::string text;
};
[[nodiscard]] std::optional<Function> parse_function(std::string_view text, const CodeTables& tables,
                                                     FunctionProblem& problem);

using SchemaType = codec::SchemaNode::Type;
/// Whether values of a canonical field and of an external field can become each other through `kind`.
[[nodiscard]] bool types_meet(FunctionKind kind, SchemaType canonical, SchemaType external);
[[nodiscard]] std::string_view name(FunctionKind kind);
[[nodiscard]] std::string_view name(SchemaType type);

}  // namespace lienthong::mapping
