#include "http/inbound_endpoint.hpp"

#include "base/log.hpp"

namespace lienthong::http {
namespace {

using boost::asio::awaitable;

/// Of a refused message this much is kept; a 50 MB attachment must not fill the store by being refused often.
constexpr std::size_t refused_bytes_kept = 64 * 1024;

peer::RawMessage raw_message(Request& request) {
  peer::RawMessage message;
  std::string type(request.header("content-type"));
  type = type.substr(0, type.find(';'));
  for (char& c : type) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  while (!type.empty() && type.back() == ' ') type.pop_back();
  message.content_type = std::move(type);
  message.headers = request.headers;
  message.headers.erase("authorization");
  message.body = std::move(request.body);
  return message;
}

Response response_of(peer::Reply reply) {
  Response response;
  response.status = reply.status;
  response.content_type = std::move(reply.content_type);
  response.body = std::move(reply.body);
  return response;
}

}  // namespace

InboundEndpoint::InboundEndpoint(domain::SystemId source, std::unique_ptr<peer::InboundProfile> profile, Parts parts)
    : source_(std::move(source)), profile_(std::move(profile)), parts_(parts) {}

Route InboundEndpoint::route() {
  Route route;
  route.method = profile_->hears().method;
  route.pattern = profile_->hears().path;
  route.body_limit = parts_.limits.bytes;
  route.handle = [this](Request request, base::Deadline deadline) { return handle(std::move(request), deadline); };
  route.refuse = [this](Request request, base::Error error) { return refuse(std::move(request), std::move(error)); };
  return route;
}

awaitable<Response> InboundEndpoint::handle(Request request, base::Deadline deadline) {
  auto known = parts_.identity.require(source_, request, parts_.clock.now());
  if (!known) co_return co_await refuse(std::move(request), std::move(known).error());
  const peer::RawMessage message = raw_message(request);
  codec::Arena arena;
  auto incoming = read(request, message, arena);
  if (!incoming) {
    request.body = message.body;
    co_return co_await refuse(std::move(request), std::move(incoming).error());
  }
  auto taken = co_await parts_.intake.accept(source_, profile_->hears(), *incoming, message.body, deadline);
  if (taken) co_return response_of(profile_->accepted(message));
  request.body = message.body;
  co_return co_await refuse(std::move(request), std::move(taken).error());
}

base::Result<peer::Incoming> InboundEndpoint::read(const Request& request, const peer::RawMessage& message,
                                                   codec::Arena& arena) const {
  const auto begun = parts_.clock.steady();
  auto incoming = profile_->read(message, parts_.limits, arena);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(parts_.clock.steady() - begun);
  if (took > parts_.slow_read) {
    base::log(base::LogLevel::warning, "a message took long to read",
              {{"link", source_.value()},
               {"kind", profile_->hears().kind},
               {"ms", std::to_string(took.count())},
               {"bytes", std::to_string(message.body.size())},
               {"trace_id", request.trace_id}});
  }
  return incoming;
}

awaitable<Response> InboundEndpoint::refuse(Request request, base::Error error) {
  peer::RawMessage message = raw_message(request);
  const Response answer = response_of(profile_->refused(message, error));
  base::log(base::LogLevel::warning, "message refused",
            {{"link", source_.value()},
             {"kind", profile_->hears().kind},
             {"reason", error.code()},
             {"trace_id", request.trace_id}});
  if (error.kind() == base::ErrorKind::transient) co_return answer;  // ours to mend; the sender still has it
  storage::RefusedRecord record;
  record.source = source_;
  record.kind = profile_->hears().kind;
  record.reason = error.code();
  record.detail = error.describe();
  record.raw_size = message.body.size();
  record.raw = std::move(message.body);
  record.raw.resize(std::min(record.raw.size(), refused_bytes_kept));
  record.received_at = parts_.clock.now();
  co_await parts_.intake.keep_refused(std::move(record));
  co_return answer;
}

}  // namespace lienthong::http
