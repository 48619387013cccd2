#pragma once

#include "base/result.hpp"
#include "codec/libxml.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace lienthong::codec {

/// One file of a schema, read and parsed.
struct XsdFile {
  std::string name;  ///< plain file name
  std::string bytes;
  DocPtr doc;
  std::string target;  ///< target namespace; of the including file when it has none of its own
  [[nodiscard]] const xmlNode& root() const { return *xmlDocGetRootElement(doc.get()); }
};

/// The URL under which libxml2 knows such a file. Its scheme is one nobody can fetch.
[[nodiscard]] std::string url_of_xsd(const std::string& name);

/// The schema file and what it includes or imports, the file itself first. `invalid`: "schema.location" when one lies
/// anywhere but beside it, "schema.unsupported" for xs:redefine, "schema.pattern", "schema.syntax" or what the XML gate
/// says.
[[nodiscard]] base::Result<std::vector<XsdFile>> read_xsd_files(const std::filesystem::path& file);

}  // namespace lienthong::codec
