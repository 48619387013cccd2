#pragma once

#include "codec/xsd_files.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace lienthong::codec {

/// A piece of a schema and the file whose rules it stands under.
struct XsdPart {
  const xmlNode* node = nullptr;
  const XsdFile* file = nullptr;
  explicit operator bool() const { return node != nullptr; }
};

struct XsdName {
  std::string uri;
  std::string local;
};

/// Finds the global declarations of a schema by name.
class XsdIndex {
 public:
  explicit XsdIndex(const std::vector<XsdFile>& files);
  /// `kind`: "element", "complexType", "simpleType", "group", "attributeGroup", "attribute". Empty when there is none.
  [[nodiscard]] XsdPart find(std::string_view kind, const XsdName& name) const;
  /// All global elements, in the order of the files.
  [[nodiscard]] const std::vector<XsdPart>& elements() const { return elements_; }
  /// "x:Name" in an attribute of `at.node`, its prefix resolved where it stands.
  [[nodiscard]] static XsdName resolve(const XsdPart& at, std::string_view qname);

 private:
  std::map<std::tuple<std::string, std::string, std::string>, XsdPart> parts_;
  std::vector<XsdPart> elements_;
};

}  // namespace lienthong::codec
