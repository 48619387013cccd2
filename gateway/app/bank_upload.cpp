#include "app/bank_upload.hpp"

#include "app/answers.hpp"
#include "arrival/incoming_file.hpp"
#include "base/log.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "http/problem.hpp"

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;
using console::json_number;
using http::Request;
using http::Response;

/// With the reading of the file behind it. A line of 3 Mbit/s brings the largest file in this time.
constexpr std::chrono::hours longest_upload{1};
constexpr std::chrono::seconds token_life{1};  // no token is issued here
constexpr unsigned created = 201;
constexpr unsigned unprocessable = 422;

Value number(Arena& arena, std::size_t value) { return json_number(arena, static_cast<std::int64_t>(value)); }

Value problems_value(Arena& arena, const std::vector<domain::StatementProblem>& problems) {
  ListBuilder out(arena);
  for (const domain::StatementProblem& problem : problems) out.add(Value::text(arena.copy(describe(problem))));
  return out.build();
}

Value statement_value(Arena& arena, const sync::ChainedStatement& one) {
  RecordBuilder out(arena);
  out.add_text("name", one.link.name());
  out.add_text("id", one.link.header.statement_id);
  out.add("entries", number(arena, one.link.entries));
  if (one.replaces) out.add_text("replaces", *one.replaces);
  if (one.replaced_by) out.add_text("replaced_by", *one.replaced_by);
  out.add("problems", problems_value(arena, one.problems));
  return out.build();
}

Value reason_value(Arena& arena, const sync::RefusalReason& reason) {
  RecordBuilder out(arena);
  out.add("statement", number(arena, reason.statement));
  out.add("entry", number(arena, reason.entry));
  out.add("line", number(arena, reason.line));
  out.add_text("rule", reason.rule);
  out.add_text("text", reason.text);
  out.add_text("vi", sync::vietnamese(reason.rule));
  if (!reason.expected.empty()) out.add_text("expected", reason.expected);
  if (!reason.found.empty()) out.add_text("found", reason.found);
  if (!reason.hint.empty()) out.add_text("hint", reason.hint);
  return out.build();
}

bool wants_text(const Request& request) {
  const std::string_view accept = request.header("accept");
  return accept.find("text/plain") != std::string_view::npos && accept.find("json") == std::string_view::npos;
}

Response answer_of(const sync::StatementAnswer& answer, const std::string& digest, const Request& request) {
  if (answer.taken != sync::StatementTaken::refused)
    return json_answer(answer_json(answer, digest), answer.taken == sync::StatementTaken::accepted ? created : 200U);
  const bool text = wants_text(request);
  return text
             ? unkept_answer("text/plain; charset=utf-8", explain(answer.refusal), unprocessable)
             : unkept_answer("application/problem+json", refusal_json(answer.refusal, request.trace_id), unprocessable);
}

/// What the sender can do about it: whatever stops us in the middle, the same file may come again.
base::Error again(base::Error error) {
  if (error.kind() != ErrorKind::cancelled) return error;
  return {ErrorKind::transient, "gateway.stopping", "the gateway is stopping"};
}

Response not_taken(const std::string& bank, const base::Error& error, const std::string& trace_id) {
  base::log(base::LogLevel::warning, "a bank's upload was not taken",
            {{"bank", bank}, {"error", error.describe()}, {"trace_id", trace_id}});
  return http::problem(error, trace_id);
}

Result<std::vector<http::Client>> clients_of(const ops::Config& config) {
  std::vector<http::Client> out;
  for (const ops::BankConfig& bank : config.banks) {
    if (bank.client_id.empty()) continue;
    auto secret = base::Secret::from_file(bank.client_secret_file);
    if (!secret) return base::fail(std::move(secret).error());
    out.push_back({domain::SystemId(bank.id), bank.client_id, std::move(*secret), http::Client::Scheme::basic,
                   bank.certificate_cn});
  }
  return out;
}

}  // namespace

std::string answer_json(const sync::StatementAnswer& answer, const std::string& digest) {
  Arena arena;
  RecordBuilder out(arena);
  out.add_text("taken", name(answer.taken));
  out.add_text("file", digest);
  ListBuilder statements(arena);
  for (const sync::ChainedStatement& one : answer.statements) statements.add(statement_value(arena, one));
  out.add("statements", statements.build());
  return codec::write_json(out.build()) + "\n";
}

std::string refusal_json(const sync::StatementRefusal& refusal, const std::string& trace_id) {
  Arena arena;
  RecordBuilder out(arena);
  out.add_text("type", "/problems/statement.refused");
  out.add_text("title", "Sao kê không được nhận");
  out.add("status", number(arena, unprocessable));
  out.add_text("detail", "the file is refused as a whole; every reason is listed");
  ListBuilder reasons(arena);
  for (const sync::RefusalReason& reason : refusal.reasons) reasons.add(reason_value(arena, reason));
  out.add("reasons", reasons.build());
  out.add("unlisted", number(arena, refusal.unlisted));
  out.add_text("traceId", trace_id);
  return codec::write_json(out.build()) + "\n";
}

BankUpload::BankUpload(const ops::Config& config, const std::vector<sync::StatementBank>& banks,
                       http::Identity identity, const Parts& parts)
    : parts_(parts),
      body_limit_(config.fees.upload_bytes),
      identity_(std::move(identity)),
      intake_(sync::StoreCalls(parts.store), parts.clock, reader_.stopping()) {
  for (const sync::StatementBank& bank : banks) banks_.emplace(bank.id, bank);
  for (const ops::BankConfig& bank : config.banks) {
    if (bank.client_id.empty() && !bank.certificate_cn.empty()) certificates_.emplace(bank.id, bank.certificate_cn);
  }
}

Result<std::unique_ptr<BankUpload>> BankUpload::make(const ops::Config& config,
                                                     const std::vector<sync::StatementBank>& banks,
                                                     const base::Secret& signing_key, const Parts& parts) {
  auto clients = clients_of(config);
  if (!clients) return base::fail(std::move(clients).error());
  http::Identity identity(std::move(*clients), http::TokenIssuer(signing_key, token_life));
  return std::unique_ptr<BankUpload>(new BankUpload(config, banks, std::move(identity), parts));
}

void BankUpload::add_routes(http::Router& router) {
  http::Route route;
  route.method = "POST";
  route.pattern = "/api/v1/banks/{bank}/statements";
  route.body_limit = body_limit_;
  route.timeout = longest_upload;
  route.receive = [this](Request request, http::BodyReader& body, base::Deadline) {
    return upload(std::move(request), body);
  };
  router.add(std::move(route));
}

Result<void> BankUpload::require(const std::string& bank, const Request& request) const {
  const auto certificate = certificates_.find(bank);
  if (certificate == certificates_.end()) return identity_.require(domain::SystemId(bank), request, parts_.clock.now());
  if (request.client_certificate == certificate->second) return {};
  return base::fail(ErrorKind::unauthorised, "identity.certificate", "the caller's identity was not proved");
}

boost::asio::awaitable<Response> BankUpload::upload(Request request, http::BodyReader& body) {
  const std::string bank = request.parameters["bank"];
  if (auto known = require(bank, request); !known) {
    // Whoever calls may write anything into the path.
    co_return not_taken(banks_.contains(bank) ? bank : "?", known.error(), request.trace_id);
  }
  auto kept = co_await keep(request.query["name"], body);
  if (!kept) co_return not_taken(bank, again(std::move(kept).error()), request.trace_id);
  // The coroutine waits for the job, so what it refers to outlives it.
  auto answer = co_await reader_.run<sync::StatementAnswer>([&] { return intake_.take(banks_.at(bank), *kept); });
  if (!answer) co_return not_taken(bank, again(std::move(answer).error()), request.trace_id);
  base::log(base::LogLevel::info, "a bank's file was judged",
            {{"bank", bank}, {"file", kept->digest}, {"taken", std::string(name(answer->taken))}});
  co_return answer_of(*answer, kept->digest, request);
}

boost::asio::awaitable<Result<arrival::ArrivedFile>> BankUpload::keep(std::string name, http::BodyReader& body) {
  arrival::Arrival arrival{std::move(name), "upload", parts_.clock.now()};
  arrival::IncomingFile file(disk_, parts_.spool, std::move(arrival), body_limit_);
  for (;;) {
    auto piece = co_await body.next();
    if (!piece) co_return base::fail(std::move(piece).error());
    if (piece->empty()) co_return co_await file.keep();
    auto added = co_await file.add(std::move(*piece));
    if (!added) co_return base::fail(std::move(added).error());
  }
}

}  // namespace lienthong::app
