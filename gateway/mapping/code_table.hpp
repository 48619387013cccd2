#pragma once

#include "base/result.hpp"
#include "mapping/code_index.hpp"
#include "mapping/diagnostic.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A crosswalk between one of our lists and a peer's; total on both sides: every code has a partner or a named refusal.
/// Units and places change with the law (01/07/2025), so an entry may hold for some days only; the days on which
/// anything changes part the table into versions, each of which must be total.
///
/// File (adapters/<system>/codes/<name>.toml):
///   table = "portal/status"
///   valid_from = 2025-07-01
///   pairs = [ { canonical = "registered", external = "1" },
///             { canonical = "19", external = "64", until = 2025-06-30 }, { canonical = "19", external = "52", from =
///             2025-07-01 }, … ]
///   to_canonical_only = [ { external = "0", canonical = "processing", why = "…" } ]  # several external codes, one
///                                                                                     # meaning
///   to_external_only  = [ { canonical = "stopped", external = "9", why = "…" } ]
///   refused = [ { external = "interoperating", why = "…" }, { canonical = "…", why = "…" } ]
class CodeTable {
 public:
  using Day = std::chrono::sys_days;  ///< a day of the calendar in Viet Nam
  using Codes = std::map<std::string, std::string, std::less<>>;
  struct Refusal {
    std::string code;
    std::string why;
  };
  /// The table as it holds from one day on, until the next version.
  struct Version {
    Day from;
    Codes outward;
    Codes inward;
    std::vector<Refusal> refused_canonical;
    std::vector<Refusal> refused_external;
    CodeIndex outward_index;  ///< the same as `outward`
    CodeIndex inward_index;   ///< the same as `inward`
  };

  [[nodiscard]] const std::string& name() const { return name_; }
  /// In the order of their days; at least one. A table without `from` and `until` has one, which holds on every day.
  [[nodiscard]] const std::vector<Version>& versions() const { return versions_; }
  [[nodiscard]] bool is_dated() const { return versions_.size() > 1; }
  /// The version of that day; nothing before the first one of a dated table.
  [[nodiscard]] const Version* on(Day day) const;

  /// `invalid` "mapping.code_unmapped" for a code the version does not know, "mapping.code_refused" for a named
  /// refusal.
  [[nodiscard]] base::Result<std::string_view> to_external(std::string_view canonical, const Version& version) const;
  [[nodiscard]] base::Result<std::string_view> to_canonical(std::string_view external, const Version& version) const;

  /// Reads a table; every problem goes to `problems` (a code twice, neither partner nor refusal, missing `why`, days
  /// that leave a gap or do not exist).
  static std::optional<CodeTable> load(const std::filesystem::path& file, Diagnostics& problems);
  /// The same of bytes that are not (yet) in that file.
  static std::optional<CodeTable> parse(std::string_view bytes, const std::filesystem::path& file,
                                        Diagnostics& problems);

 private:
  std::string name_;
  std::vector<Version> versions_;
};

/// All tables of all adapters, by name ("portal/status").
using CodeTables = std::map<std::string, CodeTable, std::less<>>;

}  // namespace lienthong::mapping
