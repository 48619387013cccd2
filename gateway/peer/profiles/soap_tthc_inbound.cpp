#include "peer/profiles/soap_tthc_inbound.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "codec/builder.hpp"
#include "peer/profiles/inbound_steps.hpp"
#include "peer/profiles/soap_envelope.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

constexpr std::string_view soap_content_type = "text/xml; charset=utf-8";

Result<void> check_element(const codec::Schema& schema, std::string_view name, const Value& content) {
  const auto bytes = write_element(name, content);
  if (!bytes) return base::fail(bytes.error());
  const auto problems = schema.check_xml(*bytes);
  if (problems.empty()) return {};
  return base::fail(
      base::Error(ErrorKind::invalid, "soap.schema", "the message breaks the XSD").with("path", problems.front().path));
}

Result<std::string> key_of(const Value& header, const codec::Schema& schema) {
  const Value* packet = header.find("h:ThongTinGoiTin");
  if (packet == nullptr) return base::fail(ErrorKind::invalid, "soap.header", "ThongTinGoiTin is missing");
  if (auto checked = check_element(schema, "h:ThongTinGoiTin", *packet); !checked)
    return base::fail(std::move(checked).error());
  const Value* key = packet->find("h:MaGiaoDich");
  const std::string_view text = key == nullptr ? std::string_view{} : base::trim(key->scalar());
  if (text.empty()) return base::fail(ErrorKind::invalid, "soap.header", "MaGiaoDich is missing");
  return std::string(text);
}

std::string_view fault_code(const base::Error& error) {
  if (error.code() == "soap.version") return "soap:VersionMismatch";
  return refusal_status(error.kind()) < 500 ? "soap:Client" : "soap:Server";
}

Reply envelope(unsigned status, std::string_view element, const Value& content) {
  auto text = write_envelope({Value::null(), element, content});
  // Only characters that XML cannot hold make this fail, and our own texts have none.
  return {status, std::string(soap_content_type), text ? std::move(*text) : std::string()};
}

}  // namespace

Result<Incoming> SoapTthcInbound::read(const RawMessage& message, const codec::Limits& limits,
                                       codec::Arena& arena) const {
  if (message.content_type == "application/soap+xml") {
    return base::fail(ErrorKind::unsupported, "soap.version", "this endpoint speaks SOAP 1.1");
  }
  if (message.content_type != "text/xml")
    return base::fail(ErrorKind::unsupported, "inbound.content_type", "SOAP 1.1 is text/xml");
  auto envelope = read_envelope(message.body, limits, arena);
  if (!envelope) return base::fail(std::move(envelope).error());
  const mapping::Plan& plan = *plans_.xml;
  if (envelope->operation != plan.xml_root())
    return base::fail(ErrorKind::unsupported, "soap.operation", "not an operation of this endpoint");
  auto key = key_of(envelope->header, plan.external_schema());
  if (!key) return base::fail(std::move(key).error());
  // Blanks around a code are the operator's, not a breach of the schema; to_incoming trims them.
  if (auto checked = check_element(plan.external_schema(), plan.xml_root(), envelope->content); !checked) {
    return base::fail(std::move(checked).error());
  }
  return to_incoming(hears_, plan, {envelope->content, std::move(*key)}, arena);
}

Reply SoapTthcInbound::accepted(const RawMessage& message) const {
  codec::Arena arena;
  codec::RecordBuilder reply(arena);
  reply.add("h:TrangThai", Value::text("1"));
  reply.add("h:MaLoi", Value::text(""));
  reply.add("h:MoTaLoi", Value::text(""));
  reply.add_text("h:MaTiepNhan", "LT-" + base::sha256_hex(message.body).substr(0, 16));
  return envelope(200, "h:" + hears_.operation + "Response", reply.build());
}

Reply SoapTthcInbound::refused(const RawMessage& /*message*/, const base::Error& error) const {
  codec::Arena arena;
  codec::RecordBuilder detail(arena);
  detail.add_text("h:MaLoi", error.code());
  codec::RecordBuilder fault(arena);
  fault.add("faultcode", Value::text(fault_code(error)));
  fault.add_text("faultstring", refusal_text(error));
  fault.add("detail", detail.build());
  return envelope(500, "soap:Fault", fault.build());
}

}  // namespace lienthong::peer
