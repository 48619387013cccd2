#include "codec/xml.hpp"
#include "codec/xml_names.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

enum class Inside { element, attribute };

std::string_view entity_for(char c, Inside where) {
  if (c == '&') return "&amp;";
  if (c == '<') return "&lt;";
  if (c == '>') return "&gt;";  // always, so that "]]>" cannot appear
  if (c == '\r') return "&#13;";
  if (where == Inside::element) return {};
  if (c == '"') return "&quot;";
  if (c == '\n') return "&#10;";
  if (c == '\t') return "&#9;";
  return {};
}

void escape_into(std::string& out, std::string_view text, Inside where) {
  for (const char c : text) {
    const auto entity = entity_for(c, where);
    if (entity.empty()) {
      out += c;
    } else {
      out += entity;
    }
  }
}

bool is_attribute(const Member& member) { return member.name.starts_with('@'); }

Error at(const char* code, const char* text, std::string_view name) {
  return Error(ErrorKind::invalid, code, text).with("element", std::string(name));
}

/// Writes with a stack of its own, so the depth of a value costs no call frames.
class XmlWriter {
 public:
  explicit XmlWriter(const XmlNames& names) : names_(&names) {}

  base::Result<std::string> write(const XmlDocument& document) {
    if (auto refused = list_prefixes()) return base::fail(std::move(*refused));
    out_ = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    pending_.push_back({{document.root, document.content}, Step::open});
    while (!pending_.empty()) {
      const auto [member, step] = pending_.back();
      pending_.pop_back();
      if (auto refused = step == Step::open ? open(member) : close(member.name)) return base::fail(std::move(*refused));
    }
    return std::move(out_);
  }

 private:
  enum class Step { open, close };

  std::optional<Error> list_prefixes() {
    for (const auto& [uri, prefix] : *names_) {
      const bool reserved = prefix == "xml" || prefix == "xmlns" || (prefix == "xsi" && uri != xsi_uri);
      const bool formed = prefix.empty() || (is_writable_name(prefix) && !uri.empty());
      if (reserved || !formed || !is_xml_text(uri) || !prefixes_.insert(prefix).second) {
        return at("xml.prefix", "a prefix is reserved, broken or stands for two namespaces", prefix);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] bool writable(std::string_view name, Inside where) const {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return is_writable_name(name);
    const auto prefix = name.substr(0, colon);
    const bool builtin = where == Inside::attribute && (prefix == "xml" || prefix == "xsi");
    return !prefix.empty() && (builtin || prefixes_.contains(prefix)) && is_writable_name(name.substr(colon + 1));
  }

  std::optional<Error> open(const Member& element) {
    if (!writable(element.name, Inside::element)) return at("xml.name", "not a name that can be written", "?");
    if (element.value.is_list()) return open_each(element);
    out_ += '<';
    out_ += element.name;
    declare_namespaces();
    if (element.value.is_null()) {
      out_ += R"( xsi:nil="true"/>)";
      return std::nullopt;
    }
    return element.value.is_record() ? open_record(element) : write_text(element);
  }

  /// A list is repeated siblings; only a record can hold those.
  std::optional<Error> open_each(const Member& element) {
    if (!declared_) return at("xml.root", "a document has one root", element.name);
    const auto items = element.value.items();
    for (std::size_t i = items.size(); i-- > 0;) {
      if (items[i].is_list()) return at("xml.list", "a list of lists has no form in XML", element.name);
      pending_.push_back({{element.name, items[i]}, Step::open});
    }
    return std::nullopt;
  }

  void declare_namespaces() {
    if (std::exchange(declared_, true)) return;
    bool xsi_listed = false;
    for (const auto& [uri, prefix] : *names_) {
      if (uri.empty()) continue;  // no namespace needs no declaration
      out_ += prefix.empty() ? " xmlns" : " xmlns:" + prefix;
      out_ += "=\"";
      escape_into(out_, uri, Inside::attribute);
      out_ += '"';
      xsi_listed = xsi_listed || prefix == "xsi";
    }
    if (!xsi_listed) out_ += " xmlns:xsi=\"" + std::string(xsi_uri) + '"';
  }

  std::optional<Error> write_text(const Member& element) {
    const auto text = element.value.scalar();
    if (!is_xml_text(text)) return at("xml.character", "a character that XML cannot hold", element.name);
    out_ += '>';
    escape_into(out_, text, Inside::element);
    return close(element.name);
  }

  std::optional<Error> open_record(const Member& element) {
    const auto members = element.value.members();
    if (auto refused = write_attributes(members, element.name)) return refused;
    out_ += '>';
    pending_.push_back({element, Step::close});
    for (std::size_t i = members.size(); i-- > 0;) {
      const auto& member = members[i];
      if (!is_attribute(member) && member.name != "#text") pending_.push_back({member, Step::open});
    }
    return write_own_text(members, element.name);
  }

  std::optional<Error> write_attributes(std::span<const Member> members, std::string_view owner) {
    std::set<std::string_view> seen;
    for (const auto& [name, value] : members) {
      if (!name.starts_with('@')) continue;
      const auto bare = name.substr(1);
      const bool holds_scalar = value.is_text() || value.is_number() || value.is_boolean();
      if (!holds_scalar || !seen.insert(bare).second || bare == "xsi:nil" || bare == "xmlns" ||
          !writable(bare, Inside::attribute)) {
        return at("xml.attribute", "an attribute that cannot be written", owner);
      }
      if (!is_xml_text(value.scalar())) return at("xml.character", "a character that XML cannot hold", owner);
      out_ += ' ';
      out_ += bare;
      out_ += "=\"";
      escape_into(out_, value.scalar(), Inside::attribute);
      out_ += '"';
    }
    return std::nullopt;
  }

  std::optional<Error> write_own_text(std::span<const Member> members, std::string_view owner) {
    for (const auto& [name, value] : members) {
      if (name != "#text") continue;
      if (value.is_record() || value.is_list()) return at("xml.text", "an element's own text must be a text", owner);
      if (!is_xml_text(value.scalar())) return at("xml.character", "a character that XML cannot hold", owner);
      escape_into(out_, value.scalar(), Inside::element);
    }
    return std::nullopt;
  }

  std::optional<Error> close(std::string_view name) {
    out_ += "</";
    out_ += name;
    out_ += '>';
    return std::nullopt;
  }

  struct Pending {
    Member member;
    Step step;
  };

  const XmlNames* names_;
  std::set<std::string, std::less<>> prefixes_;
  std::string out_;
  std::vector<Pending> pending_;
  bool declared_ = false;
};

}  // namespace

base::Result<std::string> write_xml(const XmlDocument& document, const XmlNames& names) {
  return XmlWriter(names).write(document);
}

}  // namespace lienthong::codec
