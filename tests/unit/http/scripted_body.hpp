#pragma once

#include "http/body_reader.hpp"

#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace lienthong::http::testing {

/// Gives the pieces it was made with, then the end, or `error` instead of it.
class ScriptedBody final : public BodyReader {
 public:
  explicit ScriptedBody(std::deque<std::string> pieces, std::optional<base::Error> error = std::nullopt)
      : pieces_(std::move(pieces)), error_(std::move(error)) {}

  boost::asio::awaitable<base::Result<std::string>> next() override {
    ++asked_;
    if (pieces_.empty() && error_) co_return base::fail(*error_);
    if (pieces_.empty()) co_return std::string();
    std::string piece = std::move(pieces_.front());
    pieces_.pop_front();
    co_return piece;
  }
  [[nodiscard]] int asked() const { return asked_; }

 private:
  std::deque<std::string> pieces_;
  std::optional<base::Error> error_;
  int asked_ = 0;
};

}  // namespace lienthong::http::testing
