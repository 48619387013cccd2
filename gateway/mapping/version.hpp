#pragma once

#include "mapping/program.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// The digest that a stored delivery remembers: everything that decides what a plan does. Same inputs, same version.
class VersionDigest {
 public:
  void add(std::string_view bytes);
  /// A schema file and, for XSD, the files beside it that it includes or imports.
  void add_schema(const std::filesystem::path& file);
  /// The code tables that a program uses.
  void add_tables(const Scope& scope);
  [[nodiscard]] std::string hex() const;

 private:
  void add_table(const CodeTable& table);

  std::string parts_;
  std::set<std::filesystem::path> schemas_;
};

}  // namespace lienthong::mapping
