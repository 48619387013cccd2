#include "sync/post/tracking_webhook.hpp"

#include "base/digest.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "sync/post/tracking_document.hpp"

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;

constexpr std::size_t longest_key = 200;

/// "4:abcd": no two pairs of texts make one text.
std::string measured(std::string_view text) { return std::to_string(text.size()) + ":" + std::string(text); }

peer::Reply reply(unsigned status, std::string_view message) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add("status", codec::Value::number(arena.copy(std::to_string(status))));
  out.add_text("message", message);
  return {status, "application/json; charset=utf-8", codec::write_json(out.build())};
}

unsigned status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
    case ErrorKind::not_found:
      return 400;
    case ErrorKind::unauthorised:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::unsupported:
      return 415;
    case ErrorKind::transient:
    case ErrorKind::ambiguous:
    case ErrorKind::permanent:
    case ErrorKind::cancelled:
    case ErrorKind::internal:
      return 503;
  }
  return 503;
}

}  // namespace

peer::Reply TrackingWebhook::refused(const base::Error& error) {
  const unsigned status = status_of(error.kind());
  if (status == 503) return reply(status, "gateway.busy: not stored; send the same message again later");
  return reply(status, error.code() + ": " + error.text());
}

Result<domain::TrackingEvent> TrackingWebhook::read(const peer::RawMessage& message) const {
  if (message.content_type != "application/json")
    return base::fail(ErrorKind::unsupported, "inbound.content_type", "this message is spoken in JSON only");
  const auto key = message.headers.find(hears_.key_header);
  if (key == message.headers.end() || key->second.empty() || key->second.size() > longest_key)
    return base::fail(ErrorKind::invalid, "inbound.key", "the header that identifies the statement is missing");
  codec::Arena arena;
  const auto document = codec::read_json(message.body, arena, parts_.limits);
  if (!document) return base::fail(document.error());
  mapping::Notes notes;
  const auto canonical = parts_.plans.json->to_canonical(*document, arena, notes);
  if (!canonical) return base::fail(canonical.error());
  auto event = tracking_event_of(source_, *canonical, parts_.codes);
  if (event)
    event->id =
        domain::TrackingId(base::sha256_hex("tracking-key/1" + measured(source_.value()) + measured(key->second)));
  return event;
}

boost::asio::awaitable<peer::Reply> TrackingWebhook::handle(peer::RawMessage message, base::Deadline deadline) {
  std::vector<PostalLine> lines;
  lines.push_back({message.body, read(message)});
  const auto answers = co_await parts_.desk.take_in(source_, std::move(lines), std::nullopt, deadline);
  if (!answers) co_return refused(answers.error());
  if (answers->front().why) co_return refused(*answers->front().why);
  co_return reply(200, "OK");
}

}  // namespace lienthong::sync
