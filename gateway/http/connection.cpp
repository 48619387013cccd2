#include "http/connection.hpp"

#include "base/log.hpp"
#include "http/connection_body.hpp"
#include "http/problem.hpp"
#include "http/response_text.hpp"
#include "http/trace.hpp"
#include "runtime/cancellation.hpp"
#include "runtime/tokens.hpp"
#include "runtime/with_deadline.hpp"
#include "transport/head_rules.hpp"
#include "transport/url.hpp"

#include <boost/asio/this_coro.hpp>

#include <array>
#include <utility>

namespace lienthong::http {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;

constexpr std::size_t read_size = 16 * 1024;
constexpr std::chrono::seconds linger_time{1};
constexpr std::size_t linger_bytes = 1024 * 1024;

/// The edge's own refusals have statuses that an ErrorKind alone cannot tell.
Response edge_problem(const base::Error& error, const std::string& trace_id) {
  Response response = problem(error, trace_id);
  unsigned status = response.status;
  if (error.code() == "http.header_too_large") status = 431;
  if (error.code() == "http.version") status = 505;
  if (error.code() == "http.expectation") status = 417;
  if (error.code() == "http.method") status = 405;
  if (status == response.status) return response;
  const std::string old_status = "\"status\":" + std::to_string(response.status);
  response.body.replace(response.body.find(old_status), old_status.size(), "\"status\":" + std::to_string(status));
  response.status = status;
  return response;
}

base::Error failure(const std::exception_ptr& thrown, const Route& route, const std::string& trace_id) {
  const char* type = "unknown";
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    type = typeid(error).name();  // what() may quote the payload
  } catch (...) {
    type = "not an exception";
  }
  base::log(base::LogLevel::error, "handler threw", {{"route", route.pattern}, {"type", type}, {"trace", trace_id}});
  return base::Error(ErrorKind::internal, "http.handler", "the handler failed");
}

base::Error too_late() { return {ErrorKind::transient, "http.deadline", "the request took too long"}; }

}  // namespace

Connection::Connection(std::shared_ptr<Edge> edge, boost::asio::ip::tcp::socket socket, std::string remote)
    : edge_(std::move(edge)),
      stream_(edge_->tls ? transport::tls_server_stream(std::move(socket), edge_->tls)
                         : transport::plain_stream(std::move(socket))),
      remote_(std::move(remote)),
      reader_(edge_->settings.header_limit),
      watchdog_(edge_->executor, [this] { close(); }) {
  edge_->connections.insert(this);
}

Connection::~Connection() { edge_->connections.erase(this); }

void Connection::close() { stream_->close(); }

awaitable<void> Connection::serve(std::unique_ptr<Connection> connection) {
  // A cancellation shows as an error of what is under way; the connection then ends by itself.
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  Connection& self = *connection;
  if (!co_await self.shake_hands()) co_return;
  while (co_await self.serve_one()) {
  }
}

awaitable<bool> Connection::shake_hands() {
  watchdog_.arm(Steady::now() + edge_->settings.header_timeout);
  co_return !co_await stream_->handshake();
}

awaitable<bool> Connection::receive() {
  std::array<char, read_size> buffer;  // NOLINT: filled by the read
  const auto moved = co_await stream_->read_some(boost::asio::buffer(buffer));
  if (moved.error) co_return false;
  reader_.append(std::string_view(buffer.data(), moved.bytes));
  co_return true;
}

awaitable<bool> Connection::wait_for_request(std::chrono::milliseconds limit) {
  if (!reader_.empty()) co_return true;
  phase_ = Phase::idle;
  watchdog_.arm(Steady::now() + limit);
  const bool received = co_await receive();
  phase_ = Phase::busy;
  co_return received;
}

/// Nothing when the caller went away or was too slow: there is nobody to answer.
awaitable<std::optional<Result<void>>> Connection::read_head() {
  watchdog_.arm(Steady::now() + edge_->settings.header_timeout);
  for (;;) {
    const auto progress = reader_.read_head();
    if (!progress) co_return base::fail(progress.error());
    if (*progress == RequestReader::Progress::complete) co_return Result<void>();
    if (!co_await receive()) co_return std::nullopt;
  }
}

awaitable<std::optional<Result<void>>> Connection::read_body(Steady::time_point limit) {
  watchdog_.arm(limit);
  for (;;) {
    const auto progress = reader_.read_body();
    if (!progress) co_return base::fail(progress.error());
    if (*progress == RequestReader::Progress::complete) co_return Result<void>();
    if (!co_await receive()) co_return std::nullopt;
  }
}

awaitable<bool> Connection::serve_one() {
  const auto& settings = edge_->settings;
  const auto patience = std::exchange(first_, false) ? settings.header_timeout : settings.idle_timeout;
  if (edge_->stopping || !co_await wait_for_request(patience)) co_return false;
  const auto head = co_await read_head();
  if (!head) co_return false;
  std::optional<Answer> answer;
  if (*head) {
    answer = co_await answer_request();
  } else {
    answer = Answer{edge_problem(head->error(), trace_id_of({})), After::linger};
  }
  if (!answer || edge_->cut) co_return false;
  if (answer->after == After::keep && (!reader_.head().keep_alive || edge_->stopping)) answer->after = After::close;
  if (!co_await write(*answer)) co_return false;
  reader_.next();
  if (answer->after == After::keep) co_return true;
  co_await part(answer->after);
  co_return false;
}

awaitable<std::optional<Connection::Answer>> Connection::answer_request() {
  const RequestHead& head = reader_.head();
  const After unread = head.has_body() ? After::linger : After::keep;
  Request request;
  request.method = head.method;
  request.headers = head.headers;
  request.remote = remote_;
  request.client_certificate = stream_->peer_common_name();
  request.trace_id = trace_id_of(request.header("traceparent"));
  auto target = transport::parse_target(head.target);
  if (!target) co_return Answer{edge_problem(target.error(), request.trace_id), After::linger};
  auto match = edge_->router.find(head.method, target->path);
  if (match.route == nullptr && match.allow.empty()) {
    const base::Error unknown(ErrorKind::not_found, "http.no_such_address", "nothing is served here");
    co_return Answer{edge_problem(unknown, request.trace_id), unread};
  }
  if (match.route == nullptr) {
    const base::Error wrong(ErrorKind::unsupported, "http.method", "this address does not have this method");
    Response response = edge_problem(wrong, request.trace_id);
    std::string allow;
    for (const auto& method : match.allow) allow += (allow.empty() ? "" : ", ") + method;
    response.headers.emplace_back("Allow", allow);
    co_return Answer{std::move(response), unread};
  }
  request.path = *transport::percent_decode(target->path);
  request.query = std::move(target->query);
  request.parameters = std::move(match.parameters);
  co_return co_await answer_route(*match.route, std::move(request));
}

awaitable<std::optional<Connection::Answer>> Connection::answer_route(const Route& route, Request request) {
  const auto limit = Steady::now() + route.timeout;
  reader_.limit_body(route.body_limit);
  const std::string expect(request.header("expect"));
  if (!expect.empty() && !transport::same_name(expect, "100-continue")) {
    const base::Error unknown(ErrorKind::unsupported, "http.expectation", "an expectation that is not known here");
    co_return Answer{edge_problem(unknown, request.trace_id), After::linger};
  }
  if (route.receive) co_return co_await answer_stream(route, std::move(request), limit);
  co_return co_await answer_whole(route, std::move(request), limit);
}

/// False when the caller went away. A body that is already refused by its announced length is not asked for.
awaitable<bool> Connection::ask_for_body(std::size_t body_limit) {
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  const RequestHead& head = reader_.head();
  const bool waits = head.headers.contains("expect") && head.has_body() && reader_.empty();
  if (!waits || head.length.value_or(0) > body_limit) co_return true;
  const auto moved = co_await stream_->write_all(boost::asio::buffer(go_on));
  co_return !moved.error;
}

awaitable<std::optional<Connection::Answer>> Connection::answer_whole(const Route& route, Request request,
                                                                      Steady::time_point limit) {
  if (!co_await ask_for_body(route.body_limit)) co_return std::nullopt;
  const auto read = co_await read_body(limit);
  if (!read) co_return std::nullopt;
  watchdog_.disarm();
  request.body = reader_.take_body();
  if (!*read) {
    Response refused = co_await refuse(route, std::move(request), read->error());
    co_return Answer{std::move(refused), After::linger};
  }
  Response response = co_await handle(route, std::move(request), base::Deadline(limit));
  co_return Answer{std::move(response), After::keep};
}

awaitable<std::optional<Connection::Answer>> Connection::answer_stream(const Route& route, Request request,
                                                                       Steady::time_point limit) {
  watchdog_.disarm();  // the head came in time; the body has limits of its own
  Body body(*this, route.body_limit, limit);
  const base::Deadline deadline(limit);
  const std::string trace_id = request.trace_id;
  Start start = [&] { return route.receive(std::move(request), body, deadline); };
  Response response = co_await run(route, trace_id, std::move(start), deadline, too_late());
  if (body.broken()) co_return std::nullopt;
  co_return Answer{std::move(response), body.whole() ? After::keep : After::linger};
}

awaitable<Response> Connection::handle(const Route& route, Request request, base::Deadline deadline) {
  const std::string trace_id = request.trace_id;
  Start start = [&] { return route.handle(std::move(request), deadline); };
  co_return co_await run(route, trace_id, std::move(start), deadline, too_late());
}

awaitable<Response> Connection::refuse(const Route& route, Request request, base::Error error) {
  const std::string trace_id = request.trace_id;
  if (!route.refuse) co_return edge_problem(error, trace_id);
  Start start = [&] { return route.refuse(std::move(request), error); };
  const base::Deadline deadline(Steady::now() + route.timeout);
  co_return co_await run(route, trace_id, std::move(start), deadline, error);
}

/// The handler's answer, whatever becomes of the handler.
awaitable<Response> Connection::run(const Route& route, std::string trace_id, Start start, base::Deadline deadline,
                                    base::Error too_late) {
  struct Work {
    static awaitable<void> run(const Start& start, std::optional<Response>& into) { into.emplace(co_await start()); }
  };
  std::optional<Response> response;
  std::exception_ptr thrown;
  try {
    auto work = Work::run(start, response);
    co_await runtime::run_until(edge_->executor, std::move(work), deadline);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) co_return problem(failure(thrown, route, trace_id), trace_id);
  if (response) co_return std::move(*response);
  co_return edge_problem(too_late, trace_id);
}

awaitable<bool> Connection::write(const Answer& answer) {
  const auto keep = answer.after == After::keep ? KeepAlive::yes : KeepAlive::no;
  const auto body = reader_.head().method == "HEAD" ? BodyPart::left_out : BodyPart::included;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::string text = response_text(answer.response, keep, body, now);
  watchdog_.arm(Steady::now() + edge_->settings.write_timeout);
  const auto moved = co_await stream_->write_all(boost::asio::buffer(text));
  co_return !moved.error;
}

/// Closing with unread bytes would reset the connection and could destroy the answer on its way: first we say that we
/// are done, then we read what is still coming, for a moment.
awaitable<void> Connection::part(After after) {
  watchdog_.arm(Steady::now() + linger_time);
  co_await stream_->finish_writing();
  if (after != After::linger) co_return;
  std::array<char, read_size> buffer;  // NOLINT: thrown away
  for (std::size_t dropped = 0; dropped < linger_bytes;) {
    if (runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) co_return;
    const auto moved = co_await stream_->socket().async_read_some(boost::asio::buffer(buffer), runtime::nothrow);
    if (std::get<0>(moved)) co_return;
    dropped += std::get<1>(moved);
  }
}

}  // namespace lienthong::http
