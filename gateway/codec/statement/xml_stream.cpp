#include "codec/statement/xml_stream.hpp"

#include "codec/expat_rules.hpp"

#include <expat.h>

#include <algorithm>
#include <new>
#include <string>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::size_t slice_bytes = 64 * 1024;

Error refused(const char* code, const char* text) { return {ErrorKind::invalid, code, text}; }
Error too_large(const char* code, const char* text) { return {ErrorKind::too_large, code, text}; }

bool is_end_of_input(XML_Error why) {
  return why == XML_ERROR_NO_ELEMENTS || why == XML_ERROR_UNCLOSED_TOKEN || why == XML_ERROR_PARTIAL_CHAR ||
         why == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

}  // namespace

/// What expat calls. Exceptions (out of memory) must not cross its C frames.
struct XmlStream::Callbacks {
  static XmlStream& self(void* data) { return *static_cast<XmlStream*>(data); }

  template <class Work>
  static void guarded(void* data, Work work) {
    auto& stream = self(data);
    if (stream.error_ || stream.thrown_) return;
    try {
      if (std::optional<Error> error = work(stream)) {
        stream.error_ = stream.at_line(std::move(*error));
        XML_StopParser(stream.parser_.get(), XML_FALSE);
      }
    } catch (...) {
      stream.thrown_ = std::current_exception();
      XML_StopParser(stream.parser_.get(), XML_FALSE);
    }
  }

  static void on_declaration(void* data, const XML_Char* version, const XML_Char* encoding, int) {
    guarded(data, [&](XmlStream&) { return refused_declaration(version, encoding); });
  }

  static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    guarded(data, [](XmlStream&) { return std::optional(refused("xml.doctype", "a DOCTYPE is never read")); });
  }

  static void on_instruction(void* data, const XML_Char*, const XML_Char*) {
    guarded(data, [](XmlStream&) {
      return std::optional(refused("xml.instruction", "a processing instruction is never read"));
    });
  }

  static void on_namespace(void* data, const XML_Char* prefix, const XML_Char* uri) {
    guarded(data, [&](XmlStream& stream) -> std::optional<Error> {
      ++stream.declarations_;  // told before the element that carries it
      if (stream.fits(prefix == nullptr ? "" : prefix) && stream.fits(uri == nullptr ? "" : uri)) return std::nullopt;
      return too_large("xml.name", "a namespace or its prefix is too long");
    });
  }

  static void on_open(void* data, const XML_Char* name, const XML_Char** attributes) {
    guarded(data, [&](XmlStream& stream) { return stream.open(split_expat_name(name), attributes); });
  }

  static void on_close(void* data, const XML_Char*) {
    guarded(data, [](XmlStream& stream) {
      --stream.depth_;
      return stream.sink_->close();
    });
  }

  static void on_text(void* data, const XML_Char* chars, int size) {
    guarded(data, [&](XmlStream& stream) -> std::optional<Error> {
      stream.sink_->text({chars, static_cast<std::size_t>(size)});
      return std::nullopt;
    });
  }
};

void XmlStream::FreeParser::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlStream::XmlStream(XmlSink& sink, const StatementLimits& limits)
    : sink_(&sink), limits_(limits), parser_(XML_ParserCreateNS("UTF-8", expat_separator)) {
  if (parser_ == nullptr) throw std::bad_alloc();
  auto* parser = parser_.get();
  XML_SetUserData(parser, this);
  XML_SetXmlDeclHandler(parser, &Callbacks::on_declaration);
  XML_SetStartDoctypeDeclHandler(parser, &Callbacks::on_doctype);
  XML_SetProcessingInstructionHandler(parser, &Callbacks::on_instruction);
  XML_SetStartNamespaceDeclHandler(parser, &Callbacks::on_namespace);
  XML_SetElementHandler(parser, &Callbacks::on_open, &Callbacks::on_close);
  XML_SetCharacterDataHandler(parser, &Callbacks::on_text);
}

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
  if (XML_Parse(parser_.get(), slice.data(), static_cast<int>(slice.size()), XML_FALSE) != XML_STATUS_OK) {
    return outcome_of_failure();
  }
  const auto told = XML_GetCurrentByteIndex(parser_.get());
  const auto waiting = fed_ - static_cast<std::size_t>(std::max<XML_Index>(told, 0));
  if (waiting > limits_.token_bytes) return at_line(too_large("xml.token", "one tag or comment is too long"));
  return std::nullopt;
}

std::optional<Error> XmlStream::finish() {
  if (!utf8_.finish()) return at_line(refused("xml.encoding", "only UTF-8 without NUL is read"));
  if (XML_Parse(parser_.get(), "", 0, XML_TRUE) == XML_STATUS_OK) return std::nullopt;
  if (!error_ && is_end_of_input(XML_GetErrorCode(parser_.get()))) {
    return at_line(refused("xml.truncated", "the document ends before it is complete"));
  }
  return outcome_of_failure();
}

std::optional<Error> XmlStream::outcome_of_failure() {
  if (thrown_) std::rethrow_exception(thrown_);
  if (error_) return std::move(error_);
  const auto why = XML_GetErrorCode(parser_.get());
  return at_line(refused(why == XML_ERROR_UNBOUND_PREFIX ? "xml.prefix" : "xml.syntax", XML_ErrorString(why)));
}

std::optional<Error> XmlStream::open(const XmlName& name, const char** pairs) {
  if (++depth_ > limits_.depth) return too_large("xml.depth", "nested too deep");
  if (!fits(name.local)) return too_large("xml.name", "an element's name is too long");
  attributes_.clear();
  for (; *pairs != nullptr; pairs += 2) {
    attributes_.push_back({split_expat_name(pairs[0]), pairs[1]});
    if (!fits(attributes_.back().name.local)) return too_large("xml.name", "an attribute's name is too long");
  }
  const auto count = attributes_.size() + std::exchange(declarations_, 0);
  if (count > limits_.attributes) return too_large("xml.attributes", "too many attributes on one element");
  return sink_->open(name, attributes_);
}

std::size_t XmlStream::line() const { return XML_GetCurrentLineNumber(parser_.get()); }

Error XmlStream::at_line(Error error) const { return std::move(error).with("line", std::to_string(line())); }

}  // namespace lienthong::codec
