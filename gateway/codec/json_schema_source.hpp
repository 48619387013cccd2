#pragma once

#include "base/result.hpp"
#include "codec/schema.hpp"
#include "codec/value.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace lienthong::codec {

/// What a `$ref` of the form "#/definitions/name" points to inside `root`; nullptr when nothing is there.
[[nodiscard]] const Value* resolve_ref(const Value& root, std::string_view ref);

/// Why this schema must not be loaded: "schema.remote_ref", "schema.ref" (dangling), "schema.recursive",
/// "schema.pattern", "schema.unsupported"; nothing when it is safe.
[[nodiscard]] std::optional<base::Error> refuse_json_schema(const Value& root);

struct JsonSchemaModel {
  std::shared_ptr<const SchemaNode> root;
  bool complete = true;  ///< as Schema::model_is_complete
};

/// The model of a schema that refuse_json_schema let pass. contentEncoding "base64" becomes format "base64".
/// `invalid`: "schema.order".
[[nodiscard]] base::Result<JsonSchemaModel> model_of_json_schema(const Value& root);

}  // namespace lienthong::codec
