#pragma once

#include "base/result.hpp"
#include "codec/schema.hpp"
#include "codec/xsd_files.hpp"
#include "codec/xsd_model.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// A schema as libxml2 holds it. May be shared between threads.
class CompiledXsd {
 public:
  /// `invalid` ("schema.syntax") when libxml2 refuses the schema. libxml2 sees the given files and nothing else: from
  /// the first call on, this process's libxml2 opens no file and no connection of its own.
  static base::Result<std::unique_ptr<CompiledXsd>> compile(std::vector<XsdFile> files);
  virtual ~CompiledXsd() = default;
  /// In document order, at most most_problems. The document passes the XML gate first.
  [[nodiscard]] virtual std::vector<SchemaProblem> check(std::string_view bytes, const PrefixList& names) const = 0;
};

}  // namespace lienthong::codec
