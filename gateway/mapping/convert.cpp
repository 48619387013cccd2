#include "mapping/convert.hpp"

#include "base/text.hpp"
#include "codec/lexical_form.hpp"
#include "mapping/constraints.hpp"
#include "mapping/epoch.hpp"
#include "mapping/text_list.hpp"
#include "mapping/url.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::Arena;
using codec::SchemaNode;
using codec::Value;

template <class T>
using Maybe = tl::expected<T, Fault>;

tl::unexpected<Fault> refuse(std::string_view code, std::string_view text) { return tl::unexpected(Fault{code, text}); }
tl::unexpected<Fault> wrong_type() { return refuse("mapping.type", "not of the type the schema says"); }

std::optional<bool> truth_of(std::string_view lexeme) {
  if (lexeme == "true" || lexeme == "1") return true;
  if (lexeme == "false" || lexeme == "0") return false;
  return std::nullopt;
}

/// An element of text with attributes that nobody reads; one with children is no text.
bool has_attributes_only(const Value& element) {
  const auto members = element.members();
  return std::all_of(members.begin(), members.end(), [](const codec::Member& member) {
    return member.name.starts_with('@') || member.name == "#text";
  });
}

Crossed just(Value value) { return Crossing{value, {}}; }

Crossed truth(std::string_view lexeme) {
  const auto truth = truth_of(lexeme);
  if (!truth) return wrong_type();
  return just(Value::boolean(*truth));
}

Crossed whole(std::string_view lexeme, Arena& arena) {
  const auto number = whole_number(lexeme, arena);
  if (!number) return wrong_type();
  return just(Value::number(*number));
}

Crossed inward_identity(std::string_view lexeme, SchemaType canonical, const Value& original, Arena& arena) {
  switch (canonical) {
    case SchemaType::integer:
      return whole(lexeme, arena);
    case SchemaType::number:
      if (!is_json_number(lexeme)) return wrong_type();
      return just(Value::number(lexeme));
    case SchemaType::boolean:
      return truth(lexeme);
    case SchemaType::any:
      if (original.is_number()) return just(Value::number(lexeme));
      if (original.is_boolean()) return just(Value::boolean(original.as_boolean()));
      return just(Value::text(lexeme));
    case SchemaType::text:
    case SchemaType::record:
    case SchemaType::list:
      return just(Value::text(lexeme));
  }
  return wrong_type();
}

Crossed inward_code(std::string_view lexeme, const CodeTable& table, const CodeTable::Version* version, Arena& arena) {
  if (version == nullptr) return refuse("mapping.code_date", "nothing says on which day the code holds");
  const auto code = table.to_canonical(lexeme, *version);
  if (!code) return refuse(arena.copy(code.error().code()), arena.copy(code.error().text()));
  return just(Value::text(*code));
}

Crossed inward_epoch(std::string_view lexeme, EpochUnit unit, Arena& arena) {
  const auto read = read_epoch(lexeme, unit);
  if (!read) return tl::unexpected(read.error());
  return Crossing{Value::text(write_rfc3339(read->at, arena)), read->exactness == Exactness::exact ? "" : "epoch.unit"};
}

Crossed inward_date(std::string_view lexeme, const Function& function, Arena& arena) {
  const auto date = read_date(function.dates, lexeme, arena);
  if (!date) return refuse("mapping.date", "not a real date in the form the mapping says");
  return just(Value::text(*date));
}

Crossed inward_list(std::string_view lexeme, std::string_view separator, Arena& arena) {
  const auto list = split_texts(lexeme, separator, arena);
  if (!list) return tl::unexpected(list.error());
  return just(*list);
}

Crossed inward_instant(std::string_view lexeme, const Function& function, Arena& arena) {
  const InstantPattern& pattern = *function.pattern;
  const auto canonical = pattern.to_canonical(lexeme, arena);
  if (!canonical) return refuse("mapping.instant", "not a real date in the form the mapping says");
  const bool respelt = !pattern.has_one_spelling() && pattern.write(*pattern.read(lexeme), arena) != lexeme;
  return Crossing{Value::text(*canonical), respelt ? "instant.spelling" : ""};
}

Crossed inward_function(const Step& step, std::string_view lexeme, const Value& original,
                        const CodeTable::Version* version, Arena& arena) {
  const Function& function = step.function;
  switch (function.kind) {
    case FunctionKind::identity:
      return inward_identity(lexeme, step.canonical.schema->type, original, arena);
    case FunctionKind::text:
      return just(Value::text(lexeme));
    case FunctionKind::trimmed: {
      const std::string_view trimmed = base::trim(lexeme);
      return Crossing{Value::text(trimmed), trimmed.size() == lexeme.size() ? "" : "text.trimmed"};
    }
    case FunctionKind::instant:
      return inward_instant(lexeme, function, arena);
    case FunctionKind::date:
      return inward_date(lexeme, function, arena);
    case FunctionKind::epoch:
      return inward_epoch(lexeme, function.unit, arena);
    case FunctionKind::code:
      return inward_code(lexeme, *function.table, version, arena);
    case FunctionKind::integer:
      return whole(lexeme, arena);
    case FunctionKind::flag:
      if (lexeme == function.yes) return just(Value::boolean(true));
      if (lexeme == function.no) return just(Value::boolean(false));
      return refuse("mapping.flag", "neither of the two texts of the flag");
    case FunctionKind::boolean:
      return truth(lexeme);
    case FunctionKind::base64:
      if (!codec::is_base64(lexeme)) return refuse("mapping.base64", "not base64");
      return just(Value::text(lexeme));
    case FunctionKind::url:
      if (!is_absolute_http_url(lexeme)) return refuse("mapping.url", "not an http or https URL");
      return just(Value::text(lexeme));
    case FunctionKind::list:
      return inward_list(lexeme, function.separator, arena);
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
    case SchemaType::list:
      return value.is_list();
    case SchemaType::record:
      return false;
  }
  return false;
}

/// An external lexeme, in the arena, the plan or the canonical value, and the rule of what changed on the way.
struct Spelling {
  std::string_view out;
  std::string_view note;
};
Maybe<Spelling> just_text(std::string_view text) { return Spelling{text, {}}; }

Maybe<base::Instant> canonical_instant(std::string_view lexeme) {
  const auto at = read_rfc3339(lexeme);
  if (!at) return refuse("mapping.instant", "not an RFC 3339 instant");
  return *at;
}

Maybe<Spelling> outward_instant(const InstantPattern& pattern, std::string_view lexeme, Arena& arena) {
  if (const auto written = pattern.from_vietnam_time(lexeme, arena)) {
    return Spelling{written->text, written->exactness == Exactness::exact ? "" : "instant.cut"};
  }
  const auto at = canonical_instant(lexeme);
  if (!at) return tl::unexpected(at.error());
  const auto text = pattern.write(*at, arena);
  if (!text) return refuse("mapping.instant", "a year the form cannot write");
  return Spelling{*text, pattern.kept(*at) == *at ? "" : "instant.cut"};
}

Maybe<Spelling> outward_epoch(EpochUnit unit, std::string_view lexeme, Arena& arena) {
  const auto at = canonical_instant(lexeme);
  if (!at) return tl::unexpected(at.error());
  const auto written = write_epoch(*at, unit, arena);
  if (!written) return tl::unexpected(written.error());
  return Spelling{written->text, written->exactness == Exactness::exact ? "" : "instant.cut"};
}

Maybe<Spelling> outward_code(std::string_view lexeme, const CodeTable& table, const CodeTable::Version* version,
                             Arena& arena) {
  if (version == nullptr) return refuse("mapping.code_date", "nothing says on which day the code holds");
  const auto code = table.to_external(lexeme, *version);
  if (!code) return refuse(arena.copy(code.error().code()), arena.copy(code.error().text()));
  return just_text(*code);
}

Maybe<Spelling> outward_text(const Function& function, std::string_view lexeme) {
  if (!function.cut_at || lexeme.size() <= *function.cut_at) return just_text(lexeme);
  const std::string_view cut = base::cut_code_points(lexeme, *function.cut_at);
  return Spelling{cut, cut.size() == lexeme.size() ? "" : "text.cut"};
}

Maybe<Spelling> outward_list(const Value& value, const Function& function, Arena& arena) {
  const auto joined = join_texts(value.items(), function.separator, arena);
  if (!joined) return tl::unexpected(joined.error());
  return just_text(*joined);
}

Maybe<Spelling> outward_function(const Step& step, const Value& value, const CodeTable::Version* version,
                                 Arena& arena) {
  const Function& function = step.function;
  const std::string_view lexeme = value.scalar();
  switch (function.kind) {
    case FunctionKind::identity:
    case FunctionKind::integer:
    case FunctionKind::boolean:
      return just_text(lexeme);
    case FunctionKind::text:
      return outward_text(function, lexeme);
    case FunctionKind::trimmed: {
      const std::string_view trimmed = base::trim(lexeme);
      return Spelling{trimmed, trimmed.size() == lexeme.size() ? "" : "text.trimmed"};
    }
    case FunctionKind::instant:
      return outward_instant(*function.pattern, lexeme, arena);
    case FunctionKind::date: {
      const auto date = write_date(function.dates, lexeme, arena);
      if (!date) return refuse("mapping.date", "not a date of a form the mapping says");
      return just_text(*date);
    }
    case FunctionKind::epoch:
      return outward_epoch(function.unit, lexeme, arena);
    case FunctionKind::code:
      return outward_code(lexeme, *function.table, version, arena);
    case FunctionKind::flag:
      return just_text(value.as_boolean() ? function.yes : function.no);
    case FunctionKind::base64:
      if (!codec::is_base64(lexeme)) return refuse("mapping.base64", "not base64");
      return just_text(lexeme);
    case FunctionKind::url:
      if (!is_absolute_http_url(lexeme)) return refuse("mapping.url", "not an http or https URL");
      return just_text(lexeme);
    case FunctionKind::list:
      return outward_list(value, function, arena);
  }
  return wrong_type();
}

/// That it is one was seen when its lexeme was read.
bool is_any_integer(const SchemaNode& node) {
  return node.type == SchemaType::integer && !node.minimum && !node.maximum && !node.pattern && node.one_of.empty();
}

Crossing stand_in(const Step& step) {
  if (!step.absent.empty() && step.write_absent) return {spelt(step.absent.front(), step.wire), {}};
  if (step.fallback) return {spelt(*step.fallback, step.wire), {}};
  return {};
}

/// Nothing when the value does not stand for "not there".
std::optional<Crossing> read_as_absent(const Step& step, std::string_view lexeme) {
  for (std::size_t i = 0; i < step.absent.size(); ++i) {
    if (step.absent[i] == lexeme) return Crossing{std::nullopt, i == 0 && step.write_absent ? "" : "absent.spelling"};
  }
  return std::nullopt;
}

}  // namespace

Maybe<std::string_view> external_lexeme(const Value& value, const SchemaNode& node, Format format) {
  const Value* scalar = &value;
  if (value.is_record() && format == Format::xml) {
    if (!has_attributes_only(value)) return wrong_type();
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
      if (scalar->is_boolean() || !is_whole_number(lexeme)) return wrong_type();
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

Wire wire_of(SchemaType type) {
  switch (type) {
    case SchemaType::integer:
    case SchemaType::number:
      return Wire::number;
    case SchemaType::boolean:
      return Wire::boolean;
    case SchemaType::text:
    case SchemaType::any:
    case SchemaType::record:
    case SchemaType::list:
      return Wire::text;
  }
  return Wire::text;
}

Value spelt(std::string_view lexeme, Wire wire) {
  switch (wire) {
    case Wire::number:
      return Value::number(lexeme);
    case Wire::boolean:
      return Value::boolean(lexeme == "true" || lexeme == "1");
    case Wire::text:
      return Value::text(lexeme);
  }
  return {};
}

Crossed cross_inward(const Step& step, const Value* value, const CrossingContext& context, Arena& arena) {
  if (value == nullptr) return Crossing{};
  if (!step.absent.empty() && !value->is_list() && !value->is_record()) {
    if (auto absent = read_as_absent(step, value->scalar())) return *absent;
  }
  const auto lexeme = external_lexeme(*value, *step.external.schema, context.format);
  if (!lexeme) return tl::unexpected(lexeme.error());
  if (!step.absent.empty()) {
    if (auto absent = read_as_absent(step, *lexeme)) return *absent;
  }
  if (!is_any_integer(*step.external.schema)) {
    if (const auto fault = broken_constraint(*lexeme, *step.external.schema, context.format))
      return tl::unexpected(*fault);
  }
  Crossed out = inward_function(step, *lexeme, *value, context.version, arena);
  if (!out || step.canonical.proven) return out;
  if (const auto fault = broken_value(*out->value, *step.canonical.schema)) return tl::unexpected(*fault);
  return out;
}

Crossed cross_outward(const Step& step, const Value* value, const CrossingContext& context, Arena& arena) {
  if (value == nullptr) return stand_in(step);
  if (!is_of_type(*value, step.canonical.schema->type)) return wrong_type();
  if (const auto fault = broken_value(*value, *step.canonical.schema)) return tl::unexpected(*fault);
  const auto out = outward_function(step, *value, context.version, arena);
  if (!out) return tl::unexpected(out.error());
  if (const auto fault = broken_constraint(out->out, *step.external.schema, context.format))
    return tl::unexpected(*fault);
  const bool reads_as_absent = !step.absent.empty() && read_as_absent(step, out->out).has_value();
  return Crossing{spelt(out->out, step.wire), reads_as_absent ? "value.absent" : out->note};
}

}  // namespace lienthong::mapping
