#pragma once

#include "codec/schema.hpp"
#include "unit/codec/choices.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace lienthong::codec {

/// Random XML Schemas with the global element "R", mostly of the kind whose model is complete.
class XsdMaker {
 public:
  explicit XsdMaker(Choices& choices) : choices_(&choices) {}

  std::string schema() {
    return R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R">)" + complex_type(0) +
           "</xs:element></xs:schema>";
  }

 private:
  static constexpr std::array<const char*, 19> simple_types{
      R"(<xs:restriction base="xs:string"/>)",
      R"(<xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="3"/></xs:restriction>)",
      R"(<xs:restriction base="xs:string"><xs:length value="2"/></xs:restriction>)",
      R"(<xs:restriction base="xs:string"><xs:pattern value="[a-c]*"/><xs:pattern value="x\s?"/></xs:restriction>)",
      R"(<xs:restriction base="xs:string"><xs:enumeration value="a"/><xs:enumeration value="a b"/></xs:restriction>)",
      R"(<xs:restriction base="xs:token"><xs:enumeration value="a"/><xs:enumeration value="a b"/></xs:restriction>)",
      R"(<xs:restriction base="xs:token"><xs:minLength value="1"/><xs:maxLength value="3"/></xs:restriction>)",
      R"(<xs:restriction base="xs:normalizedString"><xs:pattern value="[a ]+"/></xs:restriction>)",
      R"(<xs:restriction base="xs:integer"><xs:minInclusive value="-1"/><xs:maxExclusive value="10"/></xs:restriction>)",
      R"(<xs:restriction base="xs:integer"><xs:totalDigits value="2"/></xs:restriction>)",
      R"(<xs:restriction base="xs:int"><xs:pattern value="[0-9]{2}"/></xs:restriction>)",
      R"(<xs:restriction base="xs:nonNegativeInteger"><xs:enumeration value="1"/><xs:enumeration value="10"/></xs:restriction>)",
      R"(<xs:restriction base="xs:byte"/>)",
      R"(<xs:restriction base="xs:decimal"><xs:minExclusive value="0.5"/><xs:maxInclusive value="10"/></xs:restriction>)",
      R"(<xs:restriction base="xs:boolean"/>)",
      R"(<xs:restriction base="xs:date"/>)",
      R"(<xs:restriction base="xs:dateTime"/>)",
      R"(<xs:restriction base="xs:base64Binary"/>)",
      R"(<xs:restriction base="xs:double"/>)"};

  std::string simple_type() {
    return "<xs:simpleType>" + std::string(choices_->one_of(simple_types)) + "</xs:simpleType>";
  }

  std::string occurs() {
    static constexpr std::array<const char*, 8> all{"",
                                                    "",
                                                    "",
                                                    R"( minOccurs="0")",
                                                    R"( minOccurs="0" maxOccurs="unbounded")",
                                                    R"( maxOccurs="2")",
                                                    R"( minOccurs="2" maxOccurs="3")",
                                                    R"( minOccurs="0" maxOccurs="2")"};
    return choices_->one_of(all);
  }

  std::string once() { return choices_->once_in(3) ? R"( minOccurs="0")" : ""; }

  std::string element(int depth, const std::string& how_often) {
    std::string out = R"(<xs:element name=")" + next_name() + "\"" + how_often;
    if (choices_->once_in(6)) out += R"( nillable="true")";
    return out + ">" + (depth < 2 && choices_->once_in(3) ? complex_type(depth + 1) : simple_type()) + "</xs:element>";
  }

  std::string attributes() {
    std::string out;
    for (const auto* name : {"k", "l"}) {
      if (!choices_->once_in(4)) continue;
      out += R"(<xs:attribute name=")" + std::string(name) + "\"" + (choices_->once_in(2) ? R"( use="required")" : "") +
             ">" + simple_type() + "</xs:attribute>";
    }
    return out;
  }

  std::string complex_type(int depth) {
    if (depth > 0 && choices_->once_in(5)) {
      return R"(<xs:complexType><xs:simpleContent><xs:extension base="xs:int">)" + attributes() +
             "</xs:extension></xs:simpleContent></xs:complexType>";
    }
    const bool mixed = choices_->once_in(8);
    return "<xs:complexType" + std::string(mixed ? R"( mixed="true")" : "") + ">" + group(depth) + attributes() +
           "</xs:complexType>";
  }

  std::string group(int depth) {
    switch (choices_->below(5)) {
      case 0:
        return "<xs:all>" + element(depth, once()) + element(depth, once()) + "</xs:all>";
      case 1:
        return "<xs:choice" + once() + ">" + element(depth, occurs()) + element(depth, "") + "</xs:choice>";
      default:
        return "<xs:sequence>" + particles(depth) + "</xs:sequence>";
    }
  }

  std::string particles(int depth) {
    std::string out;
    for (auto left = choices_->below(3) + 1; left > 0; --left) {
      switch (choices_->below(8)) {
        case 0:
          out += "<xs:choice" + once() + ">" + element(depth, occurs()) + element(depth, "") + "<xs:choice>" +
                 element(depth, "") + element(depth, "") + "</xs:choice></xs:choice>";
          break;
        case 1:
          out += "<xs:sequence" + occurs() + ">" + element(depth, occurs()) + "</xs:sequence>";
          break;
        case 2:
          out += R"(<xs:sequence minOccurs="0">)" + element(depth, once()) + element(depth, once()) + "</xs:sequence>";
          break;
        default:
          out += element(depth, occurs());
      }
    }
    return out;
  }

  std::string next_name() { return "e" + std::to_string(names_++); }

  Choices* choices_;
  int names_ = 0;
};

/// XML documents that mostly follow a model, in the order of its fields, at the edges of what it allows.
class ModelXmlMaker {
 public:
  explicit ModelXmlMaker(Choices& choices) : choices_(&choices) {}

  std::string element(const std::string& name, const SchemaNode& node) {
    if (choices_->once_in(node.nullable ? 4 : 30)) {
      return "<" + name + R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>)";
    }
    if (node.type != SchemaNode::Type::record) return "<" + name + ">" + text(node) + "</" + name + ">";
    std::string attributes;
    std::string content;
    std::size_t chosen = choices_->below(4);
    for (std::size_t i = 0; i < node.fields.size(); ++i) {
      const auto& field = node.fields[i];
      if (field.name == "#text") {
        content = (choices_->once_in(5) ? "" : text(*field.node)) + content;
      } else if (field.name.starts_with('@')) {
        if (!choices_->once_in(field.required ? 10 : 2))
          attributes += " " + field.name.substr(1) + "=\"" + text(*field.node) + "\"";
      } else if (!left_out(node, i, chosen)) {
        content += repeated(field);
      }
    }
    if (choices_->once_in(30)) content = "text";
    return "<" + name + attributes + ">" + content + "</" + name + ">";
  }

 private:
  /// Of a choice mostly one field.
  bool left_out(const SchemaNode& node, std::size_t field, std::size_t chosen) {
    for (const auto& choice : node.choices) {
      const auto at = std::find(choice.fields.begin(), choice.fields.end(), field);
      if (at == choice.fields.end() || choices_->once_in(20)) continue;
      const auto position = static_cast<std::size_t>(at - choice.fields.begin());
      return choices_->once_in(20) || position != chosen % choice.fields.size();
    }
    return choices_->once_in(node.fields[field].required ? 15 : 2);
  }

  std::string repeated(const SchemaNode::Field& field) {
    if (field.node->type != SchemaNode::Type::list) {
      auto out = element(field.name, *field.node);
      return choices_->once_in(25) ? out + out : out;
    }
    std::string out;
    for (auto left = choices_->below(5); left > 0; --left) out += element(field.name, *field.node->item);
    return out;
  }

  std::string text(const SchemaNode& node) {
    static const std::vector<std::string> texts{"",   " ",  "a",   "a b",  " a ",  "a  b", "ab",  "abc",
                                                "ếế", "x ", "cab", "aaaa", "a\tb", "a ",   "\na", "abcd"};
    // Without white space around: libxml2 takes it off numbers and dates only where a facet makes it.
    static const std::vector<std::string> numbers{"0",   "-0",  "1",   "+1",  "01",  "-1",   "10",        "10.0",
                                                  "0.5", ".6",  "99",  "100", "127", "128",  "1.",        "1e1",
                                                  "INF", "NaN", "-99", "",    "x",   "-100", "2147483648"};
    static const std::vector<std::string> flags{"true", "false", "1", "0", " true ", "TRUE", "", "2"};
    static const std::vector<std::string> moments{"2026-06-15",
                                                  "2026-06-15Z",
                                                  "2026-02-29",
                                                  "2024-02-29+07:00",
                                                  "2026-06-15T08:30:00",
                                                  "2026-06-15T08:30:00.5Z",
                                                  "2026-06-15T08:30:00+14:00",
                                                  "2026-06-15T08:30:00+14:01",
                                                  "2026-06-15T24:00:00",
                                                  "2026-06-15T08:30:60",
                                                  "-0001-01-01",
                                                  "0000-01-01",
                                                  "12026-01-01",
                                                  "2026-6-15",
                                                  "2026-06-15T08:30",
                                                  ""};
    static const std::vector<std::string> binaries{"",     "QUJD",  "QUI=", "QQ==",    "QUI",
                                                   "QUJ=", "QU JD", "Q=",   "QQ==QQ=="};
    if (!node.one_of.empty() && !choices_->once_in(3)) return choices_->one_of(node.one_of);
    switch (node.type) {
      case SchemaNode::Type::boolean:
        return choices_->one_of(flags);
      case SchemaNode::Type::integer:
      case SchemaNode::Type::number:
        return choices_->one_of(numbers);
      case SchemaNode::Type::text:
      case SchemaNode::Type::any:
      case SchemaNode::Type::record:
      case SchemaNode::Type::list:
        break;
    }
    if (node.format.starts_with("date")) return choices_->one_of(moments);
    return choices_->one_of(node.format == "base64" ? binaries : texts);
  }

  Choices* choices_;
};

}  // namespace lienthong::codec
