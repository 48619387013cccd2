#pragma once

#include "codec/expat_gate.hpp"
#include "codec/statement.hpp"
#include "codec/statement/utf8_stream.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

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
  [[nodiscard]] std::size_t line() const { return gate_.line(); }

 private:
  std::optional<base::Error> parse(std::string_view slice);
  [[nodiscard]] base::Error at_line(base::Error error) const;

  StatementLimits limits_;
  ExpatGate gate_;
  Utf8Stream utf8_;
  std::size_t fed_ = 0;
};

}  // namespace lienthong::codec
