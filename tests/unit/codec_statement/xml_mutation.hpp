#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec::testing {

/// Where an element stands in a document without comments and CDATA sections, as bytes.
struct ElementPlace {
  std::size_t begin = 0;
  std::size_t content = 0;  ///< behind its start tag
  std::size_t content_end = 0;
  std::size_t end = 0;
  bool leaf = true;  ///< holds no element
};

/// In document order.
[[nodiscard]] std::vector<ElementPlace> elements_of(std::string_view document);

/// The document with one thing changed at that element, for each thing that can be: left out, twice, behind the next
/// one, renamed, with another text, with an element or a text that it must not hold, without its currency. All of them
/// are well-formed.
[[nodiscard]] std::vector<std::string> mutations(const std::string& document, const ElementPlace& element);

}  // namespace lienthong::codec::testing
