#include "codec/xml_gate.hpp"

#include "base/text.hpp"
#include "codec/expat_rules.hpp"
#include "codec/text_in.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using ParserPtr = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

/// Stands between expat's C callbacks and the sink; keeps the first error and stops expat there.
class Gate {
 public:
  Gate(XmlSink& sink, const Limits& limits)
      : sink_(&sink), limits_(limits), parser_(XML_ParserCreateNS("UTF-8", expat_separator)) {
    if (parser_ == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetXmlDeclHandler(parser_.get(), &on_declaration);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &on_doctype);
    XML_SetProcessingInstructionHandler(parser_.get(), &on_instruction);
    XML_SetStartNamespaceDeclHandler(parser_.get(), &on_namespace);
    XML_SetElementHandler(parser_.get(), &on_open, &on_close);
    XML_SetCharacterDataHandler(parser_.get(), &on_text);
  }

  std::optional<Error> run(std::string_view bytes) {
    const auto status = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
    if (thrown_) std::rethrow_exception(thrown_);
    if (error_) return std::move(error_);
    if (status == XML_STATUS_OK) return std::nullopt;
    const auto why = XML_GetErrorCode(parser_.get());
    const char* code = why == XML_ERROR_UNBOUND_PREFIX ? "xml.prefix" : "xml.syntax";
    return at_line(Error(ErrorKind::invalid, code, XML_ErrorString(why)));
  }

 private:
  static Gate& self(void* data) { return *static_cast<Gate*>(data); }

  // Exceptions (out of memory) must not cross expat's C frames.
  template <class Work>
  void guarded(Work work) {
    if (error_ || thrown_) return;
    try {
      if (std::optional<Error> refused = work()) stop(std::move(*refused));
    } catch (...) {
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  static void on_declaration(void* data, const XML_Char* version, const XML_Char* encoding, int) {
    self(data).guarded([&] { return refused_declaration(version, encoding); });
  }

  static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    self(data).guarded(
        [] { return std::optional(Error(ErrorKind::invalid, "xml.doctype", "a DOCTYPE is never read")); });
  }

  static void on_instruction(void* data, const XML_Char*, const XML_Char*) {
    self(data).guarded([] {
      return std::optional(Error(ErrorKind::invalid, "xml.instruction", "a processing instruction is never read"));
    });
  }

  static void on_namespace(void* data, const XML_Char* prefix, const XML_Char* uri) {
    auto& gate = self(data);
    gate.guarded([&] {
      ++gate.declarations_;  // told before the element that carries it
      const bool fits = gate.fits(prefix == nullptr ? "" : prefix) && gate.fits(uri == nullptr ? "" : uri);
      return fits ? std::nullopt : std::optional(too_large("xml.name", "a namespace or its prefix is too long"));
    });
  }

  static void on_open(void* data, const XML_Char* name, const XML_Char** attributes) {
    auto& gate = self(data);
    gate.guarded([&] { return gate.open(split_expat_name(name), attributes); });
  }

  static void on_close(void* data, const XML_Char*) {
    auto& gate = self(data);
    gate.guarded([&] {
      --gate.depth_;
      return gate.sink_->close();
    });
  }

  static void on_text(void* data, const XML_Char* chars, int size) {
    auto& gate = self(data);
    gate.guarded([&]() -> std::optional<Error> {
      gate.sink_->text({chars, static_cast<std::size_t>(size)});
      return std::nullopt;
    });
  }

  std::optional<Error> open(const XmlName& name, const XML_Char** pairs) {
    if (++depth_ > limits_.depth) return too_large("xml.depth", "nested too deep");
    if (++elements_ > limits_.nodes) return too_large("xml.elements", "too many elements");
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

  [[nodiscard]] bool fits(std::string_view name) const { return name.size() <= limits_.name_bytes; }

  static Error too_large(std::string code, std::string text) {
    return Error(ErrorKind::too_large, std::move(code), std::move(text));
  }

  Error at_line(Error error) {
    return std::move(error).with("line", std::to_string(XML_GetCurrentLineNumber(parser_.get())));
  }

  void stop(Error error) {
    error_ = at_line(std::move(error));
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  XmlSink* sink_;
  Limits limits_;
  ParserPtr parser_;
  std::vector<XmlAttribute> attributes_;
  std::size_t declarations_ = 0;
  std::size_t depth_ = 0;
  std::size_t elements_ = 0;
  std::optional<Error> error_;
  std::exception_ptr thrown_;
};

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
  return Gate(sink, limits).run(bytes);
}

}  // namespace lienthong::codec
