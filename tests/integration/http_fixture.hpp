#pragma once

#include "http/problem.hpp"
#include "http/server.hpp"
#include "runtime/task_group.hpp"
#include "runtime/tokens.hpp"
#include "runtime/with_deadline.hpp"
#include "support/run_coroutine.hpp"
#include "transport/beast_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace lienthong::testing {

using boost::asio::awaitable;
using boost::asio::ip::tcp;

/// A server on a free loopback port with a few routes, and ways to talk to it. One thread runs both ends.
struct HttpFixture : ::testing::Test {
  boost::asio::io_context io;
  http::Router router;
  http::ServerSettings server_settings;
  std::unique_ptr<http::Server> server;
  transport::ClientSettings client_settings;
  std::unique_ptr<transport::HttpClient> client;
  std::vector<http::Request> seen;
  std::vector<std::string> refused_bodies;
  int at_gate = 0;
  boost::asio::steady_timer gate{io, std::chrono::steady_clock::time_point::max()};

  static awaitable<http::Response> answer(http::Response response) { co_return response; }
  static http::Response text(unsigned status, std::string body) {
    http::Response response;
    response.status = status;
    response.content_type = "text/plain";
    response.body = std::move(body);
    return response;
  }
  void add(std::string method, std::string pattern, http::Handler handle, std::size_t limit = 1024) {
    http::Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.handle = std::move(handle);
    route.body_limit = limit;
    router.add(std::move(route));
  }
  void add_routes() {
    add("POST", "/echo", [this](http::Request request, base::Deadline) {
      seen.push_back(request);
      return answer(text(200, request.body));
    });
    add("GET", "/items/{id}", [this](http::Request request, base::Deadline) {
      seen.push_back(request);
      return answer(text(200, request.parameters.at("id")));
    });
    add("POST", "/throws", [](http::Request request, base::Deadline) -> awaitable<http::Response> {
      throw std::runtime_error("secret " + request.body);
    });
    add("GET", "/waits", [this](http::Request, base::Deadline) { return wait_at_gate(); });
    http::Route own;
    own.method = "POST";
    own.pattern = "/own";
    own.body_limit = 10;
    own.handle = [](http::Request request, base::Deadline) { return answer(text(200, request.body)); };
    own.refuse = [this](http::Request request, base::Error error) {
      refused_bodies.push_back(request.body);
      return answer(text(http::status_of(error.kind()), "own:" + error.code()));
    };
    router.add(std::move(own));
  }
  awaitable<http::Response> wait_at_gate() {
    ++at_gate;
    co_await gate.async_wait(runtime::nothrow);
    co_return text(200, "waited");
  }

  void start() {
    if (router.find("POST", "/echo").route == nullptr) add_routes();
    auto started = http::start_server(io.get_executor(), server_settings, router);
    ASSERT_TRUE(started) << started.error().describe();
    server = std::move(*started);
  }
  void TearDown() override {
    if (!server) return;
    gate.cancel();
    server->stop_accepting();
    run(io, server->drain(soon(std::chrono::milliseconds{200})));
  }

  base::Result<transport::HttpResponse> send(std::string method, const std::string& path, std::string body = {},
                                             transport::Headers headers = {}) {
    if (!client) {
      auto made = transport::make_http_client(io.get_executor(), client_settings);
      if (!made) return base::fail(made.error());
      client = std::move(*made);
    }
    transport::HttpRequest request;
    request.method = std::move(method);
    request.url =
        std::string(server_settings.tls ? "https" : "http") + "://127.0.0.1:" + std::to_string(server->port()) + path;
    request.body = std::move(body);
    request.headers = std::move(headers);
    return run(io, client->send(std::move(request), soon()));
  }

  /// Runs both ends until it is so, at most for ten seconds.
  void run_until_true(const std::function<bool()>& so) {
    io.restart();
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!so() && std::chrono::steady_clock::now() < limit) io.run_one_for(std::chrono::milliseconds{100});
    ASSERT_TRUE(so());
  }

  tcp::socket connect() {
    tcp::socket socket(io);
    socket.connect(tcp::endpoint(boost::asio::ip::address_v4::loopback(), server->port()));
    return socket;
  }
  enum class Then { stay, finish };
  /// Everything the server says until it closes, at most for ten seconds.
  std::string talk(const std::string& bytes, Then then = Then::finish) {
    auto socket = connect();
    return run(io, talk_on(socket, bytes, then));
  }
  static awaitable<std::string> talk_on(tcp::socket& socket, std::string bytes, Then then) {
    co_await boost::asio::async_write(socket, boost::asio::buffer(bytes), runtime::nothrow);
    boost::system::error_code ignored;
    if (then == Then::finish) socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::string answer;
    auto reading = read_to_end(socket, answer);
    const auto ended =
        co_await runtime::run_until(socket.get_executor(), std::move(reading), soon(std::chrono::seconds{10}));
    if (ended == runtime::Ended::by_deadline) answer += "[still open]";
    co_return answer;
  }
  static awaitable<void> read_to_end(tcp::socket& socket, std::string& into) {
    co_await boost::asio::async_read(socket, boost::asio::dynamic_buffer(into), runtime::nothrow);
  }
};

inline std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + piece.size())) ++found;
  return found;
}

}  // namespace lienthong::testing
