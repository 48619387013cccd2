#include "peer/profiles/status_message.hpp"

#include "base/text.hpp"
#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "peer/profiles/percent_encoded.hpp"

namespace lienthong::peer {
namespace {

using codec::Value;
using mapping::Format;

base::Result<Value> read_result(const transport::HttpResponse& response, const codec::Limits& limits,
                                codec::Arena& arena) {
  // By the first byte, not by the header: adapters answer XML with a JSON content type and the other way round (F26).
  if (base::trim(response.body).starts_with('<')) {
    auto document = codec::read_xml(response.body, {}, arena, limits);
    if (!document) return base::fail(std::move(document).error());
    if (document->root != "MResult") return base::fail(base::ErrorKind::invalid, "answer.root", "not an MResult");
    return document->content;
  }
  return codec::read_json(response.body, arena, limits);
}

/// "?CustomerCode=…&OrderNumber=…": the members that are scalars.
std::string query_of(const Value& message) {
  std::string out;
  for (const auto& [name, value] : message.members()) {
    if (value.is_record() || value.is_list() || value.is_null()) continue;
    out += out.empty() ? '?' : '&';
    out += percent_encoded(name) + "=" + percent_encoded(value.scalar());
  }
  return out;
}

}  // namespace

Format StatusMessage::format() const { return context_.settings.at("format") == "xml" ? Format::xml : Format::json; }

base::Result<Outgoing> StatusMessage::wrap(const Tell& tell, const mapping::Plan& plan,
                                           std::span<const MappedMessage> messages, Writing /*writing*/) const {
  if (messages.size() != 1)
    return base::fail(base::ErrorKind::internal, "profile.batch", "this profile sends one message per call");
  Outgoing out;
  out.path = tell.operation;
  out.headers.emplace_back("Idempotency-Key", messages.front().key);
  if (tell.method == "GET") {
    out.method = tell.method;
    out.path += query_of(messages.front().external);
    out.headers.emplace_back("Accept", "application/json");
    return out;
  }
  if (format() == Format::json) {
    out.headers.emplace_back("Content-Type", "application/json");
    out.headers.emplace_back("Accept", "application/json");
    out.body = codec::write_json(messages.front().external);
    return out;
  }
  auto text = codec::write_xml({plan.xml_root(), messages.front().external}, plan.xml_names());
  if (!text) return base::fail(std::move(text).error());
  out.headers.emplace_back("Content-Type", "application/xml; charset=utf-8");
  out.headers.emplace_back("Accept", "application/xml");
  out.body = std::move(*text);
  return out;
}

Answer StatusMessage::read(const transport::HttpResponse& response, std::string_view /*operation*/) const {
  Answer answer;
  answer.http_status = response.status;
  codec::Arena arena;
  const auto result = read_result(response, context_.limits, arena);
  if (!result || !result->is_record()) return answer;
  if (const Value* message = result->find("Message")) answer.text = message->scalar();
  const Value* status = result->find("Status");
  if (status != nullptr && (status->is_number() || status->is_text()))
    answer.fields["Status"] = base::trim(status->scalar());
  return answer;
}

}  // namespace lienthong::peer
