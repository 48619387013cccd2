#pragma once

#include "codec/schema.hpp"
#include "codec/valijson_bridge.hpp"

#include <vector>

namespace lienthong::codec {

/// valijson's findings as problems of ours: with our paths, our rule names and constant texts, without the remarks it
/// makes about a container because of what is inside it.
[[nodiscard]] std::vector<SchemaProblem> translate_findings(const std::vector<Finding>& findings, const Value& root,
                                                            const SchemaNode& model);

/// What valijson was not shown: `format`, and length and enum of texts over long_text.
[[nodiscard]] std::vector<SchemaProblem> check_texts(const Value& root, const SchemaNode& model);

/// Sorts by where each path lies in the document; problems of one place keep their order.
void in_document_order(std::vector<SchemaProblem>& problems, const Value& root);

}  // namespace lienthong::codec
