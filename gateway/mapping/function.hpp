#pragma once

#include "codec/schema.hpp"
#include "mapping/code_table.hpp"
#include "mapping/date_pattern.hpp"
#include "mapping/instant_pattern.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// What `as` may say of one value. The list is closed and each has an inverse, which is why one file can be read in
/// both directions; where the inverse is not exact, the value that changed is noted (plan.hpp, Note).
enum class FunctionKind : std::uint8_t {
  identity,
  text,
  trimmed,
  instant,
  date,
  epoch,
  code,
  integer,
  flag,
  boolean,
  base64,
  url,
  list
};

/// epoch(s), epoch(ms), epoch(detect): detect reads either by its size and writes milliseconds (contracts 4.1).
enum class EpochUnit : std::uint8_t { seconds, milliseconds, detect };

struct Function {
  FunctionKind kind = FunctionKind::identity;
  std::optional<std::size_t> cut_at;         ///< text(max=N)
  std::optional<InstantPattern> pattern;     ///< instant
  std::vector<DatePattern> dates;            ///< date: the forms, finest first as written
  EpochUnit unit = EpochUnit::milliseconds;  ///< epoch
  std::shared_ptr<const CodeTable> table;    ///< code; a plan outlives the tables it was compiled with
  std::string dated_by;                      ///< code(TABLE, at=PATH): the canonical path, from the document's root
  std::string yes;                           ///< flag: the text of true
  std::string no;                            ///< flag: the text of false
  std::string separator;                     ///< list
};

/// Functions with several fields on one side: `external = ["Ho", "ChuDem", "Ten"]`.
enum class PartsKind : std::uint8_t {
  name_parts,  ///< a Vietnamese name ↔ family name, middle names, given name
  date_parts,  ///< "1991-03-12", "1991-03" or "1991" ↔ day, month, year
  join,        ///< texts ↔ one text with a separator between them
};
struct Parts {
  PartsKind kind = PartsKind::join;
  std::string separator;  ///< join
};

/// `computed = "sha256(\"|\", MaHoSo, SoTien)"`: an external field made of others; verified when it is read.
enum class ComputedKind : std::uint8_t {
  concat,     ///< texts and fields behind one another
  reference,  ///< the same without any character that is no letter, digit or '_' (MaThamChieu, contracts 5.1)
  sha256,     ///< lower-case hex over the fields with a separator between them
  count,      ///< how many items a list has
};

/// What is wrong with the text of a function and under which rule ("function.unknown", "function.arguments",
/// "code.unknown").
struct FunctionProblem {
  std::string rule;
  std::string text;
};

/// One argument of a call: a path or a name, or a quoted text.
struct Argument {
  std::string text;
  bool quoted = false;
};
/// `name(a, "b", c=d)`.
struct Call {
  std::string name;
  std::vector<Argument> arguments;
  std::string raw;  ///< everything between the outer brackets
  bool bracketed = false;
};
/// Nothing and `problem` when a bracket or a quote is not closed.
[[nodiscard]] std::optional<Call> parse_call(std::string_view text, FunctionProblem& problem);

[[nodiscard]] std::optional<Function> parse_function(const Call& call, const CodeTables& tables,
                                                     FunctionProblem& problem);
[[nodiscard]] std::optional<Parts> parse_parts(const Call& call, FunctionProblem& problem);

using SchemaType = codec::SchemaNode::Type;
/// Whether values of a canonical field and of an external field can become each other through `kind`.
[[nodiscard]] bool types_meet(FunctionKind kind, SchemaType canonical, SchemaType external);
[[nodiscard]] std::string_view name(FunctionKind kind);
[[nodiscard]] std::string_view name(PartsKind kind);
[[nodiscard]] std::string_view name(ComputedKind kind);
[[nodiscard]] std::string_view name(SchemaType type);

}  // namespace lienthong::mapping
