#include "codec/xsd_check.hpp"

#include "codec/xml_gate.hpp"
#include "codec/xsd_problems.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

#include <algorithm>
#include <mutex>

namespace lienthong::codec {
namespace {

using base::ErrorKind;

template <class T, void (*Release)(T*)>
struct Free {
  void operator()(T* it) const { Release(it); }
};
using SchemaPtr = std::unique_ptr<xmlSchema, Free<xmlSchema, xmlSchemaFree>>;
using ParserPtr = std::unique_ptr<xmlSchemaParserCtxt, Free<xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt>>;
using ValidatorPtr = std::unique_ptr<xmlSchemaValidCtxt, Free<xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt>>;

/// What libxml2 may load on this thread at this moment; nothing while it is nullptr.
thread_local const std::vector<XsdFile>* loadable = nullptr;

class LoadScope {
 public:
  explicit LoadScope(const std::vector<XsdFile>& files) { loadable = &files; }
  LoadScope(const LoadScope&) = delete;
  LoadScope& operator=(const LoadScope&) = delete;
  ~LoadScope() { loadable = nullptr; }
};

xmlParserInputPtr load(const char* url, const char*, xmlParserCtxtPtr context) {
  if (loadable == nullptr || url == nullptr) return nullptr;
  const auto file =
      std::find_if(loadable->begin(), loadable->end(), [&](const XsdFile& f) { return url_of_xsd(f.name) == url; });
  if (file == loadable->end()) return nullptr;
  auto* buffer =
      xmlParserInputBufferCreateMem(file->bytes.data(), static_cast<int>(file->bytes.size()), XML_CHAR_ENCODING_UTF8);
  auto* input = buffer == nullptr ? nullptr : xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_UTF8);
  if (input != nullptr) input->filename = reinterpret_cast<const char*>(xmlCharStrdup(url));
  return input;
}

void install_loader() {
  static std::once_flag installed;
  std::call_once(installed, [] {
    xmlInitParser();
    xmlSchemaInitTypes();
    xmlSetExternalEntityLoader(&load);
  });
}

class LibxmlSchema final : public CompiledXsd {
 public:
  LibxmlSchema(std::vector<XsdFile> files, SchemaPtr schema) : files_(std::move(files)), schema_(std::move(schema)) {}

  [[nodiscard]] std::vector<SchemaProblem> check(std::string_view bytes, const PrefixList& names) const override {
    if (const auto refused = refuse_xml(bytes, Limits{})) return {{"", refused->code(), refused->text()}};
    const auto doc = parse_gated(bytes, nullptr);
    if (doc == nullptr) return {{"", "xml.syntax", "not well formed"}};
    // libxml2 promises nothing about one schema in two threads at once.
    const std::lock_guard lock(mutex_);
    const ValidatorPtr validator(xmlSchemaNewValidCtxt(schema_.get()));
    if (validator == nullptr) throw std::bad_alloc();
    XsdProblems problems(names);
    xmlSchemaSetValidStructuredErrors(validator.get(), &XsdProblems::on_error, &problems);
    const int outcome = xmlSchemaValidateDoc(validator.get(), doc.get());
    return problems.take(outcome == 0 ? XsdOutcome::valid : XsdOutcome::broken);
  }

 private:
  std::vector<XsdFile> files_;  // libxml2's schema points into their trees
  SchemaPtr schema_;
  mutable std::mutex mutex_;
};

void keep_line(void* line, xmlErrorPtr error) {
  if (*static_cast<int*>(line) == 0) *static_cast<int*>(line) = error->line;
}

}  // namespace

base::Result<std::unique_ptr<CompiledXsd>> CompiledXsd::compile(std::vector<XsdFile> files) {
  install_loader();
  const LoadScope scope(files);
  const ParserPtr parser(xmlSchemaNewDocParserCtxt(files.front().doc.get()));
  if (parser == nullptr) throw std::bad_alloc();
  int line = 0;
  xmlSchemaSetParserStructuredErrors(parser.get(), &keep_line, &line);
  SchemaPtr schema(xmlSchemaParse(parser.get()));
  if (schema == nullptr || line != 0) {
    return base::fail(base::Error(ErrorKind::invalid, "schema.syntax", "not an XML Schema that libxml2 accepts")
                          .with("file", files.front().name)
                          .with("line", std::to_string(line)));
  }
  return std::make_unique<LibxmlSchema>(std::move(files), std::move(schema));
}

}  // namespace lienthong::codec
