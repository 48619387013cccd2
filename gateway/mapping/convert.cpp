#include "mapping/convert.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "mapping/constraints.hpp"

namespace lienthong::mapping {
namespace {

using codec::Arena;
using codec::SchemaNode;
using codec::Value;

template <class T>
using Maybe = tl::expected<T, Fault>;

tl::unexpected<Fault> refuse(std::string code, std::string text) {
  return tl::unexpected(Fault{std::move(code), std::move(text)});
}
tl::unexpected<Fault> wrong_type() { return refuse("mapping.type", "not of the type the schema says"); }

std::optional<bool> truth_of(std::string_view lexeme) {
  if (lexeme == "true" || lexeme == "1") return true;
  if (lexeme == "false" || lexeme == "0") return false;
  return std::nullopt;
}

/// Peers write numbers as texts and texts as numbers (contracts 8.1 #16): both are read.
Maybe<std::string_view> external_lexeme(const Value& value, const SchemaNode& node, Format format) {
  const Value* scalar = &value;
  if (value.is_record() && format == Format::xml) {  // an element with attributes we do not read
    scalar = value.find("#text");
    if (scalar == nullptr) return std::string_view{};
  }
  if (scalar->is_list() || scalar->is_record()) return wrong_type();
  const bool padded = format == Format::xml && node.type != SchemaType::text;  // XSD collapses white space there
  const std::string_view lexeme = padded ? base::trim(scalar->scalar()) : scalar->scalar();
  switch (node.type) {
    case SchemaType::text:
      if (scalar->is_boolean()) return wrong_type();
      return lexeme;
    case SchemaType::integer:
      if (scalar->is_boolean() || !whole_number(lexeme)) return wrong_type();
      return lexeme;
    case SchemaType::number:
      if (scalar->is_boolean() || !is_json_number(lexeme)) return wrong_type();
      return lexeme;
    case SchemaType::boolean:
      if (!truth_of(lexeme)) return wrong_type();
      return lexeme;
    case SchemaType::any:
      return lexeme;
    case SchemaType::record:
    case SchemaType::list:
      return wrong_type();
  }
  return wrong_type();
}

Maybe<Value> inward_identity(std::string_view lexeme, SchemaType canonical, const Value& original, Arena& arena) {
  switch (canonical) {
    case SchemaType::integer: {
      const auto number = whole_number(lexeme);
      if (!number) return wrong_type();
      return Value::number(arena.copy(*number));
    }
    case SchemaType::number:
      if (!is_json_number(lexeme)) return wrong_type();
      return Value::number(arena.copy(lexeme));
    case SchemaType::boolean: {
      const auto truth = truth_of(lexeme);
      if (!truth) return wrong_type();
      return Value::boolean(*truth);
    }
    case SchemaType::any:
      if (original.is_number()) return Value::number(arena.copy(lexeme));
      if (original.is_boolean()) return Value::boolean(original.as_boolean());
      return Value::text(arena.copy(lexeme));
    case SchemaType::text:
    case SchemaType::record:
    case SchemaType::list:
      return Value::text(arena.copy(lexeme));
  }
  return wrong_type();
}

Maybe<std::string_view> looked_up(const base::Result<std::string_view>& found) {
  if (found) return *found;
  return refuse(found.error().code(), found.error().text());
}

Maybe<Value> inward_function(const Step& step, std::string_view lexeme, const Value& original, Arena& arena) {
  const Function& function = step.function;
  switch (function.kind) {
    case FunctionKind::identity:
      return inward_identity(lexeme, step.canonical.schema->type, original, arena);
    case FunctionKind::text:
      return Value::text(arena.copy(lexeme));
    case FunctionKind::instant: {
      const auto at = function.pattern->read(lexeme);
      if (!at) return refuse("mapping.instant", "not a real date in the form the mapping says");
      return Value::text(arena.copy(write_rfc3339(*at)));
    }
    case FunctionKind::code: {
      const auto code = looked_up(function.table->to_canonical(lexeme));
      if (!code) return tl::unexpected(code.error());
      return Value::text(arena.copy(*code));
    }
    case FunctionKind::integer: {
      const auto number = whole_number(lexeme);
      if (!number) return wrong_type();
      return Value::number(arena.copy(*number));
    }
    case FunctionKind::flag:
      if (lexeme == function.yes) return Value::boolean(true);
      if (lexeme == function.no) return Value::boolean(false);
      return refuse("mapping.flag", "neither of the two texts of the flag");
    case FunctionKind::boolean: {
      const auto truth = truth_of(lexeme);
      if (!truth) return wrong_type();
      return Value::boolean(*truth);
    }
    case FunctionKind::base64:
      if (!base::from_base64(lexeme)) return refuse("mapping.base64", "not base64");
      return Value::text(arena.copy(lexeme));
  }
  return wrong_type();
}

/// Our own documents are held to their types strictly.
bool is_of_type(const Value& value, SchemaType type) {
  switch (type) {
    case SchemaType::text:
      return value.is_text();
    case SchemaType::integer:
      return value.as_integer().has_value();
    case SchemaType::number:
      return value.is_number();
    case SchemaType::boolean:
      return value.is_boolean();
    case SchemaType::any:
      return !value.is_list() && !value.is_record();
    case SchemaType::record:
    case SchemaType::list:
      return false;
  }
  return false;
}

struct Spelling {
  std::string_view lexeme;  ///< in the arena, the plan or the canonical value
  std::string_view note;
};

Maybe<Spelling> outward_instant(const InstantPattern& pattern, std::string_view lexeme, Arena& arena) {
  const auto at = read_rfc3339(lexeme);
  if (!at) return refuse("mapping.instant", "not an RFC 3339 instant");
  const auto text = pattern.write(*at);
  if (!text) return refuse("mapping.instant", "a year the form cannot write");
  return Spelling{arena.copy(*text), pattern.kept(*at) == *at ? "" : "instant.cut"};
}

Maybe<Spelling> outward_function(const Step& step, const Value& value, Arena& arena) {
  const Function& function = step.function;
  const std::string_view lexeme = value.scalar();
  switch (function.kind) {
    case FunctionKind::identity:
    case FunctionKind::integer:
    case FunctionKind::boolean:
      return Spelling{lexeme, {}};
    case FunctionKind::text: {
      if (!function.cut_at || lexeme.size() <= *function.cut_at) return Spelling{lexeme, {}};
      const std::string_view cut = base::cut_code_points(lexeme, *function.cut_at);
      return Spelling{cut, cut.size() == lexeme.size() ? "" : "text.cut"};
    }
    case FunctionKind::instant:
      return outward_instant(*function.pattern, lexeme, arena);
    case FunctionKind::code: {
      const auto code = looked_up(function.table->to_external(lexeme));
      if (!code) return tl::unexpected(code.error());
      return Spelling{*code, {}};
    }
    case FunctionKind::flag:
      return Spelling{value.as_boolean() ? function.yes : function.no, {}};
    case FunctionKind::base64:
      if (!base::from_base64(lexeme)) return refuse("mapping.base64", "not base64");
      return Spelling{lexeme, {}};
  }
  return wrong_type();
}

Crossing stand_in(const Step& step, Arena& arena) {
  if (step.absent) return {spelt(*step.absent, step.wire, arena), {}};
  if (step.fallback) return {spelt(*step.fallback, step.wire, arena), {}};
  return {};
}

}  // namespace

Value spelt(std::string_view lexeme, Wire wire, Arena& arena) {
  switch (wire) {
    case Wire::number:
      return Value::number(arena.copy(lexeme));
    case Wire::boolean:
      return Value::boolean(lexeme == "true" || lexeme == "1");
    case Wire::text:
      return Value::text(arena.copy(lexeme));
  }
  return {};
}

Crossed cross_inward(const Step& step, const Value* value, Format format, Arena& arena) {
  if (value == nullptr) return Crossing{};
  if (step.absent && !value->is_list() && !value->is_record() && value->scalar() == *step.absent) return Crossing{};
  const auto lexeme = external_lexeme(*value, *step.external.schema, format);
  if (!lexeme) return tl::unexpected(lexeme.error());
  if (step.absent && *lexeme == *step.absent) return Crossing{};
  if (auto fault = broken_constraint(*lexeme, *step.external.schema)) return tl::unexpected(std::move(*fault));
  auto out = inward_function(step, *lexeme, *value, arena);
  if (!out) return tl::unexpected(out.error());
  if (auto fault = broken_constraint(out->scalar(), *step.canonical.schema)) return tl::unexpected(std::move(*fault));
  return Crossing{*out, {}};
}

Crossed cross_outward(const Step& step, const Value* value, Arena& arena) {
  if (value == nullptr) return stand_in(step, arena);
  if (!is_of_type(*value, step.canonical.schema->type)) return wrong_type();
  if (auto fault = broken_constraint(value->scalar(), *step.canonical.schema)) return tl::unexpected(std::move(*fault));
  const auto out = outward_function(step, *value, arena);
  if (!out) return tl::unexpected(out.error());
  if (auto fault = broken_constraint(out->lexeme, *step.external.schema)) return tl::unexpected(std::move(*fault));
  return Crossing{spelt(out->lexeme, step.wire, arena), out->note};
}

}  // namespace lienthong::mapping
