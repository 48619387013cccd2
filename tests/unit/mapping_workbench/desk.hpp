#pragma once

#include "mapping/workbench/sources.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// A folder with one small adapter, "desk", its code table and both schemas; gone with the object.
///   schemas/canonical/letter.schema.json, schemas/external/desk/thu.schema.json,
///   adapters/desk/codes/status.toml, adapters/desk/mappings/thu.toml
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] std::filesystem::path mapping() const { return root_ / "adapters/desk/mappings/thu.toml"; }
  /// Writes a file below the root, making its folders.
  std::filesystem::path write(std::string_view name, std::string_view text) const;
  /// The mapping with one text of it replaced, as version `folder`/thu.toml.
  [[nodiscard]] std::filesystem::path version(std::string_view folder, std::string_view old_text,
                                              std::string_view new_text) const;
  /// The plans of a mapping file here; a failed test when it is wrong.
  [[nodiscard]] PlanSet plans(const std::filesystem::path& file) const;
  [[nodiscard]] PlanSet plans() const { return plans(mapping()); }

 private:
  std::filesystem::path root_;
};

/// A message that the desk's mapping takes whole.
extern const char* const good_letter;

}  // namespace lienthong::mapping
