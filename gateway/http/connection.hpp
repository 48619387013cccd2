#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/watchdog.hpp"
#include "transport/byte_stream.hpp"
#include "transport/tls.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace lienthong::http {

class Connection;

/// What all connections of one server share. Outlives each of them.
struct Edge {
  Edge(boost::asio::any_io_executor on, ServerSettings with, const Router& routes)
      : executor(std::move(on)), settings(std::move(with)), router(routes) {}

  boost::asio::any_io_executor executor;
  ServerSettings settings;
  const Router& router;
  transport::TlsContext tls;
  bool stopping = false;  ///< answers say "Connection: close"
  bool cut = false;       ///< the drain is over: nothing more is written
  std::set<Connection*> connections;
};

/// One caller: reads requests, has them handled, writes answers, one at a time.
class Connection {
 public:
  Connection(std::shared_ptr<Edge> edge, boost::asio::ip::tcp::socket socket, std::string remote);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Until the caller goes, misbehaves, is too slow, or the server stops.
  static boost::asio::awaitable<void> serve(std::unique_ptr<Connection> connection);

  /// Between two requests, with no byte of the next one here.
  [[nodiscard]] bool idle() const { return phase_ == Phase::idle; }
  void close();

 private:
  using Steady = std::chrono::steady_clock;
  enum class Phase { idle, busy };
  enum class After { keep, close, linger };
  class Body;
  using Start = std::function<boost::asio::awaitable<Response>()>;
  struct Answer {
    Response response;
    After after = After::keep;
  };

  boost::asio::awaitable<bool> shake_hands();
  boost::asio::awaitable<bool> receive();
  boost::asio::awaitable<bool> wait_for_request(std::chrono::milliseconds limit);
  boost::asio::awaitable<std::optional<base::Result<void>>> read_head();
  boost::asio::awaitable<std::optional<base::Result<void>>> read_body(Steady::time_point limit);
  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<std::optional<Answer>> answer_request();
  boost::asio::awaitable<std::optional<Answer>> answer_route(const Route& route, Request request);
  boost::asio::awaitable<std::optional<Answer>> answer_whole(const Route& route, Request request,
                                                             Steady::time_point limit);
  boost::asio::awaitable<std::optional<Answer>> answer_stream(const Route& route, Request request,
                                                              Steady::time_point limit);
  boost::asio::awaitable<bool> ask_for_body(std::size_t body_limit);
  boost::asio::awaitable<Response> handle(const Route& route, Request request, base::Deadline deadline);
  boost::asio::awaitable<Response> refuse(const Route& route, Request request, base::Error error);
  boost::asio::awaitable<Response> run(const Route& route, std::string trace_id, Start start, base::Deadline deadline,
                                       base::Error too_late);
  boost::asio::awaitable<bool> write(const Answer& answer);
  boost::asio::awaitable<void> part(After after);

  std::shared_ptr<Edge> edge_;
  std::unique_ptr<transport::ByteStream> stream_;
  std::string remote_;
  RequestReader reader_;
  Watchdog watchdog_;
  Phase phase_ = Phase::busy;
  bool first_ = true;
};

}  // namespace lienthong::http
