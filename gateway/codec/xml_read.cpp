#include "codec/plain_xml.hpp"
#include "codec/strict_xml.hpp"
#include "codec/text_in.hpp"
#include "codec/xml.hpp"
#include "codec/xml_gate.hpp"
#include "codec/xml_names.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

Error foreign() { return {ErrorKind::invalid, "xml.namespace", "a name of a namespace that is not expected here"}; }

Error marked() { return {ErrorKind::invalid, "xml.marks", "more marks on one letter than any language has"}; }

/// Builds the tree from the gate's events. Finished children wait on one stack until their parent closes.
class TreeSink final : public XmlSink {
 public:
  TreeSink(const XmlNames& names, Arena& arena) : names_(&names), arena_(&arena) {}

  std::optional<Error> open(const XmlName& name, std::span<const XmlAttribute> attributes) override {
    const auto known = known_name(name, "");
    if (!known) return foreign();
    auto& element = open_.emplace_back();
    element.name = *known;
    element.first = members_.size();
    for (const auto& attribute : attributes) {
      if (auto refused = add_attribute(attribute)) return refused;
    }
    members_.push_back({});  // the place of "#text", filled or taken out at the end
    open_.back().text_at = members_.size() - 1;
    return std::nullopt;
  }

  void text(std::string_view piece) override { open_.back().text += piece; }

  std::optional<Error> close() override {
    auto element = std::move(open_.back());
    open_.pop_back();
    if (!has_few_marks(element.text)) return marked();
    const auto count = members_.size() - element.first;
    if (element.nil && (!is_blank(element.text) || members_.size() > element.text_at + 1)) {
      return Error(ErrorKind::invalid, "xml.nil", "an element that is nil holds something");
    }
    const auto value = element.nil ? Value::null() : count == 1 ? text_value(element.text) : record_value(element);
    members_.resize(element.first);
    members_.push_back({element.name, value});
    return std::nullopt;
  }

  [[nodiscard]] const Member& root() const { return members_.front(); }

 private:
  struct Element {
    std::string_view name;
    std::size_t first = 0;    ///< where its members begin on the stack
    std::size_t text_at = 0;  ///< where its "#text" stands: after attributes, before children
    std::string text;
    bool nil = false;
  };

  /// The name under which values carry it: `lead`, prefix, local part. Nothing when its namespace is not listed.
  std::optional<std::string_view> known_name(const XmlName& name, std::string_view lead) {
    std::string out(lead);
    if (!name.uri.empty()) {
      const auto listed = names_->find(name.uri);
      if (listed != names_->end()) {
        if (!listed->second.empty()) out += listed->second + ":";
      } else if (!lead.empty() && name.uri == xml_uri) {
        out += "xml:";
      } else if (!lead.empty() && name.uri == xsi_uri) {
        out += "xsi:";
      } else {
        return std::nullopt;
      }
    }
    out += name.local;
    const auto seen = interned_.find(out);
    if (seen != interned_.end()) return seen->second;
    const auto kept = keep_nfc(*arena_, out);
    interned_.emplace(std::move(out), kept);
    return kept;
  }

  std::optional<Error> add_attribute(const XmlAttribute& attribute) {
    const auto& [name, value] = attribute;
    if (name.uri == xsi_uri) {
      // Hints about where to fetch a schema: never followed, so they say nothing.
      if (name.local == "schemaLocation" || name.local == "noNamespaceSchemaLocation") return std::nullopt;
      if (name.local == "nil") return read_nil(value);
    }
    const auto known = known_name(name, "@");
    if (!known) return foreign();
    const auto first = members_.begin() + static_cast<std::ptrdiff_t>(open_.back().first);
    if (std::any_of(first, members_.end(), [&](const Member& other) { return other.name == *known; })) {
      return Error(ErrorKind::invalid, "xml.attribute", "two attributes come to one name");
    }
    if (!has_few_marks(value)) return marked();
    members_.push_back({*known, Value::text(keep_nfc(*arena_, value))});
    return std::nullopt;
  }

  std::optional<Error> read_nil(std::string_view value) {
    const bool yes = value == "true" || value == "1";
    if (!yes && value != "false" && value != "0")
      return Error(ErrorKind::invalid, "xml.nil", "xsi:nil is neither true nor false");
    open_.back().nil = yes;
    return std::nullopt;
  }

  Value text_value(const std::string& text) { return Value::text(keep_nfc(*arena_, text)); }

  Value record_value(const Element& element) {
    if (is_blank(element.text)) {
      members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(element.text_at));
    } else {
      members_[element.text_at] = {"#text", text_value(element.text)};
    }
    return Value::record(arena_->copy(std::span<const Member>(members_).subspan(element.first)));
  }

  const XmlNames* names_;
  Arena* arena_;
  std::map<std::string, std::string_view, std::less<>> interned_;
  std::vector<Element> open_;
  std::vector<Member> members_;
};

}  // namespace

base::Result<XmlDocument> read_xml(std::string_view bytes, const XmlNames& names, Arena& arena, const Limits& limits) {
  if (const auto plain = read_plain_xml(bytes, names, arena, limits)) return *plain;
  return read_strict_xml(bytes, names, arena, limits);
}

base::Result<XmlDocument> read_strict_xml(std::string_view bytes, const XmlNames& names, Arena& arena,
                                          const Limits& limits) {
  TreeSink sink(names, arena);
  if (auto refused = read_xml_events(bytes, sink, limits)) return base::fail(std::move(*refused));
  return XmlDocument{sink.root().name, sink.root().value};
}

}  // namespace lienthong::codec
