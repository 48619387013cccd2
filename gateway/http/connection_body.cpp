#include "http/connection_body.hpp"

#include <algorithm>

namespace lienthong::http {

using base::Result;
using boost::asio::awaitable;

awaitable<Result<std::string>> Connection::Body::next() {
  const base::Error cut(base::ErrorKind::transient, "http.body_cut", "the body did not come to its end");
  bool here = !broken_;
  if (here && !std::exchange(asked_, true)) here = co_await ask();
  while (here && !error_) {
    if (whole_) co_return std::string();
    const auto progress = connection_.reader_.read_body();
    if (!progress) {
      error_ = progress.error();
      break;
    }
    whole_ = *progress == RequestReader::Progress::complete;
    std::string piece = connection_.reader_.take_piece();
    if (!piece.empty()) co_return piece;
    if (!whole_) here = co_await receive();
  }
  co_return base::fail(here ? *error_ : cut);
}

// A handler that is cancelled never comes back from the wait: only what is set before it tells.
awaitable<bool> Connection::Body::ask() {
  broken_ = true;
  connection_.watchdog_.arm(std::min(limit_, Steady::now() + connection_.edge_->settings.write_timeout));
  broken_ = !co_await connection_.ask_for_body(body_limit_);
  connection_.watchdog_.disarm();
  co_return !broken_;
}

awaitable<bool> Connection::Body::receive() {
  broken_ = true;
  connection_.watchdog_.arm(std::min(limit_, Steady::now() + connection_.edge_->settings.idle_timeout));
  broken_ = !co_await connection_.receive();
  connection_.watchdog_.disarm();
  co_return !broken_;
}

}  // namespace lienthong::http
