#pragma once

#include "base/result.hpp"
#include "codec/schema.hpp"
#include "codec/xsd_files.hpp"
#include "codec/xsd_occurs.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::codec {

using PrefixList = std::vector<std::pair<std::string, std::string>>;  ///< URI → prefix

struct XsdModel {
  std::shared_ptr<const SchemaNode> root;
  Fidelity fidelity = Fidelity::exact;
};

/// Content of the global element `root` ("h:NhanHoSo", prefixed as in `names`). xs:any adds nothing; the alternatives
/// of xs:choice are optional fields, and a choice where each is one field. `invalid`: "schema.root" (no such element),
/// "schema.namespace" (a name whose namespace is not in `names`), "schema.ref" (dangling), "schema.recursive" (a type
/// that holds itself).
[[nodiscard]] base::Result<XsdModel> model_of_xsd(const std::vector<XsdFile>& files, std::string_view root,
                                                  const PrefixList& names);

}  // namespace lienthong::codec
