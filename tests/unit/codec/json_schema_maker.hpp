#pragma once

#include "codec/builder.hpp"
#include "codec/schema.hpp"
#include "unit/codec/choices.hpp"

#include <array>
#include <string>

namespace lienthong::codec {

/// Random JSON Schemas of the kind whose model is complete.
class JsonSchemaMaker {
 public:
  explicit JsonSchemaMaker(Choices& choices) : choices_(&choices) {}

  std::string schema(int depth = 0) {
    switch (choices_->below(depth < 3 ? 9 : 7)) {
      case 0:
        return R"({"type":)" + type("string") + text_facets() + "}";
      case 1:
        return R"({"type":)" + type("integer") + number_facets() + "}";
      case 2:
        return R"({"type":)" + type("number") + number_facets() + "}";
      case 3:
        return R"({"type":)" + type("boolean") + "}";
      case 4:
        return choices_->one_of(anything);
      case 5:
        return choices_->one_of(listed);
      case 6:
        return R"({"anyOf":[{"type":"null"},)" + (depth < 3 ? schema(depth + 1) : R"({"type":"string"})") + "]}";
      case 7:
        return R"({"type":)" + type("array") + R"(,"items":)" + schema(depth + 1) + sizes("Items") + "}";
      default:
        return R"({"type":)" + type("object") + R"(,"properties":)" + properties(depth) + "}";
    }
  }

 private:
  static constexpr std::array<const char*, 5> anything{"true", "{}", R"({"maxLength":2})", R"({"minimum":1})",
                                                       R"({"maxItems":1,"pattern":"^a"})"};
  static constexpr std::array<const char*, 6> listed{
      R"({"enum":["a","ab"]})", R"({"enum":["a",null]})",    R"({"type":"integer","const":1})",
      R"({"const":true})",      R"({"enum":[0,1,10,-1.5]})", R"({"type":["string","null"],"enum":["a","b"]})"};
  static constexpr std::array<const char*, 6> text_extras{"",
                                                          R"(,"pattern":"^[a-c]*$")",
                                                          R"(,"format":"date-time")",
                                                          R"(,"format":"date")",
                                                          R"(,"contentEncoding":"base64")",
                                                          R"(,"enum":["a","abc",3])"};

  std::string type(const char* name) {
    return choices_->once_in(4) ? R"([")" + std::string(name) + R"(","null"])" : "\"" + std::string(name) + "\"";
  }
  std::string sizes(const std::string& of) {
    std::string out;
    if (choices_->once_in(2)) out += R"(,"min)" + of + "\":" + std::to_string(choices_->below(3));
    if (choices_->once_in(2)) out += R"(,"max)" + of + "\":" + std::to_string(choices_->below(4));
    return out;
  }
  std::string text_facets() { return sizes("Length") + choices_->one_of(text_extras); }
  std::string number_facets() {
    static constexpr std::array<const char*, 4> numbers{"0", "-1", "0.5", "10"};
    std::string out;
    for (const auto* keyword : {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}) {
      if (choices_->once_in(3)) out += ",\"" + std::string(keyword) + "\":" + choices_->one_of(numbers);
    }
    return out;
  }
  std::string properties(int depth) {
    std::string members;
    std::string required;
    for (const auto* name : {"a", "b", "c", "d"}) {
      if (choices_->once_in(3)) continue;
      members += (members.empty() ? "\"" : ",\"") + std::string(name) + "\":" + schema(depth + 1);
      if (choices_->once_in(2)) required += (required.empty() ? "\"" : ",\"") + std::string(name) + "\"";
    }
    const bool ordered = choices_->once_in(3);
    if (ordered) {
      members += std::string(members.empty() ? "" : ",") +
                 R"("from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"})";
    }
    std::string out = "{" + members + "}";
    if (!required.empty()) out += R"(,"required":[)" + required + "]";
    if (choices_->once_in(3)) out += R"(,"additionalProperties":false)";
    if (ordered) out += R"(,"x-not-before":{"to":"from"})";
    return out;
  }

  Choices* choices_;
};

/// Values that mostly follow a model and sit at the edges of what it allows.
class ModelValueMaker {
 public:
  ModelValueMaker(Choices& choices, Arena& arena) : choices_(&choices), arena_(&arena) {}

  Value value(const SchemaNode& node) {
    if (choices_->once_in(16)) return stray();
    if (node.nullable && choices_->once_in(4)) return Value::null();
    switch (node.type) {
      case SchemaNode::Type::text:
        return Value::text(listed_or(node, texts));
      case SchemaNode::Type::integer:
      case SchemaNode::Type::number:
        return Value::number(listed_or(node, numbers));
      case SchemaNode::Type::boolean:
        return Value::boolean(choices_->once_in(2));
      case SchemaNode::Type::list: {
        ListBuilder list(*arena_);
        for (auto left = choices_->below(4); left > 0; --left) list.add(value(*node.item));
        return list.build();
      }
      case SchemaNode::Type::record: {
        RecordBuilder record(*arena_);
        for (const auto& field : node.fields) {
          if (!choices_->once_in(field.required ? 10 : 3)) record.add(field.name, value(*field.node));
        }
        if (choices_->once_in(5)) record.add("unknown", Value::null());
        return record.build();
      }
      case SchemaNode::Type::any:
        return stray();
    }
    return {};
  }

 private:
  static constexpr std::array<std::string_view, 18> texts{"",
                                                          "a",
                                                          "ab",
                                                          "abc",
                                                          "abcd",
                                                          "ế",
                                                          "ếế",
                                                          "2026-06-15",
                                                          "2026-02-30",
                                                          "QUI=",
                                                          "QUI",
                                                          "3",
                                                          "2026-06-15T08:30:00Z",
                                                          "2026-06-15T08:30:00.5+07:00",
                                                          "2026-06-15T08:30:00",
                                                          "2026-06-15T24:00:00Z",
                                                          "2027-01-01T00:00:00Z",
                                                          "x\n"};
  static constexpr std::array<std::string_view, 14> numbers{"0",
                                                            "-0",
                                                            "1",
                                                            "-1",
                                                            "0.5",
                                                            "1.0",
                                                            "10",
                                                            "1e1",
                                                            "11",
                                                            "9223372036854775808",
                                                            "18446744073709551615",
                                                            "18446744073709551616",
                                                            "1e999",
                                                            "-1.5"};

  template <class Pool>
  std::string_view listed_or(const SchemaNode& node, const Pool& pool) {
    if (!node.one_of.empty() && !choices_->once_in(4))
      return arena_->copy(std::string_view(choices_->one_of(node.one_of)));
    return choices_->one_of(pool);
  }

  Value stray() {
    switch (choices_->below(6)) {
      case 0:
        return Value::null();
      case 1:
        return Value::boolean(true);
      case 2:
        return Value::number(choices_->one_of(numbers));
      case 3:
        return Value::text(choices_->one_of(texts));
      case 4: {
        ListBuilder list(*arena_);
        for (auto left = choices_->below(3); left > 0; --left) list.add(Value::number("1"));
        return list.build();
      }
      default: {
        RecordBuilder record(*arena_);
        record.add("a", Value::text("a"));
        return record.build();
      }
    }
  }

  Choices* choices_;
  Arena* arena_;
};

}  // namespace lienthong::codec
