#include "mapping/embedded_document.hpp"

#include "codec/json.hpp"
#include "codec/xml.hpp"

namespace lienthong::mapping {

using base::Result;
using codec::Value;

Result<Value> read_embedded(const Embedded& embedded, const Value& text, codec::Arena& arena) {
  const Value* holder = &text;
  if (text.is_record() && text.find("#text") != nullptr) holder = text.find("#text");
  if (!holder->is_text())
    return base::fail(base::ErrorKind::invalid, "mapping.type", "not a text that holds a document");
  if (embedded.format == Format::json) return codec::read_json(holder->scalar(), arena);
  const auto document = codec::read_xml(holder->scalar(), embedded.xml_names, arena);
  if (!document) return base::fail(document.error());
  if (document->root == embedded.xml_root) return document->content;
  return base::fail(base::ErrorKind::invalid, "mapping.root", "the embedded document has another root");
}

Result<Value> write_embedded(const Embedded& embedded, const Value& document, codec::Arena& arena) {
  if (embedded.format == Format::json) return Value::text(arena.copy(codec::write_json(document)));
  const auto bytes = codec::write_xml({embedded.xml_root, document}, embedded.xml_names);
  if (!bytes) return base::fail(bytes.error());
  std::string_view text(*bytes);
  if (text.starts_with("<?xml")) text.remove_prefix(text.find("?>") + 2);
  return Value::text(arena.copy(text));
}

}  // namespace lienthong::mapping
