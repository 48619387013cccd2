#include "codec/output_text.hpp"
#include "codec/xml.hpp"
#include "codec/xml_names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
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

/// Finds some that have none, too. '<' and '>' differ in one bit, '&' and '"' in another.
std::uint64_t find_entity(std::uint64_t eight) {
  static_assert(('<' | 2) == '>' && ('"' | 4) == '&');
  return any_below(eight, 0x20) | any_is(eight | all_eight(2), '>') | any_is(eight | all_eight(4), '&');
}

void escape_into(OutputText& out, std::string_view text, Inside where) {
  out.append_escaped(text, find_entity, [&out, where](char c) {
    if (static_cast<unsigned char>(c) > '>') return out.append(c);
    const auto entity = entity_for(c, where);
    if (entity.empty()) return out.append(c);
    out.append(entity);
  });
}

/// When texts are looked at for what XML cannot hold: the finished document at once, or each alone, to say where.
enum class TextCheck { of_document, of_each_text };

/// Writes with a stack of its own, so the depth of a value costs no call frames.
class XmlWriter {
 public:
  XmlWriter(const XmlNames& names, TextCheck check) : names_(&names), check_(check) { open_.reserve(16); }

  /// False: see error().
  bool write(const XmlDocument& document) {
    if (!list_prefixes()) return false;
    out_.append(R"(<?xml version="1.0" encoding="UTF-8"?>)");
    if (!element(document.root, document.content)) return false;
    while (!open_.empty()) {
      if (!next()) return false;
    }
    return true;
  }

  [[nodiscard]] std::string_view written() const { return out_.view(); }
  [[nodiscard]] std::optional<Error>& error() { return error_; }

 private:
  /// A record whose end tag is to come, or a list, which is repeated siblings of one name.
  struct Open {
    std::string_view name;
    std::span<const Member> members;
    std::span<const Value> items;
    Value::Kind kind;
    std::size_t done = 0;
  };

  bool refuse(const char* code, const char* text, std::string_view name) {
    error_ = Error(ErrorKind::invalid, code, text).with("element", std::string(name));
    return false;
  }

  bool list_prefixes() {
    for (const auto& [uri, prefix] : *names_) {
      const bool reserved = prefix == "xml" || prefix == "xmlns" || (prefix == "xsi" && uri != xsi_uri);
      const bool formed = prefix.empty() || (is_writable_name(prefix) && !uri.empty());
      if (reserved || !formed || !is_xml_text(uri) || is_listed(prefix)) {
        return refuse("xml.prefix", "a prefix is reserved, broken or stands for two namespaces", prefix);
      }
      prefixes_.push_back(prefix);
    }
    return true;
  }

  [[nodiscard]] bool is_listed(std::string_view prefix) const {
    return std::find(prefixes_.begin(), prefixes_.end(), prefix) != prefixes_.end();
  }

  [[nodiscard]] bool writable(std::string_view name, Inside where) const {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return is_writable_name(name);
    const auto prefix = name.substr(0, colon);
    const bool builtin = where == Inside::attribute && (prefix == "xml" || prefix == "xsi");
    return !prefix.empty() && (builtin || is_listed(prefix)) && is_writable_name(name.substr(colon + 1));
  }

  /// Most names come more than once, and mostly from the same place.
  bool is_element_name(std::string_view name) {
    auto& known = known_names_[(reinterpret_cast<std::uintptr_t>(name.data()) / 8) % known_names_.size()];
    if (known.data() == name.data() && known.size() == name.size() && !name.empty()) return true;
    if (!writable(name, Inside::element)) return false;
    known = name;
    return true;
  }

  bool next() {
    auto& open = open_.back();
    if (open.kind == Value::Kind::list) {
      if (open.done < open.items.size()) return element(open.name, open.items[open.done++]);
      open_.pop_back();
      return true;
    }
    while (open.done < open.members.size()) {
      const auto& [name, value] = open.members[open.done++];
      if (!name.starts_with('@') && name != "#text") return element(name, value);
    }
    end_tag(open.name);
    open_.pop_back();
    return true;
  }

  bool element(std::string_view name, const Value& value) {
    if (!is_element_name(name)) return refuse("xml.name", "not a name that can be written", "?");
    if (value.is_list()) return open_list(name, value.items());
    start_tag(name);
    if (!std::exchange(declared_, true)) declare_namespaces();
    if (value.is_null()) {
      declare_instance_namespace();
      out_.append(R"( xsi:nil="true"/>)");
      return true;
    }
    if (value.is_record()) return open_record(name, value.members());
    out_.append('>');
    if (!write_text(value, name, Inside::element)) return false;
    end_tag(name);
    return true;
  }

  bool open_list(std::string_view name, std::span<const Value> items) {
    if (!declared_) return refuse("xml.root", "a document has one root", name);
    if (std::any_of(items.begin(), items.end(), [](const Value& item) { return item.is_list(); })) {
      return refuse("xml.list", "a list of lists has no form in XML", name);
    }
    open_.push_back({name, {}, items, Value::Kind::list});
    return true;
  }

  void declare_namespaces() {
    for (const auto& [uri, prefix] : *names_) {
      if (!uri.empty()) declare_namespace(prefix, uri);  // no namespace needs no declaration
    }
  }

  /// Where it is used and nowhere else: what a peer wrote without it comes back without it.
  void declare_instance_namespace() {
    if (!is_listed("xsi")) declare_namespace("xsi", xsi_uri);
  }

  void declare_namespace(std::string_view prefix, std::string_view uri) {
    out_.append(prefix.empty() ? " xmlns" : " xmlns:");
    out_.append(prefix);
    out_.append("=\"");
    escape_into(out_, uri, Inside::attribute);
    out_.append('"');
  }

  bool open_record(std::string_view name, std::span<const Member> members) {
    if (!write_attributes(members, name)) return false;
    out_.append('>');
    open_.push_back({name, members, {}, Value::Kind::record});
    return write_own_text(members, name);
  }

  bool write_attributes(std::span<const Member> members, std::string_view owner) {
    std::set<std::string_view> written;
    const bool has_instance = std::any_of(members.begin(), members.end(),
                                          [](const Member& member) { return member.name.starts_with("@xsi:"); });
    if (has_instance) declare_instance_namespace();
    for (const auto& [name, value] : members) {
      if (!name.starts_with('@')) continue;
      const auto bare = name.substr(1);
      const bool holds_scalar = value.is_text() || value.is_number() || value.is_boolean();
      if (!holds_scalar || !written.insert(bare).second || bare == "xsi:nil" || bare == "xmlns" ||
          !writable(bare, Inside::attribute)) {
        return refuse("xml.attribute", "an attribute that cannot be written", owner);
      }
      out_.append(' ');
      out_.append(bare);
      out_.append("=\"");
      if (!write_text(value, owner, Inside::attribute)) return false;
      out_.append('"');
    }
    return true;
  }

  bool write_own_text(std::span<const Member> members, std::string_view owner) {
    for (const auto& [name, value] : members) {
      if (name != "#text") continue;
      if (value.is_record() || value.is_list())
        return refuse("xml.text", "an element's own text must be a text", owner);
      // Two such texts of which neither is UTF-8 could make one that is: here the document does not speak for its
      // parts.
      if (!is_xml_text(value.scalar())) return refuse_character(owner);
      escape_into(out_, value.scalar(), Inside::element);
    }
    return true;
  }

  bool write_text(const Value& value, std::string_view owner, Inside where) {
    if (check_ == TextCheck::of_each_text && !is_xml_text(value.scalar())) return refuse_character(owner);
    escape_into(out_, value.scalar(), where);
    return true;
  }

  bool refuse_character(std::string_view owner) {
    return refuse("xml.character", "a character that XML cannot hold", owner);
  }

  void start_tag(std::string_view name) {
    char* const out = out_.extend(name.size() + 1);
    *out = '<';
    std::copy_n(name.data(), name.size(), out + 1);
  }

  void end_tag(std::string_view name) {
    char* out = out_.extend(name.size() + 3);
    *out++ = '<';
    *out++ = '/';
    *std::copy_n(name.data(), name.size(), out) = '>';
  }

  const XmlNames* names_;
  TextCheck check_;
  std::vector<std::string_view> prefixes_;
  std::array<std::string_view, 64> known_names_{};
  OutputText out_;
  std::vector<Open> open_;
  bool declared_ = false;
  std::optional<Error> error_;
};

}  // namespace

base::Result<std::string> write_xml(const XmlDocument& document, const XmlNames& names) {
  XmlWriter quick(names, TextCheck::of_document);
  if (quick.write(document) && is_xml_text(quick.written())) return std::string(quick.written());
  XmlWriter careful(names, TextCheck::of_each_text);
  if (!careful.write(document)) return base::fail(std::move(*careful.error()));
  return std::string(careful.written());
}

}  // namespace lienthong::codec
