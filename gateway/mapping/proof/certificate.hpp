#pragma once

#include "mapping/plan.hpp"
#include "mapping/workbench/message.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::mapping {

/// A document on which a law does not hold, as small as it could be made. It holds generated values only, except where
/// a witness was the document.
struct CounterExample {
  Way way = Way::out;
  std::string law;       ///< "out then in", "in then out", "same as the schema", "witness"
  std::string path;      ///< in `document`, or in what came of it
  std::string what;      ///< what differed: "was \"a\", came back as \"b\""
  std::string document;  ///< JSON or XML
};

/// What was tried one way.
struct WayReport {
  std::size_t cases = 0;      ///< documents the mapping must carry
  std::size_t outside = 0;    ///< documents at or beyond the edge of what it carries
  std::size_t mutations = 0;  ///< documents broken on purpose
  std::size_t unusable = 0;   ///< generated, but refused by the schema itself (a rule that its model cannot say)
  std::size_t fields = 0;     ///< correspondences with an end on the source side
  std::size_t values = 0;     ///< codes and enum values, each counted once for each correspondence and table version
  bool stopped = false;       ///< by counter-examples, before everything was tried: what is not covered says nothing
  std::vector<std::string> fields_not_covered;
  std::vector<std::string> values_not_covered;
};

/// Valid values of one side that the mapping refuses, by field and error code.
struct NamedRefusal {
  Way way = Way::out;
  std::string path;
  std::string code;
  friend auto operator<=>(const NamedRefusal&, const NamedRefusal&) = default;
};

/// One version of a code table and what it refuses.
struct TableReport {
  std::string table;
  std::string from;  ///< "2025-07-01"; empty for a table without days
  std::size_t pairs_outward = 0;
  std::size_t pairs_inward = 0;
  std::vector<CodeTable::Refusal> refused_canonical;
  std::vector<CodeTable::Refusal> refused_external;
};

/// What was tried on one plan and what came of it. Equal for equal plan and options.
struct Certificate {
  std::string mapping;
  std::string version;
  Format format = Format::json;
  std::uint64_t seed = 0;
  std::size_t witnesses = 0;
  WayReport out;
  WayReport in;
  std::vector<LostField> losses;
  /// How often a document came back in another, declared form: (rule, field) → times.
  std::map<std::pair<std::string, std::string>, std::size_t> normalisations;
  std::map<NamedRefusal, std::size_t> refusals;
  std::vector<TableReport> tables;
  std::vector<CounterExample> counter_examples;

  [[nodiscard]] bool proven() const;
};

/// For people, several lines.
[[nodiscard]] std::string to_text(const Certificate& certificate);
/// For programs: one JSON object.
[[nodiscard]] std::string to_json(const Certificate& certificate);

}  // namespace lienthong::mapping
