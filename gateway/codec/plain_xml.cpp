#include "codec/plain_xml.hpp"

#include "base/text.hpp"
#include "codec/arena_stack.hpp"
#include "codec/plain_xml_cursor.hpp"
#include "codec/plain_xml_namespaces.hpp"
#include "codec/text_in.hpp"
#include "codec/xml_gate.hpp"
#include "codec/xml_names.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

using Binding = PlainXmlNamespaces::Binding;

enum class Texts { all_nfc, to_be_normalised };

/// Every `false` and every nothing gives up.
class PlainXmlReader {
 public:
  PlainXmlReader(PlainXmlCursor cursor, Texts texts, const XmlNames& names, Arena& arena, const Limits& limits)
      : cursor_(cursor),
        texts_(texts),
        namespaces_(names),
        arena_(&arena),
        limits_(&limits),
        open_(arena, 16),
        members_(arena),
        attributes_(arena, 8) {}

  std::optional<XmlDocument> read() {
    if (!cursor_.declaration()) return std::nullopt;
    cursor_.skip_blanks();
    if (!cursor_.take('<') || !open()) return std::nullopt;
    while (!open_.empty()) {
      if (!content()) return std::nullopt;
    }
    cursor_.skip_blanks();
    if (!cursor_.at_end() || refused_) return std::nullopt;
    return XmlDocument{members_.top().name, members_.top().value};
  }

 private:
  struct Attribute {
    PlainXmlName name;
    std::string_view value;
  };
  struct Element {
    std::string_view written_name;
    std::string_view name;
    std::size_t first_member;
    std::size_t first_child;
    std::size_t outer_namespaces;
    bool nil;
  };

  /// What stands between two tags, and the second of them.
  bool content() {
    const auto text = cursor_.text();
    if (!text || !cursor_.take('<')) return false;
    if (cursor_.take('/')) {
      return cursor_.take_again(open_.top().written_name) && (cursor_.skip_blanks(), cursor_.take('>')) && close(*text);
    }
    return is_blank(*text) && open();  // text beside children is joined from pieces: not plain
  }

  /// A start tag whose '<' is behind us, or an empty element.
  bool open() {
    const auto name = cursor_.name();
    if (name.size == 0 || name.size > limits_->name_bytes) return false;
    if (open_.size() == limits_->depth || ++elements_ > limits_->nodes) return false;
    open_.push({name.whole(), {}, members_.size(), 0, namespaces_.declared(), false});
    attributes_.cut(0);
    const auto end = read_attributes();
    if (end == TagEnd::not_plain || !name_element(name) || !keep_attributes()) return false;
    open_.top().first_child = members_.size();
    return end == TagEnd::of_start || close({});
  }

  enum class TagEnd { of_start, of_empty, not_plain };

  TagEnd read_attributes() {
    std::size_t count = 0;
    while (true) {
      const bool parted = cursor_.skip_blanks();
      if (cursor_.take('>')) return TagEnd::of_start;
      if (cursor_.take("/>")) return TagEnd::of_empty;
      if (!parted || ++count > std::min(limits_->attributes, most_attributes)) return TagEnd::not_plain;
      if (!read_attribute()) return TagEnd::not_plain;
    }
  }

  bool read_attribute() {
    const auto name = cursor_.name();
    if (name.size == 0 || name.size > limits_->name_bytes || !cursor_.take('=')) return false;
    const auto value = cursor_.attribute_value();
    if (!value) return false;
    if (name.prefix() == "xmlns" || name.whole() == "xmlns") return declare(name, *value);
    // Told by the local part alone: whether two prefixes stand for one namespace is not known yet.
    const auto others = attributes_.from(0);
    const bool twice =
        std::any_of(others.begin(), others.end(), [&](const Attribute& o) { return o.name.local() == name.local(); });
    attributes_.push({name, *value});
    return !twice;
  }

  bool declare(const PlainXmlName& name, std::string_view uri) {
    const auto prefix = name.prefix().empty() ? std::string_view{} : name.local();
    return uri.size() <= limits_->name_bytes && !namespaces_.is_declared_since(open_.top().outer_namespaces, prefix) &&
           namespaces_.declare(prefix, uri);
  }

  bool name_element(const PlainXmlName& name) {
    auto& element = open_.top();
    const auto* binding = namespaces_.find(name.prefix());
    if (binding == nullptr ? name.prefix().empty() : binding->uri.empty()) {
      element.name = name.local();
      return true;
    }
    if (binding == nullptr || binding->listed == nullptr) return false;
    element.name = called(name, *binding->listed, "");
    return true;
  }

  bool keep_attributes() {
    for (const auto& [name, value] : attributes_.from(0)) {
      const auto* binding = name.prefix().empty() ? nullptr : namespaces_.find(name.prefix());
      if (binding == nullptr && !name.prefix().empty()) return false;
      if (binding != nullptr && binding->uri == xsi_uri) {
        if (name.local() == "schemaLocation" || name.local() == "noNamespaceSchemaLocation") continue;
        if (name.local() == "nil") {
          if (!note_nil(value)) return false;
          continue;
        }
      }
      const auto known = attribute_name(name, binding);
      if (known.empty()) return false;
      members_.push({known, Value::text(settled(value))});
    }
    return true;
  }

  bool note_nil(std::string_view value) {
    const bool yes = value == "true" || value == "1";
    open_.top().nil = yes;
    return yes || value == "false" || value == "0";
  }

  /// Empty: a namespace that is not listed.
  std::string_view attribute_name(const PlainXmlName& name, const Binding* binding) {
    if (binding == nullptr) return called(name, "", "@");
    if (binding->listed != nullptr) return called(name, *binding->listed, "@");
    if (binding->uri == xml_uri) return called(name, "xml", "@");
    if (binding->uri == xsi_uri) return called(name, "xsi", "@");
    return {};
  }

  std::string_view called(const PlainXmlName& name, std::string_view prefix, std::string_view lead) {
    if (lead.empty() && prefix == name.prefix()) return name.whole();
    const auto local = name.local();
    auto* const bytes = static_cast<char*>(arena_->allocate(lead.size() + prefix.size() + 1 + local.size(), 1));
    char* end = std::copy(lead.begin(), lead.end(), bytes);
    end = std::copy(prefix.begin(), prefix.end(), end);
    if (!prefix.empty()) *end++ = ':';
    end = std::copy(local.begin(), local.end(), end);
    return {bytes, static_cast<std::size_t>(end - bytes)};
  }

  bool close(std::string_view text) {
    const auto element = open_.top();
    open_.pop();
    namespaces_.release(element.outer_namespaces);
    const bool has_children = members_.size() > element.first_child;
    const bool blank = is_blank(text);
    if (has_children && !blank) return false;
    if (element.nil && (has_children || !blank)) return false;
    const auto value = element.nil ? Value::null() : content_of(element, text);
    members_.cut(element.first_member);
    members_.push({element.name, value});
    return true;
  }

  Value content_of(const Element& element, std::string_view text) {
    if (members_.size() == element.first_member) return Value::text(settled(text));
    if (!is_blank(text)) members_.push({"#text", Value::text(settled(text))});
    return Value::record(arena_->copy(members_.from(element.first_member)));
  }

  std::string_view settled(std::string_view text) {
    if (texts_ == Texts::all_nfc && !cursor_.has_referred_above_ascii()) return text;
    refused_ = refused_ || !has_few_marks(text);
    return refused_ ? text : nfc_of(*arena_, text);
  }

  /// Each is compared with those before it.
  static constexpr std::size_t most_attributes = 32;

  PlainXmlCursor cursor_;
  Texts texts_;
  PlainXmlNamespaces namespaces_;
  Arena* arena_;
  const Limits* limits_;
  ArenaStack<Element> open_;
  ArenaStack<Member> members_;  ///< attributes and finished children of all that is open
  ArenaStack<Attribute> attributes_;
  std::size_t elements_ = 0;
  bool refused_ = false;  ///< a text that the strict reader refuses
};

/// Over a copy of the bytes with every line end as "\n" (XML 1.0, 2.11).
PlainXmlCursor cursor_over(std::string_view bytes, Arena& arena) {
  auto* const copy = static_cast<char*>(arena.allocate(bytes.size() + PlainXmlCursor::padding, 1));
  char* out = copy;
  for (auto end = bytes.find('\r'); end != std::string_view::npos; end = bytes.find('\r')) {
    out = std::copy_n(bytes.data(), end, out);
    *out++ = '\n';
    bytes.remove_prefix(bytes.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  out = std::copy(bytes.begin(), bytes.end(), out);
  std::fill_n(out, PlainXmlCursor::padding, '\0');
  return {copy, out};
}

}  // namespace

std::optional<XmlDocument> read_plain_xml(std::string_view bytes, const XmlNames& names, Arena& arena,
                                          const Limits& limits) {
  if (bytes.size() > std::min(limits.bytes, most_xml_bytes)) return std::nullopt;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto texts = is_plainly_nfc(bytes) ? Texts::all_nfc : Texts::to_be_normalised;
  // Outside the plain part of Unicode stand two characters that XML does not have.
  if (texts == Texts::to_be_normalised && !is_xml_text(bytes)) return std::nullopt;
  return PlainXmlReader(cursor_over(bytes, arena), texts, names, arena, limits).read();
}

}  // namespace lienthong::codec
