#pragma once

#include "codec/json_schema_source.hpp"
#include "codec/schema.hpp"
#include "codec/valijson_bridge.hpp"

#include <vector>

namespace lienthong::codec {

/// valijson's findings as problems of ours: with our paths, our rule names and constant texts, without the remarks it
/// makes about a container because of what is inside it, and without those that check_by_model makes better: on texts
/// over long_text, and on patterns where the model is complete, since std::regex takes bytes for characters.
[[nodiscard]] std::vector<SchemaProblem> translate_findings(const std::vector<Finding>& findings, const Value& root,
                                                            const JsonSchemaModel& model);

/// What valijson does not judge: `format`, base64, "x-not-before"; and what was left to us (see above).
[[nodiscard]] std::vector<SchemaProblem> check_by_model(const Value& root, const JsonSchemaModel& model);

/// Sorts by where each path lies in the document; problems of one place keep their order.
void in_document_order(std::vector<SchemaProblem>& problems, const Value& root);

}  // namespace lienthong::codec
