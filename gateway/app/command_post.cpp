#include "app/command_post.hpp"

#include "app/exit_codes.hpp"
#include "app/post_views.hpp"
#include "app/run_to_end.hpp"
#include "app/store_reader.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <limits>

namespace lienthong::app {
namespace {

constexpr int orders_shown = 1'000;

}  // namespace

PostCommand::PostCommand(CLI::App& app)
    : command_(app.add_subcommand(
          "post", "Orders to the post: open ones, alarms, or one of them; and what cannot be ordered yet")) {
  command_->add_option("-c,--config", config_, "Configuration file")
      ->envname("LIENTHONG_CONFIG")
      ->capture_default_str();
  command_->add_flag("--json", json_, "For programs");
  auto* order = command_->add_option("order", order_, "Order number: the dossier's code, or code__suffix");
  auto* open = command_->add_flag("--open", open_, "Orders without an end (default)");
  auto* alarms = command_->add_flag("--alarms", alarms_, "Orders that somebody must look at");
  open->excludes(alarms)->excludes(order);
  alarms->excludes(order);
}

bool PostCommand::chosen() const { return command_->parsed(); }

int PostCommand::run() const {
  boost::asio::io_context io;
  std::optional<SiteReader> reader;
  if (const int failed = open_site_reader(config_, reader); failed != exit_ok) return failed;
  if (!reader->site.post) {
    std::cerr << "lienthong: nơi này không dùng bưu chính / this site has nothing to do with the post\n";
    return exit_general;
  }
  const base::SystemClock clock;
  sync::PostalBook book({*reader->store, clock, reader->site.world.authority, reader->site.post->rules});
  return order_.empty() ? show_list(io, book, clock.now()) : show_order(io, book, clock.now());
}

int PostCommand::show_order(boost::asio::io_context& io, sync::PostalBook& book, base::Instant now) const {
  const auto number = domain::OrderNumber::read(order_);
  if (!number) {
    std::cerr << "lienthong: " << number.error().describe() << "\n";
    return exit_usage;
  }
  const auto found = run_to_end(io, book.order(*number));
  if (found) {
    std::cout << (json_ ? postal_order_json(*found) : postal_order_text(*found, now));
    return exit_ok;
  }
  if (found.error().kind() != base::ErrorKind::not_found) return store_failed(found.error());
  auto waiting = run_to_end(io, book.waiting_orders(std::numeric_limits<int>::max()));
  if (!waiting) return store_failed(waiting.error());
  std::erase_if(*waiting, [&](const sync::PostalWaitView& wait) { return wait.order != *number; });
  if (waiting->empty()) {
    std::cerr << "lienthong: không có đơn hàng này / no order of that number\n";
    return exit_general;
  }
  const PostalListing listing{{}, std::move(*waiting)};
  std::cout << (json_ ? postal_listing_json(listing, now) : postal_listing_text(listing, PostalList::open, now));
  return exit_ok;
}

int PostCommand::show_list(boost::asio::io_context& io, sync::PostalBook& book, base::Instant now) const {
  auto orders = run_to_end(io, alarms_ ? book.alarming_orders(orders_shown) : book.open_orders(orders_shown));
  if (!orders) return store_failed(orders.error());
  auto waiting = run_to_end(io, book.waiting_orders(orders_shown));
  if (!waiting) return store_failed(waiting.error());
  const PostalListing listing{std::move(*orders), std::move(*waiting)};
  const PostalList list = alarms_ ? PostalList::alarms : PostalList::open;
  std::cout << (json_ ? postal_listing_json(listing, now) : postal_listing_text(listing, list, now));
  return exit_ok;
}

}  // namespace lienthong::app
