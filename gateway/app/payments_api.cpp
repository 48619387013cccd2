#include "app/payments_api.hpp"

#include "app/admin_proof.hpp"
#include "app/answers.hpp"
#include "app/payments_json.hpp"
#include "http/problem.hpp"

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using http::Request;
using http::Response;

constexpr std::size_t request_limit = 64 * 1024;

Response response_of(peer::Reply reply) {
  Response response;
  response.status = reply.status;
  response.content_type = std::move(reply.content_type);
  response.body = std::move(reply.body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

std::string query(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

}  // namespace

void PaymentsApi::add_routes(http::Router& router) {
  using Method = Answer (PaymentsApi::*)(Request, base::Deadline);
  const auto route_of = [&](std::string method, std::string pattern, Method answer) {
    http::Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.body_limit = request_limit;
    // The platform is asked while the caller waits.
    route.timeout = parts_.platform.manifest().timeout + std::chrono::seconds{10};
    route.handle = [this, answer](Request request, base::Deadline deadline) {
      return (this->*answer)(std::move(request), deadline);
    };
    return route;
  };
  const auto add = [&](std::string method, std::string pattern, Method answer) {
    router.add(route_of(std::move(method), std::move(pattern), answer));
  };
  add("POST", "/api/v1/payments", &PaymentsApi::open);
  add("GET", "/api/v1/payments", &PaymentsApi::list);
  add("GET", "/api/v1/payments/{reference}", &PaymentsApi::show);
  add("GET", "/api/v1/payments/{reference}/bill", &PaymentsApi::bill);
  add("POST", "/api/v1/payments/{reference}/cancel", &PaymentsApi::cancel);
  add("POST", "/api/v1/payments/{reference}/refunds", &PaymentsApi::refund);
  http::Route confirm = route_of("POST", parts_.platform.manifest().report.path, &PaymentsApi::confirm);
  confirm.refuse = [this](Request request, base::Error why) {
    return refuse_confirm(std::move(request), std::move(why));
  };
  router.add(std::move(confirm));
  const auto& lookup = parts_.platform.manifest().lookup;
  if (lookup && !parts_.asked_by.value().empty()) add("POST", lookup->path, &PaymentsApi::look_up);
}

Result<void> PaymentsApi::may_ask(const Request& request) const {
  if (require_admin(request, parts_.admin_token)) return {};
  return parts_.identity.require(parts_.province, request, parts_.clock.now());
}

Result<void> PaymentsApi::may_act(const Request& request) const { return require_admin(request, parts_.admin_token); }

PaymentsApi::Answer PaymentsApi::open(Request request, base::Deadline deadline) {
  if (auto known = may_ask(request); !known) co_return http::problem(known.error(), request.trace_id);
  auto wanted = read_payment_request(request.body);
  if (!wanted) co_return http::problem(wanted.error(), request.trace_id);
  auto begun = co_await parts_.desk.open(std::move(*wanted), deadline);
  if (!begun) co_return http::problem(begun.error(), request.trace_id);
  constexpr unsigned created = 201;
  constexpr unsigned accepted = 202;
  Response response = json_answer(begun_payment_json(*begun), begun->url.empty() ? accepted : created);
  response.headers.emplace_back("Location", "/api/v1/payments/" + begun->reference);
  co_return response;
}

PaymentsApi::Answer PaymentsApi::list(Request request, base::Deadline /*deadline*/) {
  if (auto known = may_ask(request); !known) co_return http::problem(known.error(), request.trace_id);
  const std::string dossier = query(request, "dossier");
  if (dossier.empty()) {
    co_return http::problem(base::Error(ErrorKind::invalid, "request.missing_field", "name a dossier: ?dossier="),
                            request.trace_id);
  }
  auto claims = co_await parts_.desk.of_dossier(domain::DossierCode(dossier));
  if (!claims) co_return http::problem(claims.error(), request.trace_id);
  co_return json_answer(payments_json(*claims, parts_.clock.now(), parts_.give_up_after));
}

PaymentsApi::Answer PaymentsApi::show(Request request, base::Deadline /*deadline*/) {
  if (auto known = may_ask(request); !known) co_return http::problem(known.error(), request.trace_id);
  auto claim = co_await parts_.desk.find(request.parameters["reference"]);
  if (!claim) co_return http::problem(claim.error(), request.trace_id);
  co_return json_answer(payment_json(*claim, parts_.clock.now(), parts_.give_up_after));
}

PaymentsApi::Answer PaymentsApi::bill(Request request, base::Deadline deadline) {
  if (auto known = may_ask(request); !known) co_return http::problem(known.error(), request.trace_id);
  auto pdf = co_await parts_.desk.bill(request.parameters["reference"], deadline);
  if (!pdf) co_return http::problem(pdf.error(), request.trace_id);
  Response response = unkept_answer("application/pdf", std::move(*pdf));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  co_return response;
}

PaymentsApi::Answer PaymentsApi::cancel(Request request, base::Deadline deadline) {
  if (auto known = may_act(request); !known) co_return http::problem(known.error(), request.trace_id);
  auto reason = read_cancel_request(request.body);
  if (!reason) co_return http::problem(reason.error(), request.trace_id);
  auto done = co_await parts_.desk.cancel(request.parameters["reference"], std::move(*reason));
  if (!done) co_return http::problem(done.error(), request.trace_id);
  co_return co_await show(std::move(request), deadline);
}

PaymentsApi::Answer PaymentsApi::refund(Request request, base::Deadline deadline) {
  if (auto known = may_act(request); !known) co_return http::problem(known.error(), request.trace_id);
  auto given = read_refund_request(request.body);
  if (!given) co_return http::problem(given.error(), request.trace_id);
  auto done = co_await parts_.desk.refund(request.parameters["reference"], std::move(*given));
  if (!done) co_return http::problem(done.error(), request.trace_id);
  co_return co_await show(std::move(request), deadline);
}

PaymentsApi::Answer PaymentsApi::confirm(Request request, base::Deadline /*deadline*/) {
  co_return response_of(co_await parts_.desk.hear(std::move(request.body)));
}

PaymentsApi::Answer PaymentsApi::refuse_confirm(Request request, base::Error why) {
  const unsigned status = http::status_of(why.kind());
  Response response = response_of(co_await parts_.desk.refuse(std::move(request.body), std::move(why)));
  response.status = status;
  co_return response;
}

PaymentsApi::Answer PaymentsApi::look_up(Request request, base::Deadline /*deadline*/) {
  auto known = parts_.identity.require(parts_.asked_by, request, parts_.clock.now());
  if (!known) co_return http::problem(known.error(), request.trace_id);
  const auto dossier = parts_.platform.dossier_asked(request.body);
  if (!dossier) co_return response_of(parts_.platform.demand(peer::NobodyKnows{}));
  auto offered = co_await parts_.desk.offer(*dossier);
  if (!offered) co_return response_of(parts_.platform.demand(peer::NobodyKnows{}));
  if (!*offered) co_return response_of(parts_.platform.demand(peer::NothingToPay{}));
  co_return response_of(parts_.platform.demand(std::move(**offered)));
}

}  // namespace lienthong::app
