#pragma once

#include "base/result.hpp"
#include "codec/limits.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace lienthong::codec {

/// However much Limits::bytes lets in: expat counts in an int.
inline constexpr std::size_t most_xml_bytes = std::size_t{1} << 30U;

/// A name as it stands after namespaces are resolved. Views live only during the call.
struct XmlName {
  std::string_view uri;  ///< empty: no namespace
  std::string_view local;
};

struct XmlAttribute {
  XmlName name;
  std::string_view value;
};

/// What the gate tells of a document. A returned error stops the reading.
class XmlSink {
 public:
  virtual ~XmlSink() = default;
  virtual std::optional<base::Error> open(const XmlName& name, std::span<const XmlAttribute> attributes) = 0;
  virtual void text(std::string_view piece) = 0;
  virtual std::optional<base::Error> close() = 0;
};

/// The one gate for untrusted XML (architecture §5, reliability 4.1): well-formed XML 1.0 with namespaces, UTF-8
/// without NUL, no DOCTYPE, no processing instruction, within the limits. Comments are passed over. A byte order mark
/// of UTF-8 is let in. Namespaces are not judged here. `invalid` with "xml.<rule>" and the line, or `too_large`.
[[nodiscard]] std::optional<base::Error> read_xml_events(std::string_view bytes, XmlSink& sink, const Limits& limits);

/// The gate alone: why these bytes must not be given to another XML reader; nothing when they may.
[[nodiscard]] std::optional<base::Error> refuse_xml(std::string_view bytes, const Limits& limits);

}  // namespace lienthong::codec
