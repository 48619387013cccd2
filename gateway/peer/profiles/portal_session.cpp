#include "peer/profiles/portal_session.hpp"

#include "base/text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "peer/profiles/digit_time.hpp"

namespace lienthong::peer {
namespace {

using codec::Value;

bool is_zero(std::string_view code) { return code == "0" || code == "00"; }

/// Catalogue rows shout, messages do not; some answers mix both.
const Value* find_folded(const Value& row, std::string_view name) {
  const std::string wanted = base::to_nfc_lower(name);
  for (const auto& member : row.members()) {
    if (base::to_nfc_lower(member.name) == wanted) return &member.value;
  }
  return nullptr;
}

std::string_view text_of(const Value& row, std::string_view name) {
  const Value* found = find_folded(row, name);
  return found == nullptr ? std::string_view{} : base::trim(found->scalar());
}

Standing standing_of(const Value& row) {
  Standing out;
  out.presence = domain::Presence::present;
  const std::string_view code = text_of(row, "TrangThaiHoSo");
  if (!code.empty() && code.size() <= 2 && code.find_first_not_of("0123456789") == std::string_view::npos) {
    out.status = domain::status_from_code(std::stoi(std::string(code)));
  }
  // The time of its last progress step [I]; there but empty: it holds the dossier and no step yet.
  if (find_folded(row, "ThoiDiemXuLy") != nullptr) {
    const std::string_view last_step = text_of(row, "ThoiDiemXuLy");
    out.status_at = last_step.empty() ? base::Instant{} : from_digits(last_step);
  }
  return out;
}

}  // namespace

Outgoing PortalSession::outgoing(std::string body) const {
  Outgoing out;
  out.path = context_.settings.at("integration_path");
  out.headers = common_headers();
  out.headers.emplace_back("Content-Type", "application/json");
  out.body = std::move(body);
  return out;
}

transport::Headers PortalSession::common_headers() const {
  transport::Headers headers{{"Accept", "application/json"}, {"Charset", "utf-8"}};
  const auto dstcode = context_.settings.find("dstcode");
  if (dstcode != context_.settings.end()) headers.emplace_back("dstcode", dstcode->second);
  return headers;
}

base::Result<Outgoing> PortalSession::wrap(const Tell& tell, const mapping::Plan& /*plan*/,
                                           std::span<const MappedMessage> messages, Writing writing) const {
  codec::Arena arena;
  codec::ListBuilder data(arena);
  for (const MappedMessage& message : messages) data.add(message.external);
  codec::RecordBuilder body(arena);
  body.add("madonvi", Value::text(context_.unit_code));
  body.add("service", Value::text(tell.operation));
  // Strings with a capital, not JSON booleans (contracts 2.5); progress has no such field.
  if (tell.rule.what == domain::TellRule::What::document) {
    body.add("isUpdating", Value::text(writing == Writing::update ? "True" : "False"));
  }
  body.add("data", data.build());
  return outgoing(codec::write_json(body.build()));
}

Outgoing PortalSession::with_session(Outgoing outgoing, std::string_view session) const {
  if (outgoing.body.empty()) return outgoing;  // a feed's GET has no envelope
  outgoing.body.insert(1, "\"session\":" + codec::write_json(Value::text(session)) + ",");
  return outgoing;
}

Answer PortalSession::read(const transport::HttpResponse& response, std::string_view /*operation*/) const {
  Answer answer;
  answer.http_status = response.status;
  codec::Arena arena;
  const auto body = codec::read_json(response.body, arena, context_.limits);
  if (!body || !body->is_record()) return answer;
  if (const Value* message = body->find("message")) answer.text = message->scalar();
  const Value* code = body->find("error_code");
  if (code == nullptr || !(code->is_number() || code->is_text())) return answer;
  const std::string_view word = base::trim(code->scalar());
  answer.fields["error_code"] = word;
  answer.fields["refused"] = is_zero(word) ? "no" : "yes";
  return answer;
}

std::optional<Outgoing> PortalSession::ask(const domain::DossierCode& code, base::Instant /*now*/) const {
  const auto service = context_.settings.find("look_up_service");
  if (service == context_.settings.end()) return std::nullopt;
  codec::Arena arena;
  codec::RecordBuilder body(arena);
  body.add("madonvi", Value::text(context_.unit_code));
  body.add("service", Value::text(service->second));
  body.add("mahoso", Value::text(code.value()));
  return outgoing(codec::write_json(body.build()));
}

Standing PortalSession::read_standing(const transport::HttpResponse& response, const domain::DossierCode& code) const {
  codec::Arena arena;
  const auto body = codec::read_json(response.body, arena, context_.limits);
  const Value* rows = body ? body->find("result") : nullptr;
  if (rows == nullptr || !rows->is_list()) return {};
  if (rows->items().empty()) return {domain::Presence::absent, std::nullopt, std::nullopt};
  for (const Value& row : rows->items()) {
    if (text_of(row, "MaHoSo") == code.value()) return standing_of(row);
  }
  return {};  // rows of other dossiers say nothing about this one
}

}  // namespace lienthong::peer
