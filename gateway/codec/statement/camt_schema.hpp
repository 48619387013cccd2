#pragma once

#include "base/result.hpp"
#include "codec/schema.hpp"
#include "domain/money.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// One version of one account statement of ISO 20022, as our schema of it has it.
struct CamtSchema {
  domain::StatementKind kind = domain::StatementKind::statement;
  std::string version;  ///< "camt.053.001.08"
  std::string uri;
  std::shared_ptr<const SchemaNode> root;  ///< content of Document
};

/// By the namespace of the document; lives as long as the program. `unsupported` "camt.version" when it is none of
/// those that are read.
[[nodiscard]] base::Result<const CamtSchema*> camt_schema_of(std::string_view uri);

}  // namespace lienthong::codec
