#include "codec/xml.hpp"

#include "base/text.hpp"
#include "codec/json.hpp"
#include "codec/xml_gate.hpp"
#include "fuzz/property.hpp"

#include <algorithm>
#include <array>

namespace lienthong::fuzz {
namespace {

using codec::Arena;
using codec::XmlDocument;

Accepted accepted;

const codec::XmlNames names{{"urn:tthc:hoso:v1", "h"}, {"http://schemas.xmlsoap.org/soap/envelope/", "soap"}};

/// The writer declares namespaces on the root, and NFC can make a name longer; what we wrote must always be readable.
codec::Limits limits_for_our_own() {
  codec::Limits limits;
  limits.name_bytes *= 3;
  limits.attributes += names.size() + 1;
  return limits;
}

bool is_one_of(std::string_view code, std::span<const std::string_view> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// The gate judges form; the reader after it only namespaces, xsi:nil and names that fall together under NFC.
void check_gate(std::string_view bytes, const base::Result<XmlDocument>& document) {
  static constexpr std::array<std::string_view, 3> of_the_reader{"xml.namespace", "xml.nil", "xml.attribute"};
  const auto refused = codec::refuse_xml(bytes, {});
  if (document) return require(!refused, "what the reader accepts passes the gate");
  if (refused) return;
  require(is_one_of(document.error().code(), of_the_reader), "what passes the gate is refused only for its meaning");
}

void check_written(const XmlDocument& document, Arena& arena) {
  // XML lets in names of any script; the writer, on purpose, only those of Latin script.
  static constexpr std::array<std::string_view, 2> of_names{"xml.name", "xml.attribute"};
  const auto written = codec::write_xml(document, names);
  if (!written) return require(is_one_of(written.error().code(), of_names), "only a name can keep us from writing");
  const auto again = codec::read_xml(*written, names, arena, limits_for_our_own());
  require(again.has_value(), "what the writer wrote is accepted");
  require(again->root == document.root, "the root keeps its name");
  require(codec::write_json(again->content) == codec::write_json(document.content),
          "a written document reads back as the same document");
  require(codec::write_xml(*again, names).value() == *written, "writing is a fixed point");
}

void run(std::string_view bytes) {
  Arena arena;
  const auto document = codec::read_xml(bytes, names, arena);
  check_gate(bytes, document);
  if (!document) return require_rule(document.error().code(), "xml.", "a refusal names a rule of XML");
  accepted.add();
  require(base::is_utf8(bytes), "only UTF-8 is accepted");
  check_written(*document, arena);
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
