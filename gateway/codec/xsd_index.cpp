#include "codec/xsd_index.hpp"

namespace lienthong::codec {

XsdIndex::XsdIndex(const std::vector<XsdFile>& files) {
  for (const auto& file : files) {
    for (const auto* node : xs_children(file.root())) {
      const std::string kind(view_of(node->name));
      const XsdPart part{node, &file};
      parts_.try_emplace({kind, file.target, attribute_or(*node, "name", "")}, part);
      if (kind == "element") elements_.push_back(part);
    }
  }
}

XsdPart XsdIndex::find(std::string_view kind, const XsdName& name) const {
  const auto found = parts_.find({std::string(kind), name.uri, name.local});
  return found == parts_.end() ? XsdPart{} : found->second;
}

XsdName XsdIndex::resolve(const XsdPart& at, std::string_view qname) {
  const auto colon = qname.find(':');
  const bool bare = colon == std::string_view::npos;
  const std::string prefix(bare ? std::string_view{} : qname.substr(0, colon));
  // libxml2 reads the tree here and changes nothing, but its declaration is not const.
  auto* node = const_cast<xmlNode*>(at.node);
  const auto* ns =
      xmlSearchNs(at.file->doc.get(), node, bare ? nullptr : reinterpret_cast<const xmlChar*>(prefix.c_str()));
  const std::string local(bare ? qname : qname.substr(colon + 1));
  if (ns != nullptr) return {std::string(view_of(ns->href)), local};
  // A file without a target namespace that is included takes the includer's for its unprefixed names as well.
  return {bare ? at.file->target : std::string{}, local};
}

}  // namespace lienthong::codec
