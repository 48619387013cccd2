#include "codec/libxml.hpp"

#include <libxml/parser.h>

#include <mutex>

namespace lienthong::codec {

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

std::string_view uri_of(const xmlNode& node) {
  return node.ns == nullptr ? std::string_view{} : view_of(node.ns->href);
}

std::optional<std::string> attribute_of(const xmlNode& node, const char* name) {
  xmlChar* found = xmlGetNoNsProp(&node, reinterpret_cast<const xmlChar*>(name));
  if (found == nullptr) return std::nullopt;
  std::string out(view_of(found));
  xmlFree(found);
  return out;
}

std::string attribute_or(const xmlNode& node, const char* name, std::string_view otherwise) {
  auto found = attribute_of(node, name);
  return found ? std::move(*found) : std::string(otherwise);
}

std::vector<const xmlNode*> xs_children(const xmlNode& node) {
  std::vector<const xmlNode*> out;
  for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
    const bool ours = child->type == XML_ELEMENT_NODE && uri_of(*child) == xs_uri;
    if (ours && view_of(child->name) != "annotation") out.push_back(child);
  }
  return out;
}

const xmlNode* xs_child(const xmlNode& node, std::string_view name) {
  for (const auto* child : xs_children(node)) {
    if (view_of(child->name) == name) return child;
  }
  return nullptr;
}

DocPtr parse_gated(std::string_view bytes, const char* url) {
  static std::once_flag initialised;
  std::call_once(initialised, xmlInitParser);  // must happen once, before threads use libxml2
  // HUGE lifts libxml2's own bounds (a text of 10,000,000 bytes, less than a message may be); the gate has bounded all
  // of it.
  constexpr int options =
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE | XML_PARSE_BIG_LINES;
  return DocPtr(xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), url, "UTF-8", options));
}

}  // namespace lienthong::codec
