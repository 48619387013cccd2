#pragma once

#include "codec/statement.hpp"
#include "codec/statement/utf8_stream.hpp"
#include "codec/xml_gate.hpp"

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

struct XML_ParserStruct;

namespace lienthong::codec {

/// The rules of the XML gate (xml_gate.hpp) over pieces: what is told of the document is told at once, and nothing of
/// it is kept. A token (a tag with its attributes, a comment) must fit into `StatementLimits::token_bytes`.
class XmlStream {
 public:
  XmlStream(XmlSink& sink, const StatementLimits& limits);

  /// `invalid` with "xml.<rule>" and the line, or `too_large`; after that, nothing more may be fed.
  [[nodiscard]] std::optional<base::Error> feed(std::string_view bytes);
  /// "xml.truncated" when the document is not whole.
  [[nodiscard]] std::optional<base::Error> finish();
  /// Of what is being told.
  [[nodiscard]] std::size_t line() const;

 private:
  struct Callbacks;
  struct FreeParser {
    void operator()(XML_ParserStruct* parser) const;
  };

  std::optional<base::Error> parse(std::string_view slice);
  std::optional<base::Error> outcome_of_failure();
  std::optional<base::Error> open(const XmlName& name, const char** pairs);
  [[nodiscard]] bool fits(std::string_view name) const { return name.size() <= limits_.name_bytes; }
  [[nodiscard]] base::Error at_line(base::Error error) const;

  XmlSink* sink_;
  StatementLimits limits_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  Utf8Stream utf8_;
  std::vector<XmlAttribute> attributes_;
  std::size_t fed_ = 0;
  std::size_t depth_ = 0;
  std::size_t declarations_ = 0;
  std::optional<base::Error> error_;
  std::exception_ptr thrown_;
};

}  // namespace lienthong::codec
