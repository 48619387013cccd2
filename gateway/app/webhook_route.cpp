#include "app/webhook_route.hpp"

#include <algorithm>

namespace lienthong::app {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr std::size_t refused_bytes_kept = 64 * 1024;

std::string media_type(std::string_view header) {
  std::string out(header.substr(0, header.find(';')));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

Response response_of(peer::Reply reply) {
  Response response;
  response.status = reply.status;
  response.content_type = std::move(reply.content_type);
  response.body = std::move(reply.body);
  return response;
}

class WebhookEdge {
 public:
  WebhookEdge(sync::TrackingWebhook& webhook, const WebhookParts& parts) : webhook_(&webhook), parts_(parts) {}

  awaitable<Response> handle(Request request, base::Deadline deadline) const {
    auto known = parts_.identity.require(webhook_->source(), request, parts_.clock.now());
    if (!known) co_return co_await refuse(std::move(request), std::move(known).error());
    peer::RawMessage message{media_type(request.header("content-type")), request.headers, std::move(request.body)};
    message.headers.erase("authorization");
    co_return response_of(co_await webhook_->handle(std::move(message), deadline));
  }

  awaitable<Response> refuse(Request request, base::Error error) const {
    storage::RefusedRecord record;
    record.source = webhook_->source();
    record.kind = webhook_->hears().kind;
    record.reason = error.code();
    record.detail = error.describe();
    record.raw_size = request.body.size();
    record.raw = request.body.substr(0, refused_bytes_kept);
    record.received_at = parts_.clock.now();
    co_await parts_.intake.keep_refused(std::move(record));
    co_return response_of(sync::TrackingWebhook::refused(error));
  }

 private:
  sync::TrackingWebhook* webhook_;
  WebhookParts parts_;
};

}  // namespace

http::Route webhook_route(sync::TrackingWebhook& webhook, const WebhookParts& parts) {
  const auto edge = std::make_shared<const WebhookEdge>(webhook, parts);
  http::Route route;
  route.method = webhook.hears().method;
  route.pattern = webhook.hears().path;
  route.body_limit = parts.body_limit;
  route.handle = [edge](Request request, base::Deadline deadline) {
    return edge->handle(std::move(request), deadline);
  };
  route.refuse = [edge](Request request, base::Error error) {
    return edge->refuse(std::move(request), std::move(error));
  };
  return route;
}

}  // namespace lienthong::app
