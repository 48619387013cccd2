#pragma once

#include "app/commands.hpp"
#include "sync/post/postal_book.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace lienthong::app {

/// `lienthong post`: orders to the post, read beside a running gateway.
class PostCommand {
 public:
  explicit PostCommand(CLI::App& app);
  [[nodiscard]] bool chosen() const;
  /// 1 when no order has the number asked for.
  [[nodiscard]] int run() const;

 private:
  [[nodiscard]] int show_order(boost::asio::io_context& io, sync::PostalBook& book, base::Instant now) const;
  [[nodiscard]] int show_list(boost::asio::io_context& io, sync::PostalBook& book, base::Instant now) const;

  CLI::App* command_;
  std::string config_ = "/etc/lienthong/lienthong.toml";
  std::string order_;
  bool open_ = false;
  bool alarms_ = false;
  bool json_ = false;
};

}  // namespace lienthong::app
