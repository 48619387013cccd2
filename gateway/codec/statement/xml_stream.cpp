#include "codec/statement/xml_stream.hpp"

#include <string>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::size_t slice_bytes = 64 * 1024;

Error refused(const char* code, const char* text) { return {ErrorKind::invalid, code, text}; }
Error too_large(const char* code, const char* text) { return {ErrorKind::too_large, code, text}; }

}  // namespace

XmlStream::XmlStream(XmlSink& sink, const StatementLimits& limits)
    : limits_(limits),
      gate_(sink, {.depth = limits.depth, .attributes = limits.attributes, .name_bytes = limits.name_bytes}) {}

std::optional<Error> XmlStream::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto slice = bytes.substr(0, slice_bytes);
    if (auto error = parse(slice)) return error;
    bytes.remove_prefix(slice.size());
  }
  return std::nullopt;
}

std::optional<Error> XmlStream::parse(std::string_view slice) {
  fed_ += slice.size();
  if (fed_ > limits_.bytes) return too_large("xml.bytes", "the document is too large");
  // expat guesses UTF-16 from the first bytes although the encoding is stated; this catches what it would misread.
  if (!utf8_.feed(slice)) return at_line(refused("xml.encoding", "only UTF-8 without NUL is read"));
  if (auto error = gate_.parse(slice, ExpatGate::Piece::inner)) return error;
  if (fed_ - gate_.position() > limits_.token_bytes) {
    return at_line(too_large("xml.token", "one tag or comment is too long"));
  }
  return std::nullopt;
}

std::optional<Error> XmlStream::finish() {
  if (!utf8_.finish()) return at_line(refused("xml.encoding", "only UTF-8 without NUL is read"));
  auto error = gate_.parse("", ExpatGate::Piece::last);
  if (error && gate_.ended_early()) {
    return at_line(refused("xml.truncated", "the document ends before it is complete"));
  }
  return error;
}

Error XmlStream::at_line(Error error) const { return std::move(error).with("line", std::to_string(line())); }

}  // namespace lienthong::codec
