#pragma once

#include "base/deadline.hpp"
#include "base/error.hpp"
#include "http/body_reader.hpp"
#include "http/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace lienthong::http {

using Handler = std::function<boost::asio::awaitable<Response>(Request, base::Deadline)>;

/// Reads the body itself (the request comes without one): for bodies that are too large to be held. Who calls can be
/// decided before any of it is read. Whatever it answers before the body's end, the connection is closed behind it.
using StreamHandler = std::function<boost::asio::awaitable<Response>(Request, BodyReader&, base::Deadline)>;

/// What the edge answers when it must refuse before a handler runs (too large, malformed), so that the sender sees its
/// own envelope. `received` is what was read of the body, for the refused list.
using RefusalHandler = std::function<boost::asio::awaitable<Response>(Request, base::Error)>;

struct Route {
  std::string method;
  std::string pattern;    ///< "/api/v1/dossiers/{code}": one segment per parameter
  Handler handle;         ///< either this
  StreamHandler receive;  ///< or this, which is told of a bad body by its reader: without `refuse`
  RefusalHandler refuse;  ///< empty: problem+json
  std::size_t body_limit = 1024 * 1024;
  std::chrono::milliseconds timeout{30'000};  ///< from the head to the answer
};

/// A table of routes. Exact segments win over parameters. Built before the server starts; immutable after.
class Router {
 public:
  /// Called with the pattern of a route and the status it answered, for every route added after it. For metrics: a
  /// pattern names no dossier.
  using AnswerHook = std::function<void(std::string_view pattern, unsigned status)>;
  void on_answer(AnswerHook hook) { on_answer_ = std::move(hook); }

  void add(Route route);

  struct Match {
    const Route* route = nullptr;  ///< nullptr: 404, or 405 when `allow` is not empty
    std::map<std::string, std::string> parameters;
    std::vector<std::string> allow;  ///< methods the path has
  };
  [[nodiscard]] Match find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
  AnswerHook on_answer_;
};

}  // namespace lienthong::http
