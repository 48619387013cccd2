#include "peer/profiles/status_message_inbound.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "peer/profiles/inbound_steps.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;
using mapping::Format;

std::optional<Format> format_of(const std::string& content_type) {
  if (content_type == "application/json") return Format::json;
  if (content_type == "application/xml" || content_type == "text/xml") return Format::xml;
  return std::nullopt;
}

Result<Value> parse(const RawMessage& message, const mapping::Plan& plan, const codec::Limits& limits,
                    codec::Arena& arena) {
  switch (plan.format()) {
    case Format::json:
      return codec::read_json(message.body, arena, limits);
    case Format::xml:
      break;
  }
  auto document = codec::read_xml(message.body, plan.xml_names(), arena, limits);
  if (!document) return base::fail(std::move(document).error());
  if (document->root != plan.xml_root())
    return base::fail(ErrorKind::invalid, "inbound.root", "another root element is expected here");
  return document->content;
}

/// `Status` comes first, as in the contract's example.
Reply reply(const RawMessage& message, unsigned status, std::string_view text) {
  codec::Arena arena;
  codec::RecordBuilder result(arena);
  result.add("Status", Value::number(arena.copy(std::to_string(status))));
  result.add_text("Message", text);
  if (format_of(message.content_type) == Format::xml) {
    auto xml = codec::write_xml({"MResult", result.build()}, {});
    if (xml) return {status, "application/xml; charset=utf-8", std::move(*xml)};
  }
  return {status, "application/json", codec::write_json(result.build())};
}

}  // namespace

Result<Incoming> StatusMessageInbound::read(const RawMessage& message, const codec::Limits& limits,
                                            codec::Arena& arena) const {
  const auto format = format_of(message.content_type);
  const mapping::Plan* plan = format ? plans_.of(*format) : nullptr;
  if (plan == nullptr)
    return base::fail(ErrorKind::unsupported, "inbound.content_type",
                      "this message is not spoken in that content type");
  auto external = parse(message, *plan, limits, arena);
  if (!external) return base::fail(std::move(external).error());
  const auto key = message.headers.find("idempotency-key");
  return to_incoming(hears_, *plan, {*external, key == message.headers.end() ? std::string() : key->second}, arena);
}

Reply StatusMessageInbound::accepted(const RawMessage& message) const { return reply(message, 200, "OK"); }

Reply StatusMessageInbound::refused(const RawMessage& message, const base::Error& error) const {
  return reply(message, refusal_status(error.kind()), refusal_text(error));
}

}  // namespace lienthong::peer
