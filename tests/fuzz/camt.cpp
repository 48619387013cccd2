#include "codec/schema.hpp"
#include "codec/xml_gate.hpp"
#include "fuzz/statement_log.hpp"

#include <map>
#include <memory>

namespace lienthong::fuzz {
namespace {

using codec::Schema;

Accepted accepted;

/// "camt.053.001.08" of a document that was accepted.
std::string message_of(std::string_view bytes) {
  constexpr std::string_view start = "urn:iso:std:iso:20022:tech:xsd:";
  const auto at = bytes.find(start);
  return at == std::string_view::npos ? std::string() : std::string(bytes.substr(at + start.size(), 15));
}

const Schema* schema_of(const std::string& message) {
  static std::map<std::string, std::shared_ptr<const Schema>> loaded;
  auto& schema = loaded[message];
  if (schema == nullptr) {
    auto read = codec::load_xsd("schemas/external/bank-statement/" + message + ".xsd", "Document",
                                {{"urn:iso:std:iso:20022:tech:xsd:" + message, ""}});
    if (!read) return nullptr;  // a namespace that is written with character references
    schema = std::move(*read);
  }
  return schema.get();
}

void run(std::string_view bytes) {
  const auto log = read_both_ways([](auto& sink) { return codec::make_camt_reader(sink); }, bytes);
  if (!log.refusal.empty()) {
    const bool named = log.refusal.starts_with("xml.") || log.refusal.starts_with("camt.");
    return require(named, "a refusal names a rule of XML or of camt");
  }
  accepted.add();
  require(!codec::refuse_xml(bytes, {}), "what is accepted passes the gate");
  const auto* schema = schema_of(message_of(bytes));
  require(schema == nullptr || schema->check_xml(bytes).empty(), "what is accepted is valid by our schema");
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
