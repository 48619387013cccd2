#include "codec/xml_gate.hpp"

#include "base/text.hpp"
#include "codec/expat_gate.hpp"
#include "codec/text_in.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

class NoSink final : public XmlSink {
 public:
  std::optional<Error> open(const XmlName&, std::span<const XmlAttribute>) override { return std::nullopt; }
  void text(std::string_view) override {}
  std::optional<Error> close() override { return std::nullopt; }
};

}  // namespace

std::optional<Error> refuse_xml(std::string_view bytes, const Limits& limits) {
  NoSink sink;
  return read_xml_events(bytes, sink, limits);
}

std::optional<Error> read_xml_events(std::string_view bytes, XmlSink& sink, const Limits& limits) {
  if (bytes.size() > std::min(limits.bytes, most_xml_bytes)) {
    return Error(ErrorKind::too_large, "xml.bytes", "the document is too large");
  }
  // expat guesses UTF-16 from the first bytes when it may; the encoding is stated, and this catches what it would
  // misread.
  if (bytes.find('\0') != std::string_view::npos || (!is_ascii(bytes) && !base::is_utf8(bytes))) {
    return Error(ErrorKind::invalid, "xml.encoding", "only UTF-8 without NUL is read");
  }
  ExpatGate gate(sink, {.depth = limits.depth,
                        .attributes = limits.attributes,
                        .name_bytes = limits.name_bytes,
                        .elements = limits.nodes});
  return gate.parse(bytes, ExpatGate::Piece::last);
}

}  // namespace lienthong::codec
