#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/schema.hpp"
#include "codec/value.hpp"
#include "codec/xml.hpp"
#include "mapping/code_table.hpp"
#include "mapping/diagnostic.hpp"
#include "mapping/format.hpp"
#include "mapping/place.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping {

struct Scope;

/// Something the evaluation changed or could not carry, named. Every way in which a mapping is not exact ends here or
/// among its declared losses; nothing is changed in silence.
struct Note {
  std::string path;
  /// "text.cut", "text.trimmed", "instant.cut", "instant.spelling", "epoch.unit", "parts.inexact", "absent.spelling",
  /// "value.absent", "field.unread", "variant.unread"
  std::string rule;
  std::string text;
};
using Notes = std::vector<Note>;

/// What made one field of an output: for `map explain`, never for a log (it holds values).
struct Origin {
  std::string target;        ///< path in the output: "TaiLieuNop[0].TenTepDinhKem"
  std::string target_value;  ///< as written
  std::string source;        ///< path in the input; several joined by ", "; empty for a constant
  std::string source_value;
  std::string rule;  ///< "code(portal/status)", "constant", "absent", "default", "computed", …
  Place place;       ///< of the rule in `file`
  std::string file;
};
using Origins = std::vector<Origin>;

/// A declared loss with its reason.
struct LostField {
  Side side = Side::canonical;
  std::string path;
  std::string why;
};

/// A checked correspondence between one canonical document and one external one. Immutable, shared between threads.
class Plan {
 public:
  virtual ~Plan() = default;
  [[nodiscard]] virtual const std::string& name() const = 0;     ///< "portal/ho-so"
  [[nodiscard]] virtual const std::string& version() const = 0;  ///< digest of the file and everything it refers to
  [[nodiscard]] virtual Format format() const = 0;
  [[nodiscard]] virtual const codec::XmlNames& xml_names() const = 0;
  [[nodiscard]] virtual const std::string& xml_root() const = 0;  ///< empty for JSON
  [[nodiscard]] virtual const codec::Schema& canonical_schema() const = 0;
  [[nodiscard]] virtual const codec::Schema& external_schema() const = 0;

  /// External → canonical. The result lives in `arena` and refers to texts of the input and of the plan, so both must
  /// outlive it; it meets the canonical schema. Fields nothing reads become
  /// notes
  /// ("field.unread": contract drift). `invalid` with the external path of the first problem: missing required field,
  /// wrong type or format, unmapped or refused code.
  [[nodiscard]] virtual base::Result<codec::Value> to_canonical(const codec::Value& external, codec::Arena& arena,
                                                                Notes& notes) const = 0;
  /// Canonical → external, meeting the external schema; members in the order the file lists them (XML: of the XSD).
  /// `invalid` with the canonical path. Texts over a limit are cut on code points and noted ("text.cut").
  [[nodiscard]] virtual base::Result<codec::Value> to_external(const codec::Value& canonical, codec::Arena& arena,
                                                               Notes& notes) const = 0;

  /// The same, and for each field of the output what made it, in the order of the output.
  [[nodiscard]] virtual base::Result<codec::Value> explain_canonical(const codec::Value& external, codec::Arena& arena,
                                                                     Notes& notes, Origins& origins) const = 0;
  [[nodiscard]] virtual base::Result<codec::Value> explain_external(const codec::Value& canonical, codec::Arena& arena,
                                                                    Notes& notes, Origins& origins) const = 0;

  /// What the plan runs (program.hpp): for tools that reason about a mapping instead of using it.
  [[nodiscard]] virtual const Scope& program() const = 0;
  [[nodiscard]] virtual const std::vector<LostField>& losses() const = 0;
};

/// Where files named in a mapping are found: schemas/ (canonical and external) and the tables already loaded.
struct CompileContext {
  std::filesystem::path schemas;
  const CodeTables* tables = nullptr;
};

/// The plans of one mapping file: one per external format it declares, at least one.
struct PlanSet {
  std::shared_ptr<const Plan> json;
  std::shared_ptr<const Plan> xml;
  [[nodiscard]] const Plan* of(Format format) const { return format == Format::json ? json.get() : xml.get(); }
};
/// By mapping name as manifests use it: the file's stem ("ho-so").
using Plans = std::map<std::string, PlanSet, std::less<>>;

/// Reads and checks one mapping file. Every problem goes to `problems`; nothing when there was any.
[[nodiscard]] std::optional<PlanSet> compile(const std::filesystem::path& file, const CompileContext& context,
                                             Diagnostics& problems);
/// The same of bytes that are not (yet) in that file; mappings it embeds are looked for beside it.
[[nodiscard]] std::optional<PlanSet> compile_text(std::string_view bytes, const std::filesystem::path& file,
                                                  const CompileContext& context, Diagnostics& problems);

}  // namespace lienthong::mapping
