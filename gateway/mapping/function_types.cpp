#include "mapping/function.hpp"

namespace lienthong::mapping {
namespace {

bool external_may_be(FunctionKind kind, SchemaType external) {
  switch (kind) {
    case FunctionKind::code:
    case FunctionKind::flag:
      return external == SchemaType::text || external == SchemaType::integer || external == SchemaType::boolean;
    case FunctionKind::integer:
    case FunctionKind::epoch:
      return external == SchemaType::text || external == SchemaType::integer || external == SchemaType::number;
    case FunctionKind::boolean:
      return external == SchemaType::text || external == SchemaType::boolean;
    case FunctionKind::text:
    case FunctionKind::trimmed:
    case FunctionKind::instant:
    case FunctionKind::date:
    case FunctionKind::base64:
    case FunctionKind::url:
    case FunctionKind::list:
      return external == SchemaType::text;
    case FunctionKind::identity:
      return true;
  }
  return false;
}

SchemaType canonical_type(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::integer:
      return SchemaType::integer;
    case FunctionKind::flag:
    case FunctionKind::boolean:
      return SchemaType::boolean;
    case FunctionKind::list:
      return SchemaType::list;
    case FunctionKind::identity:
    case FunctionKind::text:
    case FunctionKind::trimmed:
    case FunctionKind::instant:
    case FunctionKind::date:
    case FunctionKind::epoch:
    case FunctionKind::code:
    case FunctionKind::base64:
    case FunctionKind::url:
      return SchemaType::text;
  }
  return SchemaType::any;
}

bool is_compound(SchemaType type) { return type == SchemaType::record || type == SchemaType::list; }

}  // namespace

bool types_meet(FunctionKind kind, SchemaType canonical, SchemaType external) {
  if (is_compound(external)) return false;
  if (kind == FunctionKind::identity) {
    return !is_compound(canonical) &&
           (canonical == external || canonical == SchemaType::any || external == SchemaType::any);
  }
  const bool inside = canonical == SchemaType::any || canonical == canonical_type(kind);
  return inside && (external == SchemaType::any || external_may_be(kind, external));
}

}  // namespace lienthong::mapping
