#include "codec/expat_gate.hpp"

#include <expat.h>

#include <algorithm>
#include <new>
#include <string>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

/// Between namespace and local name in what expat tells. Cannot stand in a namespace name (expat refuses one that holds
/// it), so names split without doubt.
constexpr char separator = '\n';

Error refused(const char* code, const char* text) { return {ErrorKind::invalid, code, text}; }
Error too_large(const char* code, const char* text) { return {ErrorKind::too_large, code, text}; }

bool is_utf8_label(std::string_view label) {
  static constexpr std::string_view wanted = "utf-8";
  return std::equal(label.begin(), label.end(), wanted.begin(), wanted.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

XmlName split_name(std::string_view name) {
  const auto at = name.find(separator);
  if (at == std::string_view::npos) return {{}, name};
  return {name.substr(0, at), name.substr(at + 1)};
}

/// Null: the declaration does not say.
std::optional<Error> refused_declaration(const char* version, const char* encoding) {
  if (version != nullptr && std::string_view(version) != "1.0") return refused("xml.version", "only XML 1.0 is read");
  if (encoding != nullptr && !is_utf8_label(encoding)) return refused("xml.encoding", "only UTF-8 is read");
  return std::nullopt;
}

}  // namespace

/// What expat calls. Exceptions (out of memory) must not cross its C frames.
struct ExpatGate::Callbacks {
  template <class Work>
  static void guarded(void* data, Work work) {
    auto& gate = *static_cast<ExpatGate*>(data);
    if (gate.error_ || gate.thrown_) return;
    try {
      if (std::optional<Error> error = work(gate)) {
        gate.error_ = gate.at_line(std::move(*error));
        XML_StopParser(gate.parser_.get(), XML_FALSE);
      }
    } catch (...) {
      gate.thrown_ = std::current_exception();
      XML_StopParser(gate.parser_.get(), XML_FALSE);
    }
  }

  static void on_declaration(void* data, const XML_Char* version, const XML_Char* encoding, int) {
    guarded(data, [&](ExpatGate&) { return refused_declaration(version, encoding); });
  }

  static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    guarded(data, [](ExpatGate&) { return std::optional(refused("xml.doctype", "a DOCTYPE is never read")); });
  }

  static void on_instruction(void* data, const XML_Char*, const XML_Char*) {
    guarded(data, [](ExpatGate&) {
      return std::optional(refused("xml.instruction", "a processing instruction is never read"));
    });
  }

  static void on_namespace(void* data, const XML_Char* prefix, const XML_Char* uri) {
    guarded(data, [&](ExpatGate& gate) -> std::optional<Error> {
      ++gate.declarations_;  // told before the element that carries it
      if (gate.fits(prefix == nullptr ? "" : prefix) && gate.fits(uri == nullptr ? "" : uri)) return std::nullopt;
      return too_large("xml.name", "a namespace or its prefix is too long");
    });
  }

  static void on_open(void* data, const XML_Char* name, const XML_Char** attributes) {
    guarded(data, [&](ExpatGate& gate) { return gate.open(name, attributes); });
  }

  static void on_close(void* data, const XML_Char*) {
    guarded(data, [](ExpatGate& gate) {
      --gate.depth_;
      return gate.sink_->close();
    });
  }

  static void on_text(void* data, const XML_Char* chars, int size) {
    guarded(data, [&](ExpatGate& gate) -> std::optional<Error> {
      gate.sink_->text({chars, static_cast<std::size_t>(size)});
      return std::nullopt;
    });
  }
};

void ExpatGate::FreeParser::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

ExpatGate::ExpatGate(XmlSink& sink, const Bounds& bounds)
    : sink_(&sink), bounds_(bounds), parser_(XML_ParserCreateNS("UTF-8", separator)) {
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

std::optional<Error> ExpatGate::parse(std::string_view bytes, Piece piece) {
  const auto status = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), piece == Piece::last);
  if (thrown_) std::rethrow_exception(thrown_);
  if (error_) return std::move(error_);
  if (status == XML_STATUS_OK) return std::nullopt;
  const auto why = XML_GetErrorCode(parser_.get());
  return at_line(refused(why == XML_ERROR_UNBOUND_PREFIX ? "xml.prefix" : "xml.syntax", XML_ErrorString(why)));
}

bool ExpatGate::ended_early() const {
  const auto why = XML_GetErrorCode(parser_.get());
  return why == XML_ERROR_NO_ELEMENTS || why == XML_ERROR_UNCLOSED_TOKEN || why == XML_ERROR_PARTIAL_CHAR ||
         why == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

std::optional<Error> ExpatGate::open(const char* name, const char** pairs) {
  const XmlName split = split_name(name);
  if (++depth_ > bounds_.depth) return too_large("xml.depth", "nested too deep");
  if (++elements_ > bounds_.elements) return too_large("xml.elements", "too many elements");
  if (!fits(split.local)) return too_large("xml.name", "an element's name is too long");
  attributes_.clear();
  for (; *pairs != nullptr; pairs += 2) {
    attributes_.push_back({split_name(pairs[0]), pairs[1]});
    if (!fits(attributes_.back().name.local)) return too_large("xml.name", "an attribute's name is too long");
  }
  const auto count = attributes_.size() + std::exchange(declarations_, 0);
  if (count > bounds_.attributes) return too_large("xml.attributes", "too many attributes on one element");
  return sink_->open(split, attributes_);
}

std::size_t ExpatGate::line() const { return XML_GetCurrentLineNumber(parser_.get()); }

std::size_t ExpatGate::position() const {
  return static_cast<std::size_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
}

Error ExpatGate::at_line(Error error) const { return std::move(error).with("line", std::to_string(line())); }

}  // namespace lienthong::codec
