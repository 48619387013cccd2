#pragma once

#include "mapping/plan.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace lienthong::bench {

/// The gateway's way of a message, in parts and as a whole. Everything throws std::runtime_error with the reason.
class Engine {
 public:
  /// `folder` holds schemas/, codes/ and mappings/ho-so.toml.
  explicit Engine(const std::filesystem::path& folder);

  [[nodiscard]] std::string json_to_xml(std::string_view json) const;
  [[nodiscard]] std::string xml_to_json(std::string_view xml) const;

  [[nodiscard]] codec::Value read_json(std::string_view json, codec::Arena& arena) const;
  [[nodiscard]] codec::Value to_external(const codec::Value& canonical, codec::Arena& arena) const;
  [[nodiscard]] std::string write_xml(const codec::Value& external) const;

  [[nodiscard]] codec::Value read_xml(std::string_view xml, codec::Arena& arena) const;
  [[nodiscard]] codec::Value to_canonical(const codec::Value& external, codec::Arena& arena) const;
  [[nodiscard]] std::string write_json(const codec::Value& canonical) const;

 private:
  mapping::CodeTables tables_;
  std::shared_ptr<const mapping::Plan> plan_;
};

}  // namespace lienthong::bench
