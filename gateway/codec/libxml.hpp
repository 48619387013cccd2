#pragma once

#include <libxml/tree.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// libxml2's trees and texts as C++ sees them. Private to the XSD files of this folder.
struct FreeDoc {
  void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
};
using DocPtr = std::unique_ptr<xmlDoc, FreeDoc>;

inline constexpr std::string_view xs_uri = "http://www.w3.org/2001/XMLSchema";

[[nodiscard]] std::string_view view_of(const xmlChar* text);
/// Namespace URI of an element or attribute; empty when it has none.
[[nodiscard]] std::string_view uri_of(const xmlNode& node);
/// An attribute without namespace; nothing when absent.
[[nodiscard]] std::optional<std::string> attribute_of(const xmlNode& node, const char* name);
[[nodiscard]] std::string attribute_or(const xmlNode& node, const char* name, std::string_view otherwise);
/// Child elements of the XML Schema namespace, annotations left out.
[[nodiscard]] std::vector<const xmlNode*> xs_children(const xmlNode& node);
/// Its first child `xs:<name>`, or nullptr.
[[nodiscard]] const xmlNode* xs_child(const xmlNode& node, std::string_view name);

/// Parses bytes that the gate (xml_gate.hpp) let pass: no network, no entity, no limit but the gate's. nullptr when
/// libxml2 disagrees with the gate. `url` is what inclusions are resolved against, or nullptr; a message has none,
/// because for each error in a document with a URL libxml2 walks back over all siblings (seconds for 20,000 errors).
[[nodiscard]] DocPtr parse_gated(std::string_view bytes, const char* url);

}  // namespace lienthong::codec
