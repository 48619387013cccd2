#pragma once

#include "http/body_reader.hpp"
#include "http/connection.hpp"

namespace lienthong::http {

/// The body of the request that a connection has in hand.
class Connection::Body final : public BodyReader {
 public:
  /// Nothing is read after `limit`.
  Body(Connection& connection, std::size_t body_limit, Steady::time_point limit)
      : connection_(connection),
        body_limit_(body_limit),
        limit_(limit),
        whole_(!connection.reader_.head().has_body()) {}

  boost::asio::awaitable<base::Result<std::string>> next() override;
  /// All of it was read: the next request can follow.
  [[nodiscard]] bool whole() const { return whole_; }
  /// Reading or asking was stopped in the middle: nothing can be said to the caller any more.
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  boost::asio::awaitable<bool> ask();
  boost::asio::awaitable<bool> receive();

  Connection& connection_;
  std::size_t body_limit_;
  Steady::time_point limit_;
  std::optional<base::Error> error_;
  bool asked_ = false;
  bool whole_;
  bool broken_ = false;
};

}  // namespace lienthong::http
