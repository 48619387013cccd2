// The routes of the application that belong to no peer: health, metrics, tokens, attachments, console.
#include "app/application.hpp"
#include "http/problem.hpp"
#include "runtime/callback.hpp"

namespace lienthong::app {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

awaitable<Response> ready(Response response) { co_return response; }

http::Route get(std::string pattern, std::function<awaitable<Response>(Request)> answer) {
  http::Route route;
  route.method = "GET";
  route.pattern = std::move(pattern);
  route.handle = [answer = std::move(answer)](Request request, base::Deadline) { return answer(std::move(request)); };
  return route;
}

}  // namespace

ops::Vitals Application::vitals() const {
  ops::Vitals out;
  out.phase = phase_;
  out.migrations = ops::Migrations::done;  // the store does not open before they are
  out.store_fault = store_->fault();
  for (const auto& [id, dispatcher] : dispatchers_) {
    const bool up = dispatcher->breaker() == domain::CircuitBreaker::State::closed;
    out.peers.push_back({id.value(), up ? ops::PeerReach::up : ops::PeerReach::down});
  }
  return out;
}

awaitable<Response> Application::metrics_text() {
  auto peers = co_await runtime::await_callback<std::vector<storage::Conservation>>(
      [&](auto done) { store_->conservation(std::move(done)); });
  if (peers) {
    for (const storage::Conservation& peer : *peers) {
      for (const auto& [state, count] : peer.by_state) metrics_.outbox_items(peer.peer, state, count);
    }
  }
  for (const auto& [id, dispatcher] : dispatchers_) {
    auto due = co_await runtime::await_callback<std::optional<base::Instant>>(
        [&](auto done) { store_->next_due(id, std::move(done)); });
    const auto age =
        due && *due ? std::max(clock_.now() - **due, std::chrono::milliseconds{0}) : std::chrono::milliseconds{0};
    metrics_.outbox_oldest_age(id, age);
    metrics_.link_state(id, dispatcher->breaker());
  }
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = metrics_.text();
  co_return response;
}

awaitable<Response> Application::attachment(Request request) {
  const domain::DossierCode code(request.parameters["code"]);
  const std::string digest = request.parameters["digest"];
  if (!addresses_->signature_fits(code, digest, request.query["sig"])) {
    co_return http::problem(base::Error(base::ErrorKind::not_found, "attachment.unknown", "no such attachment"),
                            request.trace_id);
  }
  auto found = co_await runtime::await_callback<storage::Attachment>(
      [&](auto done) { store_->load_attachment(code, digest, std::move(done)); });
  if (!found) co_return http::problem(found.error(), request.trace_id);
  Response response;
  response.content_type = "application/octet-stream";
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.body = std::move(found->bytes);
  co_return response;
}

void Application::add_operations_routes() {
  router_.add(get("/healthz", [](Request) {
    Response response;
    response.body = ops::liveness_json();
    return ready(std::move(response));
  }));
  router_.add(get("/readyz", [this](Request) {
    const ops::HealthReport report = ops::readiness(vitals());
    Response response;
    response.status = report.ready() ? 200 : 503;
    response.body = ops::to_json(report);
    return ready(std::move(response));
  }));
  router_.add(get("/metrics", [this](Request) { return metrics_text(); }));
  router_.add(get("/attachments/{code}/{digest}", [this](Request request) { return attachment(std::move(request)); }));
  http::Route token;
  token.method = "POST";
  token.pattern = "/token";
  token.body_limit = 8 * 1024;
  token.handle = [this](Request request, base::Deadline) {
    return ready(identity_->issue_token(request, clock_.now()));
  };
  router_.add(std::move(token));

  operator_api_ = std::make_unique<OperatorApi>(OperatorApi::Parts{*store_, clock_, site_, admin_token_,
                                                                   [this](const domain::SystemId& id) {
                                                                     const auto found = dispatchers_.find(id);
                                                                     return found == dispatchers_.end()
                                                                                ? domain::CircuitBreaker::State::closed
                                                                                : found->second->breaker();
                                                                   },
                                                                   [this] {
                                                                     for (auto& [id, dispatcher] : dispatchers_)
                                                                       dispatcher->wake();
                                                                   },
                                                                   [this](console::StatusPage& page) {
                                                                     for (const auto& part : parts_)
                                                                       part->show_on(page);
                                                                   }});
  operator_api_->add_routes(router_);
  // The feed belongs to the system that owns the submission: the province.
  change_feed_ = std::make_unique<ChangeFeed>(
      ChangeFeed::Parts{io_.get_executor(), *store_, clock_, *identity_,
                        site_.world.authority.owner({}, domain::Part::submission, clock_.now())});
  change_feed_->add_routes(router_);
}

}  // namespace lienthong::app
