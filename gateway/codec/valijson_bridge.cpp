// valijson's adapter must come before any RapidJSON header, or a failed RapidJSON assertion aborts the process instead
// of throwing (ecosystem 1.4). VALIJSON_USE_EXCEPTIONS=1 is set for this file in CMakeLists.txt.
#include "codec/valijson_bridge.hpp"

#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <charconv>
#include <exception>
#include <limits>

namespace lienthong::codec {
namespace {

using Allocator = rapidjson::Document::AllocatorType;

enum class Reading { document, schema };

rapidjson::Value text_ref(std::string_view text) {
  if (text.empty()) return rapidjson::Value("");  // an empty view may hold nullptr, which RapidJSON asserts against
  return rapidjson::Value(rapidjson::StringRef(text.data(), static_cast<rapidjson::SizeType>(text.size())));
}

template <class Number>
bool reads_as(std::string_view lexeme, Number& out) {
  const auto* end = lexeme.data() + lexeme.size();
  const auto [stopped, error] = std::from_chars(lexeme.data(), end, out);
  return error == std::errc{} && stopped == end;
}

/// Never unsigned: valijson takes an integer from 2^63 on for a negative one. A number no double holds is judged as the
/// largest one: it is out of any range a schema states.
rapidjson::Value number_of(std::string_view lexeme) {
  std::int64_t whole = 0;
  if (reads_as(lexeme, whole)) return rapidjson::Value(whole);
  double real = 0;
  if (reads_as(lexeme, real)) return rapidjson::Value(real);
  const bool tiny = lexeme.find("e-") != std::string_view::npos || lexeme.find("E-") != std::string_view::npos;
  const double far = tiny ? 0.0 : std::numeric_limits<double>::max();
  return rapidjson::Value(lexeme.starts_with('-') ? -far : far);
}

bool left_out(const Member& member) {
  return member.value.is_text() && (member.name == "format" || member.name == "$id");
}

rapidjson::Value convert(const Value& value, Reading reading, Allocator& memory) {
  switch (value.kind()) {
    case Value::Kind::null:
      return rapidjson::Value();
    case Value::Kind::boolean:
      return rapidjson::Value(value.as_boolean());
    case Value::Kind::number:
      return number_of(value.scalar());
    case Value::Kind::text: {
      const bool shown = reading == Reading::schema || value.scalar().size() <= long_text;
      return text_ref(shown ? value.scalar() : "(long text)");
    }
    case Value::Kind::list: {
      rapidjson::Value out(rapidjson::kArrayType);
      out.Reserve(static_cast<rapidjson::SizeType>(value.items().size()), memory);
      for (const auto& item : value.items()) out.PushBack(convert(item, reading, memory), memory);
      return out;
    }
    case Value::Kind::record: {
      rapidjson::Value out(rapidjson::kObjectType);
      for (const auto& member : value.members()) {
        if (reading == Reading::schema && left_out(member)) continue;
        out.AddMember(text_ref(member.name), convert(member.value, reading, memory), memory);
      }
      return out;
    }
  }
  return rapidjson::Value();
}

class ValijsonSchema final : public CompiledSchema {
 public:
  explicit ValijsonSchema(const rapidjson::Value& document) {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::RapidJsonAdapter(document), schema_);
  }

  [[nodiscard]] std::vector<Finding> check(const Value& value) const override {
    Allocator memory;
    const auto document = convert(value, Reading::document, memory);
    valijson::ValidationResults results;
    bool valid = false;
    try {
      valijson::Validator validator;  // keeps a cache of regular expressions, so one per call
      valid = validator.validate(schema_, valijson::adapters::RapidJsonAdapter(document), &results);
    } catch (const std::exception&) {
      return {Finding{{}, "exception"}};
    }
    std::vector<Finding> out;
    if (valid) return out;
    for (const auto& error : results) out.push_back({error.context, error.description});
    if (out.empty()) out.push_back({{}, "no reason given"});
    return out;
  }

 private:
  valijson::Schema schema_;
};

}  // namespace

base::Result<std::unique_ptr<CompiledSchema>> CompiledSchema::compile(const Value& schema) {
  Allocator memory;
  const auto document = convert(schema, Reading::schema, memory);
  try {
    return std::make_unique<ValijsonSchema>(document);
  } catch (const std::exception&) {
    return base::fail(base::ErrorKind::invalid, "schema.syntax", "not a draft-7 JSON Schema that the validator knows");
  }
}

}  // namespace lienthong::codec
