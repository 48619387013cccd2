#include "app/post_part.hpp"

#include "app/answers.hpp"
#include "app/post_views.hpp"
#include "app/run_to_end.hpp"
#include "app/webhook_route.hpp"
#include "base/log.hpp"
#include "http/problem.hpp"
#include "runtime/wakeup.hpp"
#include "sync/poller.hpp"
#include "sync/post/dossier_rounds.hpp"
#include "sync/post/postal_clerk.hpp"
#include "sync/post/postal_follower.hpp"
#include "sync/post/stored_postal_desk.hpp"
#include "sync/post/tracking_feed.hpp"
#include "sync/post/tracking_webhook.hpp"

namespace lienthong::app {
namespace {

using base::Result;
using boost::asio::awaitable;
using domain::SystemId;

constexpr std::chrono::seconds between_rounds{1};
constexpr std::chrono::seconds between_standings{10};
constexpr int orders_shown = 500;

sync::PostalCentre centre_of(const ops::PostConfig& post) {
  return {post.customer_code, post.name, post.phone, post.address, post.province, post.province_name};
}

/// A post may take orders with an item number elsewhere than the others.
std::string numbered_order(const peer::Manifest& post) {
  constexpr const char* of_its_own = "order_with_item";
  return post.tell(of_its_own) != nullptr ? of_its_own : "order";
}

class PostPartOnStore final : public PostPart {
 public:
  explicit PostPartOnStore(const Services& services)
      : services_(services),
        site_(*services.site.post),
        book_({services.store, services.clock, services.site.world.authority, site_.rules}),
        items_(services.store, site_.ranges, site_.rest),
        desk_({services.store, services.clock, book_, &items_}),
        follower_({services.store, services.clock, services.intake, book_}),
        rounds_(services.store, services.clock),
        wakeup_(services.io.get_executor()) {}

  /// Before anybody may ask or tell.
  Result<void> open() {
    if (auto done = run_to_end(services_.io, items_.open()); !done) return done;
    if (auto done = run_to_end(services_.io, book_.catch_up()); !done) return done;
    const ops::PostConfig& post = services_.site.config.post;
    if (!post.system.empty()) {
      const SystemId system(post.system);
      clerk_.emplace(sync::PostalClerk::Parts{services_.store, services_.clock, book_, items_, system,
                                              numbered_order(services_.site.adapters.at(system).manifest),
                                              centre_of(post), services_.wake});
    }
    for (const ops::Config::Client& client : services_.site.config.clients) add_webhooks(SystemId(client.system));
    for (const ops::Config::System& system : services_.site.config.systems) {
      if (auto done = add_feeds(SystemId(system.id)); !done) return done;
    }
    return {};
  }

  void add_routes(http::Router& router) override {
    for (auto& webhook : webhooks_)
      router.add(webhook_route(*webhook, {services_.identity, services_.intake, services_.clock,
                                          services_.site.config.server.body_limit_bytes}));
    http::Route orders;
    orders.method = "GET";
    orders.pattern = "/api/v1/post/orders";
    orders.handle = [this](http::Request request, base::Deadline) { return show_orders(std::move(request)); };
    router.add(std::move(orders));
  }

  void start(runtime::TaskGroup& loops) override {
    for (auto& poller : pollers_) loops.spawn("poll tracking", poller->run());
    loops.spawn("post", work());
  }

  void show_on(console::StatusPage& page) const override {
    if (standing_) page.post = console::PostLine{standing_->open, standing_->waiting, standing_->alarming};
  }

  void stop() override {
    stopping_ = true;
    for (auto& poller : pollers_) poller->stop();
    wakeup_.notify();
  }

  sync::PostalDesk& desk() override { return desk_; }

 private:
  void add_webhooks(const SystemId& carrier) {
    const peer::Adapter& adapter = services_.site.adapters.at(carrier);
    for (const peer::Hears& hears : adapter.manifest.hears) {
      if (hears.canonical != peer::Canonical::tracking_event) continue;
      webhooks_.push_back(std::make_unique<sync::TrackingWebhook>(
          carrier, hears,
          sync::TrackingWebhook::Parts{desk_, site_.codes.at(carrier), adapter.plans.at(hears.mapping),
                                       services_.message_limits}));
    }
  }

  Result<void> add_feeds(const SystemId& carrier) {
    for (const peer::Poll& poll : services_.site.world.systems.at(carrier).polls) {
      if (poll.canonical != peer::Canonical::tracking_event) continue;
      auto system = services_.external_system(carrier);
      if (!system) return base::fail(std::move(system).error());
      systems_.push_back(std::move(*system));
      feeds_.push_back(std::make_unique<sync::TrackingFeed>(desk_, site_.codes.at(carrier)));
      pollers_.push_back(std::make_unique<sync::Poller>(
          services_.io.get_executor(), *systems_.back(), poll,
          sync::Poller::Parts{services_.store, services_.intake, services_.clock, feeds_.back().get()}));
    }
    return {};
  }

  awaitable<void> work() {
    while (!stopping_) {
      if (clerk_) report("orders to the post", co_await clerk_->work());
      const auto told = co_await follower_.follow();
      report("deliveries by the post", told ? Result<void>() : Result<void>(base::fail(told.error())));
      report("dossiers for the post", co_await look_round());
      report("how the post stands", co_await take_stock());
      if (!stopping_) co_await wakeup_.wait(between_rounds);
    }
  }

  awaitable<Result<void>> look_round() {
    const auto page = co_await rounds_.next_page();
    if (!page) co_return base::fail(page.error());
    auto done = clerk_ ? co_await clerk_->look_again(*page) : Result<void>();
    if (done) done = co_await follower_.look_back(*page);
    co_return done;
  }

  awaitable<Result<void>> take_stock() {
    if (services_.clock.now() < next_standing_) co_return Result<void>();
    next_standing_ = services_.clock.now() + between_standings;
    const auto standing = co_await book_.standing();
    if (!standing) co_return base::fail(standing.error());
    standing_ = *standing;
    co_return Result<void>();
  }

  static void report(const char* what, const Result<void>& done) {
    if (!done)
      base::log(base::LogLevel::warning, "not worked through", {{"what", what}, {"error", done.error().describe()}});
  }

  awaitable<http::Response> show_orders(http::Request request) {
    const auto asked = request.query.find("alarms");
    const bool alarms = asked != request.query.end() && asked->second == "1";
    auto found = alarms ? co_await book_.alarming_orders(orders_shown) : co_await book_.open_orders(orders_shown);
    if (!found) co_return http::problem(found.error(), request.trace_id);
    auto waiting = co_await book_.waiting_orders(orders_shown);
    if (!waiting) co_return http::problem(waiting.error(), request.trace_id);
    co_return json_answer(postal_listing_json({std::move(*found), std::move(*waiting)}, services_.clock.now()));
  }

  Services services_;
  const PostSite& site_;
  sync::PostalBook book_;
  sync::ItemJournal items_;
  sync::StoredPostalDesk desk_;
  sync::PostalFollower follower_;
  sync::DossierRounds rounds_;
  std::optional<sync::PostalClerk> clerk_;
  std::vector<std::unique_ptr<sync::TrackingWebhook>> webhooks_;
  std::vector<std::unique_ptr<peer::ExternalSystem>> systems_;
  std::vector<std::unique_ptr<sync::TrackingFeed>> feeds_;
  std::vector<std::unique_ptr<sync::Poller>> pollers_;
  runtime::Wakeup wakeup_;
  std::optional<sync::PostalStanding> standing_;
  base::Instant next_standing_{};
  bool stopping_ = false;
};

}  // namespace

Result<std::unique_ptr<PostPart>> make_post_part(const Services& services) {
  if (!services.site.post) return std::unique_ptr<PostPart>();
  auto part = std::make_unique<PostPartOnStore>(services);
  if (auto opened = part->open(); !opened) return base::fail(std::move(opened).error());
  return part;
}

}  // namespace lienthong::app
