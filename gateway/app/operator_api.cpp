#include "app/operator_api.hpp"

#include "app/admin_proof.hpp"
#include "app/answers.hpp"
#include "app/dossier_loader.hpp"
#include "app/resend_request.hpp"
#include "console/status_page.hpp"
#include "http/problem.hpp"
#include "runtime/callback.hpp"

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using http::Request;
using http::Response;
using runtime::await_callback;

constexpr int rows_shown = 200;

Response html(std::string body) {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(body);
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

std::string query(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

awaitable<Result<console::DossierView>> load_view(storage::Store& store, const Site& site, domain::DossierCode code) {
  auto record = co_await await_callback<storage::DossierRecord>([&](auto done) { store.load(code, std::move(done)); });
  if (!record) co_return base::fail(std::move(record).error());
  if (record->version == 0) co_return base::fail(ErrorKind::not_found, "dossier.unknown", "no dossier of that code");
  auto attempts = co_await await_callback<std::vector<storage::AttemptRecord>>(
      [&](auto done) { store.load_attempts(code, std::move(done)); });
  if (!attempts) co_return base::fail(std::move(attempts).error());
  co_return dossier_view(code, std::move(*record), std::move(*attempts), site);
}

}  // namespace

void OperatorApi::add_routes(http::Router& router) {
  const auto get = [&](std::string pattern, Answer (OperatorApi::*answer)(Request)) {
    http::Route route;
    route.method = "GET";
    route.pattern = std::move(pattern);
    route.handle = [this, answer](Request request, base::Deadline) { return (this->*answer)(std::move(request)); };
    router.add(std::move(route));
  };
  get("/", &OperatorApi::status_page);
  get("/ho-so/{code}", &OperatorApi::dossier_page);
  get("/api/v1/dossiers/{code}", &OperatorApi::dossier);
  get("/api/v1/queue", &OperatorApi::queue);
  get("/api/v1/refused", &OperatorApi::refused);
  get("/api/v1/contract-drift", &OperatorApi::contract_drift);
  get("/api/v1/conservation", &OperatorApi::conservation);
  get("/api/v1/links", &OperatorApi::links);
  http::Route resend_route;
  resend_route.method = "POST";
  resend_route.pattern = "/api/v1/queue/resend";
  resend_route.handle = [this](Request request, base::Deadline) { return resend(std::move(request)); };
  router.add(std::move(resend_route));
}

awaitable<Result<std::vector<console::LinkView>>> OperatorApi::link_views() {
  auto peers = co_await await_callback<std::vector<storage::Conservation>>(
      [&](auto done) { parts_.store.conservation(std::move(done)); });
  if (!peers) co_return base::fail(std::move(peers).error());
  co_return app::link_views(parts_.site, *peers, parts_.breaker_of);
}

OperatorApi::Answer OperatorApi::status_page(Request request) {
  auto links = co_await link_views();
  if (!links) co_return http::problem(links.error(), request.trace_id);
  auto dossiers = co_await await_callback<std::vector<storage::DossierSummary>>(
      [&](auto done) { parts_.store.list_dossiers("", rows_shown, std::move(done)); });
  if (!dossiers) co_return http::problem(dossiers.error(), request.trace_id);
  auto refused_rows = co_await await_callback<std::vector<storage::RefusedRecord>>(
      [&](auto done) { parts_.store.list_refused(rows_shown, std::move(done)); });
  if (!refused_rows) co_return http::problem(refused_rows.error(), request.trace_id);
  console::StatusPage page;
  page.links = std::move(*links);
  page.dossiers = std::move(*dossiers);
  page.refused = static_cast<std::int64_t>(refused_rows->size());
  page.fault = parts_.store.fault().value_or("");
  page.at = parts_.clock.now();
  parts_.show_parts(page);
  co_return html(console::to_html(page));
}

OperatorApi::Answer OperatorApi::dossier_page(Request request) {
  const domain::DossierCode code(request.parameters["code"]);
  auto view = co_await load_view(parts_.store, parts_.site, code);
  if (!view) co_return http::problem(view.error(), request.trace_id);
  co_return html(console::dossier_html(code.value(), console::to_text(*view)));
}

OperatorApi::Answer OperatorApi::dossier(Request request) {
  auto view = co_await load_view(parts_.store, parts_.site, domain::DossierCode(request.parameters["code"]));
  if (!view) co_return http::problem(view.error(), request.trace_id);
  co_return json_answer(console::to_json(*view));
}

OperatorApi::Answer OperatorApi::queue(Request request) {
  storage::QueueFilter filter;
  filter.limit = rows_shown;
  if (const std::string peer = query(request, "peer"); !peer.empty()) filter.peer = domain::SystemId(peer);
  if (const std::string code = query(request, "dossier"); !code.empty()) filter.dossier = domain::DossierCode(code);
  auto states = read_states(query(request, "state"));
  if (!states) co_return http::problem(states.error(), request.trace_id);
  filter.states = std::move(*states);
  auto rows = co_await await_callback<std::vector<storage::QueueRow>>(
      [&](auto done) { parts_.store.list_queue(filter, std::move(done)); });
  if (!rows) co_return http::problem(rows.error(), request.trace_id);
  co_return json_answer(console::queue_json(*rows));
}

OperatorApi::Answer OperatorApi::refused(Request request) {
  auto rows = co_await await_callback<std::vector<storage::RefusedRecord>>(
      [&](auto done) { parts_.store.list_refused(rows_shown, std::move(done)); });
  if (!rows) co_return http::problem(rows.error(), request.trace_id);
  co_return json_answer(console::refused_json(*rows));
}

OperatorApi::Answer OperatorApi::contract_drift(Request request) {
  auto rows = co_await await_callback<std::vector<storage::ContractDrift>>(
      [&](auto done) { parts_.store.list_contract_drift(std::move(done)); });
  if (!rows) co_return http::problem(rows.error(), request.trace_id);
  co_return json_answer(console::contract_drift_json(*rows));
}

OperatorApi::Answer OperatorApi::conservation(Request request) {
  auto peers = co_await await_callback<std::vector<storage::Conservation>>(
      [&](auto done) { parts_.store.conservation(std::move(done)); });
  if (!peers) co_return http::problem(peers.error(), request.trace_id);
  co_return json_answer(console::conservation_json(*peers));
}

OperatorApi::Answer OperatorApi::links(Request request) {
  auto links = co_await link_views();
  if (!links) co_return http::problem(links.error(), request.trace_id);
  co_return json_answer(console::links_json(*links));
}

OperatorApi::Answer OperatorApi::resend(Request request) {
  if (auto admin = require_admin(request, parts_.admin_token); !admin)
    co_return http::problem(admin.error(), request.trace_id);
  auto asked = read_resend_request(request.body);
  if (!asked) co_return http::problem(asked.error(), request.trace_id);
  auto moved = co_await await_callback<std::int64_t>([&](auto done) {
    parts_.store.requeue(asked->filter, parts_.clock.now(), "resend: " + asked->reason, std::move(done));
  });
  if (!moved) co_return http::problem(moved.error(), request.trace_id);
  parts_.wake_all();
  co_return json_answer("{\"resent\":" + std::to_string(*moved) + "}\n");
}

}  // namespace lienthong::app
