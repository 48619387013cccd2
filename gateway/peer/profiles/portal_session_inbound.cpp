#include "peer/profiles/portal_session_inbound.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "peer/profiles/inbound_steps.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

Result<Value> item_of(const Value& body, const std::string& operation) {
  const Value* service = body.find("service");
  if (!operation.empty() && service != nullptr && service->scalar() != operation) {
    return base::fail(ErrorKind::unsupported, "inbound.service", "not a service of this endpoint");
  }
  const Value* data = body.find("data");
  if (data == nullptr) return body;
  if (data->is_record()) return *data;
  // One code answers the whole array, so several items could not be answered one by one (contracts 2.5).
  if (data->items().size() != 1) {
    return base::fail(
        base::Error(ErrorKind::invalid, "inbound.data", "exactly one item is taken per call").with("path", "data"));
  }
  return data->items().front();
}

Reply reply(int code, std::string_view text) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add("error_code", Value::number(arena.copy(std::to_string(code))));
  out.add_text("message", text);
  return {200, "application/json", codec::write_json(out.build())};
}

}  // namespace

Result<Incoming> PortalSessionInbound::read(const RawMessage& message, const codec::Limits& limits,
                                            codec::Arena& arena) const {
  if (message.content_type != "application/json") {
    return base::fail(ErrorKind::unsupported, "inbound.content_type", "this endpoint speaks JSON");
  }
  auto body = codec::read_json(message.body, arena, limits);
  if (!body) return base::fail(std::move(body).error());
  auto item = item_of(*body, hears_.operation);
  if (!item) return base::fail(std::move(item).error());
  return to_incoming(hears_, *plans_.json, {*item, {}}, arena);
}

Reply PortalSessionInbound::accepted(const RawMessage& /*message*/) const { return reply(0, "Thành công"); }

Reply PortalSessionInbound::refused(const RawMessage& /*message*/, const base::Error& error) const {
  return reply(-1, refusal_text(error));
}

}  // namespace lienthong::peer
