#pragma once

#include "mapping/mapping_file.hpp"
#include "mapping/program.hpp"

#include <memory>
#include <string>

// The compiler's passes over one form (JSON or XML) of a mapping file, in the order in which they run. Each reports
// what it finds and goes on, so that an author sees every problem at once.

namespace lienthong::mapping {

class Losses;

/// A mapping file that another one embeds, read, with one of its forms and the schemas of both sides.
struct EmbeddedMapping {
  const MappingFile* file = nullptr;
  const Form* form = nullptr;
  const codec::SchemaNode* canonical = nullptr;
  const codec::SchemaNode* external = nullptr;
  const Losses* losses = nullptr;
  TomlReader* reader = nullptr;  ///< reports problems of that file
};

/// Finds mappings by the name that `embedded(…)` gives.
class EmbeddedMappings {
 public:
  virtual ~EmbeddedMappings() = default;
  /// Nothing when there is none that can be used; `why` then says so ("" when its own problems were reported).
  /// A mapping stays open until close(): opening it again meanwhile is a cycle, and refused.
  virtual std::optional<EmbeddedMapping> open(const std::string& name, Format format, std::string& why) = 0;
  virtual void close() = 0;
};

/// What the passes share.
struct Binding {
  TomlReader& reader;
  const CodeTables& tables;
  EmbeddedMappings& embedded;
  Format format = Format::json;
  std::string label;  ///< " (xml)" when the file has two forms, so that a problem says which
};

/// All passes over one document's rules, embedded documents included.
[[nodiscard]] std::unique_ptr<Scope> bind_document(Binding& binding, const std::vector<Rule>& rules, Tree canonical,
                                                   Tree external, const Losses& losses);

/// Rules → scope: paths, functions, types, texts that stand for values, code tables.
[[nodiscard]] std::unique_ptr<Scope> bind_scope(Binding& binding, const std::vector<Rule>& rules, Tree canonical,
                                                Tree external);

/// "code.undated", "path.unknown": which step of the document dates each code (`at = …`).
void bind_dates(Binding& binding, Scope& document);

/// "required.missing" and "required.maybe_missing" on both sides.
void check_required(Binding& binding, const Scope& scope);

/// "code.partial", "code.invalid": a step's code table against both schemas' enums.
void check_totality(Binding& binding, const Step& step, Place place);

/// Whether all that a step's function can write on that side meets the schema there, as far as the compiler can tell.
[[nodiscard]] bool always_meets(const Step& step, Side side);

/// "value.invalid": a literal that its field cannot hold.
void check_literal(Binding& binding, const Literal& literal, const codec::SchemaNode& node, Side side);

/// Declared losses, and which of them were found somewhere.
class Losses {
 public:
  explicit Losses(const std::vector<Loss>& losses);
  [[nodiscard]] bool has(Side side, std::string_view path) const { return find(side, path) != nullptr; }
  [[nodiscard]] const PlacedText* find(Side side, std::string_view path) const;
  /// Call once per schema: marks the losses that exist there.
  void meet(Side side, const codec::SchemaNode& model);
  /// "path.unknown" for losses that no schema had.
  void report_unknown(TomlReader& reader, Side side, const codec::SchemaNode& model) const;

 private:
  struct Entry {
    PlacedText path;
    Side side = Side::canonical;
    bool known = false;
  };
  std::vector<Entry> entries_;
};

/// "canonical.unmapped", "external.unmapped", "loss.mapped". Adds ignored nodes for the losses, so that reading knows
/// them.
void check_coverage(Binding& binding, Scope& scope, const Losses& losses);

/// Whether two nodes allow the same numbers.
[[nodiscard]] bool same_range(const codec::SchemaNode& left, const codec::SchemaNode& right);
/// Where two schemas first say different things, as a path; nothing when an embedded mapping fits its place.
[[nodiscard]] std::optional<std::string> first_difference(const codec::SchemaNode& outer,
                                                          const codec::SchemaNode& inner);

}  // namespace lienthong::mapping
