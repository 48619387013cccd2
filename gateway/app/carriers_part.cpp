#include "app/carriers_part.hpp"

#include "app/answers.hpp"
#include "app/carriers_ended.hpp"
#include "app/carriers_page.hpp"
#include "app/carriers_reports.hpp"
#include "app/carriers_session.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "http/identity.hpp"
#include "http/problem.hpp"

#include <set>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr std::size_t credentials_limit = 4 * 1024;
constexpr unsigned too_many_requests = 429;
constexpr unsigned unprocessable = 422;

unsigned status_of(const base::Error& error) {
  if (error.code() == "carrier.locked" || error.code() == "carrier.too_many_unknown") return too_many_requests;
  if (error.code().starts_with("item.")) return unprocessable;
  return http::status_of(error.kind());
}

Response problem(const base::Error& error, const Request& request) {
  const unsigned status = status_of(error);
  const std::string code = status == 503 ? "store.unavailable" : status == 500 ? "internal" : error.code();
  Response response =
      unkept_answer("application/problem+json", console::carrier_problem_json(status, code, request.trace_id), status);
  if (status == 503) response.headers.emplace_back("Retry-After", "5");
  if (status == too_many_requests) response.headers.emplace_back("Retry-After", "900");
  return response;
}

Response answer(Result<std::string> body, const Request& request) {
  return body ? json_answer(std::move(*body)) : problem(body.error(), request);
}

base::Error foreign_page() { return {ErrorKind::forbidden, "carrier.origin", "not from our own page"}; }

struct Credentials {
  std::string id;
  std::string secret;
};

Result<Credentials> read_credentials(const Request& request) {
  codec::Arena arena;
  const auto document = codec::read_json(request.body, arena);
  const codec::Value* id = document ? document->find("id") : nullptr;
  const codec::Value* secret = document ? document->find("secret") : nullptr;
  if (id == nullptr || secret == nullptr || !id->is_text() || !secret->is_text())
    return base::fail(ErrorKind::unauthorised, "carrier.sign_in", "the body is {id, secret}");
  return Credentials{std::string(id->scalar()), std::string(secret->scalar())};
}

std::string session_json(const console::CarrierName& carrier) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("carrier", carrier.id);
  return codec::write_json(out.build()) + "\n";
}

CookieTransport transport_of(const ops::Config& config) {
  const bool tls = !config.server.tls_certificate_file.empty() || config.gateway.public_url.starts_with("https://");
  return tls ? CookieTransport::secure : CookieTransport::plain;
}

class CarriersPart final : public Part {
 public:
  CarriersPart(const Services& services, sync::PostalDesk& desk)
      : clock_(services.clock),
        sessions_(services.signing_key, transport_of(services.site.config)),
        ended_(services.store, services.clock),
        page_(sessions_.transport()),
        reports_({services.store, services.clock, services.site.world.authority, desk}) {}

  Result<void> load(const std::vector<ops::CarrierConfig>& carriers) {
    std::set<std::string> ids;
    for (const ops::CarrierConfig& carrier : carriers) {
      if (!ids.insert(carrier.id).second)
        return base::fail(
            base::Error(ErrorKind::invalid, "carriers.id", "two carriers have one id").with("id", carrier.id));
      auto secret = base::Secret::from_file(carrier.secret_file);
      if (!secret) return base::fail(std::move(secret).error());
      sessions_.add({carrier.id, domain::SystemId(carrier.system)}, std::move(*secret));
    }
    return {};
  }

  void add_routes(http::Router& router) override {
    page_.add_routes(router);
    add(router, "GET", "/buu-ta/api/reasons", &CarriersPart::reasons);
    add(router, "GET", "/buu-ta/api/session", &CarriersPart::session);
    add(router, "GET", "/buu-ta/api/items/{number}", &CarriersPart::item);
    add(router, "POST", "/buu-ta/api/events", &CarriersPart::events);
    add(router, "POST", "/buu-ta/api/sign-in", &CarriersPart::sign_in, credentials_limit);
    add(router, "POST", "/buu-ta/api/sign-out", &CarriersPart::sign_out, credentials_limit);
    add(router, "POST", "/buu-ta/api/token", &CarriersPart::token, credentials_limit);
  }
  void start(runtime::TaskGroup& /*loops*/) override {}
  void stop() override {}

 private:
  using Answer = awaitable<Response>;

  void add(http::Router& router, std::string method, std::string pattern,
           Answer (CarriersPart::*answer_to)(Request, base::Deadline), std::size_t body_limit = 1024 * 1024) {
    http::Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.body_limit = body_limit;
    route.handle = [this, answer_to](Request request, base::Deadline deadline) {
      return guarded((this->*answer_to)(std::move(request), deadline));
    };
    router.add(std::move(route));
  }

  /// What a browser may not do with the answer.
  Answer guarded(Answer answer) {
    Response response = co_await std::move(answer);
    add_page_headers(response, sessions_.transport());
    co_return response;
  }

  Answer reasons(Request /*request*/, base::Deadline /*deadline*/) { co_return json_answer(console::reasons_json()); }

  /// As `session_of`, and not signed out. `transient` when the store cannot say.
  awaitable<Result<CarrierSession>> session_in(const Request& request) {
    auto session = sessions_.session_of(request, clock_.now());
    if (!session) co_return session;
    const auto ended = co_await ended_.has(session->id);
    if (!ended) co_return base::fail(ended.error());
    if (*ended) co_return base::fail(ErrorKind::unauthorised, "carrier.session", "the session was signed out");
    co_return session;
  }

  Answer session(Request request, base::Deadline /*deadline*/) {
    const auto session = co_await session_in(request);
    co_return session ? json_answer(session_json(*session->carrier)) : problem(session.error(), request);
  }

  Answer item(Request request, base::Deadline deadline) {
    const auto session = co_await session_in(request);
    if (!session) co_return problem(session.error(), request);
    auto body = co_await reports_.item(*session->carrier, request.parameters.at("number"), deadline);
    co_return answer(std::move(body), request);
  }

  Answer events(Request request, base::Deadline deadline) {
    const auto session = co_await session_in(request);
    if (!session) co_return problem(session.error(), request);
    auto body = co_await reports_.take_in(*session->carrier, std::move(request.body), deadline);
    co_return answer(std::move(body), request);
  }

  Answer sign_in(Request request, base::Deadline /*deadline*/) {
    // A page of somebody else must not sign a phone in as somebody else.
    if (!of_own_page(request)) co_return problem(foreign_page(), request);
    const auto given = read_credentials(request);
    if (!given) co_return problem(given.error(), request);
    const auto carrier = sessions_.sign_in(given->id, given->secret, clock_.steady());
    if (!carrier) co_return problem(carrier.error(), request);
    // The cookie of an earlier session is about to be overwritten: nobody could sign that one out any more.
    if (auto ended = co_await end_session_of(request); !ended) co_return problem(ended.error(), request);
    Response response = json_answer(session_json(**carrier));
    const std::string token = sessions_.issue_token(**carrier, clock_.now());
    response.headers.emplace_back("Set-Cookie", sessions_.cookie_with(token));
    co_return response;
  }

  /// Nothing to do where no session is.
  awaitable<Result<void>> end_session_of(const Request& request) {
    auto session = sessions_.session_of(request, clock_.now());
    co_return session ? co_await ended_.end(std::move(session->id)) : Result<void>();
  }

  Answer sign_out(Request request, base::Deadline /*deadline*/) {
    // A page of somebody else must not sign a phone out.
    if (request.header("authorization").empty() && !of_own_page(request)) co_return problem(foreign_page(), request);
    // Not before it is on disk: the page asks again while it has the cookie.
    if (auto ended = co_await end_session_of(request); !ended) co_return problem(ended.error(), request);
    Response response = json_answer("{}\n");
    response.headers.emplace_back("Set-Cookie", sessions_.cookie_without_token());
    co_return response;
  }

  Answer token(Request request, base::Deadline /*deadline*/) {
    const auto refused = [](unsigned status, const std::string& error) {
      return json_answer("{\"error\":\"" + error + "\"}\n", status);
    };
    if (http::form_field(request.body, "grant_type") != "client_credentials")
      co_return refused(400, "unsupported_grant_type");
    const auto carrier = sessions_.sign_in(http::form_field(request.body, "client_id"),
                                           http::form_field(request.body, "client_secret"), clock_.steady());
    if (!carrier) co_return refused(status_of(carrier.error()), "invalid_client");
    co_return json_answer("{\"access_token\":\"" + sessions_.issue_token(**carrier, clock_.now()) +
                          "\",\"token_type\":\"Bearer\",\"expires_in\":" +
                          std::to_string(std::chrono::seconds(CarrierSessions::working_day).count()) + "}\n");
  }

  const base::Clock& clock_;
  CarrierSessions sessions_;
  EndedSessions ended_;
  CarrierPage page_;
  CarrierReports reports_;
};

}  // namespace

Result<std::unique_ptr<Part>> make_carriers_part(const Services& services, sync::PostalDesk& desk) {
  auto part = std::make_unique<CarriersPart>(services, desk);
  if (auto loaded = part->load(services.site.config.carriers); !loaded) return base::fail(std::move(loaded).error());
  return part;
}

}  // namespace lienthong::app
