#include "peer/profiles/soap_tthc.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "codec/builder.hpp"
#include "peer/profiles/digit_time.hpp"
#include "peer/profiles/soap_envelope.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using codec::Value;

std::string_view text_of(const Value& record, std::string_view name) {
  const Value* found = record.find(name);
  return found == nullptr ? std::string_view{} : base::trim(found->scalar());
}

void read_fault(const Value& fault, Answer& answer) {
  // A QName: the prefix is the sender's own, the local part is the meaning.
  const std::string_view code = text_of(fault, "faultcode");
  answer.fields["faultcode"] = code.substr(code.find(':') == std::string_view::npos ? 0 : code.find(':') + 1);
  answer.text = text_of(fault, "faultstring");
}

void read_reply(const Value& reply, Answer& answer) {
  for (const std::string_view name : {"TrangThai", "MaLoi", "MaTiepNhan"}) {
    const Value* found = reply.find("h:" + std::string(name));
    if (found != nullptr) answer.fields[std::string(name)] = base::trim(found->scalar());
  }
  answer.text = text_of(reply, "h:MoTaLoi");
}

base::Result<void> check_schema(const mapping::Plan& plan, const Value& content) {
  const auto bytes = write_element(plan.xml_root(), content);
  if (!bytes) return base::fail(bytes.error());
  const auto problems = plan.external_schema().check_xml(*bytes);
  if (problems.empty()) return {};
  return base::fail(base::Error(ErrorKind::invalid, "soap.schema", "the message breaks the ministry's schema")
                        .with("path", problems.front().path));
}

}  // namespace

Value SoapTthc::packet_header(std::string_view key, base::Instant at, codec::Arena& arena) const {
  codec::RecordBuilder packet(arena);
  packet.add_text("h:MaGiaoDich", key);
  packet.add_text("h:MaDonViGui", context_.unit_code);
  packet.add_text("h:MaDonViNhan", context_.settings.at("receiver"));
  packet.add_text("h:ThoiGianGui", to_digits(at));
  packet.add_text("h:PhienBan", context_.settings.at("version"));
  codec::RecordBuilder header(arena);
  header.add("h:ThongTinGoiTin", packet.build());
  return header.build();
}

base::Result<Outgoing> SoapTthc::outgoing(std::string_view operation, const Value& header, const Value& content) const {
  const std::string element = "h:" + std::string(operation);
  auto text = write_envelope({header, element, content});
  if (!text) return base::fail(std::move(text).error());
  Outgoing out;
  out.path = context_.settings.at("path");
  out.headers = {{"Content-Type", "text/xml; charset=utf-8"},
                 {"SOAPAction", "\"" + std::string(hoso_namespace) + "/" + std::string(operation) + "\""}};
  out.body = std::move(*text);
  return out;
}

base::Result<Outgoing> SoapTthc::wrap(const Tell& tell, const mapping::Plan& plan,
                                      std::span<const MappedMessage> messages, Writing /*writing*/) const {
  if (messages.size() != 1)
    return base::fail(ErrorKind::internal, "profile.batch", "this profile sends one message per call");
  const MappedMessage& message = messages.front();
  if (auto checked = check_schema(plan, message.external); !checked) return base::fail(std::move(checked).error());
  codec::Arena arena;
  return outgoing(tell.operation, packet_header(message.key, message.created_at, arena), message.external);
}

Answer SoapTthc::read(const transport::HttpResponse& response, std::string_view operation) const {
  Answer answer;
  answer.http_status = response.status;
  codec::Arena arena;
  const auto message = read_envelope(response.body, context_.limits, arena);
  if (!message) return answer;
  if (message->operation == "soap:Fault") read_fault(message->content, answer);
  if (message->operation == "h:" + std::string(operation) + "Response") read_reply(message->content, answer);
  return answer;
}

std::string_view SoapTthc::ask_operation() const {
  const auto found = context_.settings.find("look_up");
  return found == context_.settings.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<Outgoing> SoapTthc::ask(const domain::DossierCode& code, base::Instant now) const {
  if (ask_operation().empty() || !context_.look_up.xml) return std::nullopt;
  codec::Arena arena;
  codec::RecordBuilder question(arena);
  question.add_text("h:MaHoSo", code.value());
  // The same question may always be asked again, so the dossier makes the key.
  const std::string key = "tra-cuu-" + base::sha256_hex(code.value()).substr(0, 32);
  auto out = outgoing(ask_operation(), packet_header(key, now, arena), question.build());
  return out ? std::optional(std::move(*out)) : std::nullopt;
}

Standing SoapTthc::read_standing(const transport::HttpResponse& response, const domain::DossierCode& code) const {
  codec::Arena arena;
  const auto message = read_envelope(response.body, context_.limits, arena);
  if (!message || message->operation != context_.look_up.xml->xml_root()) return {};
  if (text_of(message->content, "h:MaHoSo") != code.value()) return {};
  mapping::Notes notes;
  const auto standing = context_.look_up.xml->to_canonical(message->content, arena, notes);
  if (!standing)
    return {domain::Presence::present, std::nullopt, std::nullopt};  // it holds it, in a state we have no word for
  Standing out{domain::Presence::present, domain::status_from_name(text_of(*standing, "status")), std::nullopt};
  if (const auto at = base::from_rfc3339(text_of(*standing, "status_at"))) out.status_at = *at;
  return out;
}

}  // namespace lienthong::peer
