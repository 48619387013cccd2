#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::mapping {

inline const std::filesystem::path fixtures = "tests/unit/mapping/fixtures";

/// A folder of its own for the files of one test; gone with it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  /// Writes `name` and says where.
  std::filesystem::path write(std::string_view name, std::string_view text) const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The table "desk/status": fresh 1, open 2, closed 3.
CodeTables desk_tables();
/// Lines of problems, for messages of failed tests and for searching.
std::string lines(const Diagnostics& problems);
/// Whether some problem has this rule and stands on this line.
bool has(const Diagnostics& problems, std::string_view rule, std::uint32_t line);
bool has(const Diagnostics& problems, std::string_view rule);

/// A mapping file made of a usual head (letter ↔ thu, JSON), these fields and these losses. Fields begin on line 5.
struct Compiled {
  std::optional<PlanSet> plans;
  Diagnostics problems;
};
Compiled compile_fields(std::string_view fields, std::string_view losses = "");
/// The whole text of a mapping file called "thu".
Compiled compile_text(std::string_view text);
/// fixtures/mappings/thu.toml, and everything that is listed there.
const PlanSet& desk_plans();
/// Losses for every field that compile_fields' fields leave out, so that a test shows only what it is about.
extern const char* const all_losses;

/// One document through a plan and back, with everything it lives in.
class Trip {
 public:
  explicit Trip(const Plan& plan) : plan_(&plan) {}
  /// Canonical JSON text for an external JSON text, or "refused: <code>: <path…>".
  std::string in(std::string_view external);
  std::string out(std::string_view canonical);
  /// "rule path" of each note, joined by ';'.
  [[nodiscard]] std::string notes() const;

 private:
  const Plan* plan_;
  codec::Arena arena_;
  Notes notes_;
};

}  // namespace lienthong::mapping
