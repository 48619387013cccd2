#include "peer/profiles/soap_envelope.hpp"

#include "codec/builder.hpp"

#include <string>

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using codec::Value;

constexpr std::string_view soap_12_namespace = "http://www.w3.org/2003/05/soap-envelope";

const codec::XmlNames& envelope_names() {
  static const codec::XmlNames names{{std::string(soap_namespace), "soap"}, {std::string(hoso_namespace), "h"}};
  return names;
}

/// With SOAP 1.2 known by name, its peers can be told what is wrong instead of "foreign namespace".
const codec::XmlNames& readable_names() {
  static const codec::XmlNames names{{std::string(soap_namespace), "soap"},
                                     {std::string(hoso_namespace), "h"},
                                     {std::string(soap_12_namespace), "soap12"}};
  return names;
}

bool is_element(std::string_view name) { return !name.starts_with('@') && !name.starts_with('#'); }

}  // namespace

base::Result<SoapMessage> read_envelope(std::string_view bytes, const codec::Limits& limits, codec::Arena& arena) {
  auto document = codec::read_xml(bytes, readable_names(), arena, limits);
  if (!document) return base::fail(std::move(document).error());
  if (document->root == "soap12:Envelope") {
    return base::fail(ErrorKind::unsupported, "soap.version", "this endpoint speaks SOAP 1.1");
  }
  if (document->root != "soap:Envelope")
    return base::fail(ErrorKind::invalid, "soap.envelope", "not a SOAP 1.1 envelope");
  SoapMessage out;
  if (const Value* header = document->content.find("soap:Header")) out.header = *header;
  const Value* body = document->content.find("soap:Body");
  if (body == nullptr) return base::fail(ErrorKind::invalid, "soap.body", "the envelope has no body");
  for (const auto& member : body->members()) {
    if (!is_element(member.name)) continue;
    if (!out.operation.empty())
      return base::fail(ErrorKind::invalid, "soap.body", "the body has more than one element");
    out.operation = member.name;
    out.content = member.value;
  }
  if (out.operation.empty()) return base::fail(ErrorKind::invalid, "soap.body", "the body is empty");
  return out;
}

base::Result<std::string> write_envelope(const SoapMessage& message) {
  codec::Arena arena;
  codec::RecordBuilder body(arena);
  body.add(message.operation, message.content);
  codec::RecordBuilder envelope(arena);
  if (!message.header.is_null()) envelope.add("soap:Header", message.header);
  envelope.add("soap:Body", body.build());
  return codec::write_xml({"soap:Envelope", envelope.build()}, envelope_names());
}

base::Result<std::string> write_element(std::string_view name, const codec::Value& content) {
  static const codec::XmlNames names{{std::string(hoso_namespace), "h"}};
  return codec::write_xml({name, content}, names);
}

}  // namespace lienthong::peer
