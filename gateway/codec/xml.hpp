#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"

#include <map>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// Namespace URI → the prefix under which Value names carry it; "" for none. A document may use any prefixes of its
/// own. Elements of a namespace that is not listed are `invalid` ("xml.namespace"). Elements in no namespace are always
/// let in.
using XmlNames = std::map<std::string, std::string, std::less<>>;

/// A document: name of its root and what it holds.
struct XmlDocument {
  std::string_view root;
  Value content;
};

/// Strict XML 1.0 with namespaces: UTF-8, no DOCTYPE, no processing instruction but the declaration, bounded.
/// expat in namespace mode decides; nothing it refuses is read. Text comes back NFC. Text-only elements keep their text
/// exactly (white space included); blank text between children is dropped. CDATA is text.
/// `invalid` with "xml.<rule>" and line, or `too_large`. Opens no file and no connection.
[[nodiscard]] base::Result<XmlDocument> read_xml(std::string_view bytes, const XmlNames& names, Arena& arena,
                                                 const Limits& limits = {});

/// Writes a document that read_xml gives back. Namespaces are declared on the root with the prefixes of `names`.
/// Null becomes xsi:nil="true", declared where it stands. Characters XML cannot hold are `invalid` ("xml.character").
[[nodiscard]] base::Result<std::string> write_xml(const XmlDocument& document, const XmlNames& names);

}  // namespace lienthong::codec
