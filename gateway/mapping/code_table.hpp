#pragma once

#include "base/result.hpp"
#include "mapping/diagnostic.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A crosswalk between one of our lists and a peer's; total on both sides: every code has a partner or a named refusal.
///
/// File (adapters/<system>/codes/<name>.toml):
///   table = "portal/status"
///   valid_from = 2025-07-01
///   pairs    = [ { canonical = "registered", external = "1" }, … ]
///   to_canonical_only = [ { external = "0", canonical = "processing", why = "…" } ]   # several external codes, one
///   meaning to_external_only  = [ { canonical = "stopped", external = "9", why = "…" } ] refused  = [ { external =
///   "interoperating", why = "…" }, { canonical = "…", why = "…" } ]
class CodeTable {
 public:
  struct Refusal {
    std::string code;
    std::string why;
  };

  [[nodiscard]] const std::string& name() const { return name_; }
  /// `invalid` "mapping.code_unmapped" for a code the table does not know, "mapping.code_refused" for a named refusal.
  [[nodiscard]] base::Result<std::string_view> to_external(std::string_view canonical) const;
  [[nodiscard]] base::Result<std::string_view> to_canonical(std::string_view external) const;

  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& outward() const { return outward_; }
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& inward() const { return inward_; }
  [[nodiscard]] const std::vector<Refusal>& refused_canonical() const { return refused_canonical_; }
  [[nodiscard]] const std::vector<Refusal>& refused_external() const { return refused_external_; }

  /// Reads a table; every problem goes to `problems` (a code twice, neither partner nor refusal, missing `why`).
  static std::optional<CodeTable> load(const std::filesystem::path& file, Diagnostics& problems);

 private:
  std::string name_;
  std::map<std::string, std::string, std::less<>> outward_;
  std::map<std::string, std::string, std::less<>> inward_;
  std::vector<Refusal> refused_canonical_;
  std::vector<Refusal> refused_external_;
};

/// All tables of all adapters, by name ("portal/status").
using CodeTables = std::map<std::string, CodeTable, std::less<>>;

}  // namespace lienthong::mapping
