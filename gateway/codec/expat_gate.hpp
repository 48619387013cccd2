#pragma once

#include "base/error.hpp"
#include "codec/xml_gate.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

struct XML_ParserStruct;

namespace lienthong::codec {

/// The rules of the XML gate (xml_gate.hpp), for a document at once and for one in pieces: stands between expat's C
/// callbacks and the sink, keeps the first error and stops expat there. The encoding of the bytes is the caller's to
/// check: expat would guess UTF-16 from the first ones.
class ExpatGate {
 public:
  struct Bounds {
    std::size_t depth = 0;
    std::size_t attributes = 0;  ///< of one element, namespaces among them
    std::size_t name_bytes = 0;
    std::size_t elements = std::numeric_limits<std::size_t>::max();
  };
  enum class Piece : std::uint8_t { inner, last };

  ExpatGate(XmlSink& sink, const Bounds& bounds);
  ExpatGate(const ExpatGate&) = delete;
  ExpatGate& operator=(const ExpatGate&) = delete;

  /// At most most_xml_bytes. `invalid` with "xml.<rule>" and the line, or `too_large`; after that, nothing more may be
  /// parsed.
  [[nodiscard]] std::optional<base::Error> parse(std::string_view bytes, Piece piece);
  /// Whether the last piece was refused because the document goes on.
  [[nodiscard]] bool ended_early() const;
  /// Of what is being told.
  [[nodiscard]] std::size_t line() const;
  /// Bytes before what is being told.
  [[nodiscard]] std::size_t position() const;

 private:
  struct Callbacks;
  struct FreeParser {
    void operator()(XML_ParserStruct* parser) const;
  };

  std::optional<base::Error> open(const char* name, const char** pairs);
  [[nodiscard]] bool fits(std::string_view name) const { return name.size() <= bounds_.name_bytes; }
  [[nodiscard]] base::Error at_line(base::Error error) const;

  XmlSink* sink_;
  Bounds bounds_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  std::vector<XmlAttribute> attributes_;
  std::size_t declarations_ = 0;
  std::size_t depth_ = 0;
  std::size_t elements_ = 0;
  std::optional<base::Error> error_;
  std::exception_ptr thrown_;
};

}  // namespace lienthong::codec
