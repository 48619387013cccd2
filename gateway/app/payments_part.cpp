#include "app/payments_part.hpp"

#include "app/outbound_client.hpp"
#include "app/payments_api.hpp"
#include "sync/fees/payment_watch.hpp"

#include <array>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;

/// What the part stands on, loaded and checked.
struct Ground {
  peer::PaymentAdapter adapter;
  std::unique_ptr<peer::PaymentPlatform> platform;
};

base::Error unsound(const mapping::Diagnostics& problems, std::string text) {
  base::Error error(ErrorKind::permanent, "payments.files", std::move(text));
  return problems.empty() ? std::move(error) : std::move(error).with("first", mapping::to_line(problems.front()));
}

Result<std::shared_ptr<transport::HttpClient>> client_of(const Services& services,
                                                         const peer::PaymentManifest& manifest) {
  const ops::PaymentsConfig& config = services.site.config.payments;
  return make_outbound_client(services.io.get_executor(), services.clock,
                              {.base_url = config.base_url,
                               .tls_ca_file = config.tls_ca_file,
                               .tls_certificate_file = config.tls_certificate_file,
                               .tls_key_file = config.tls_key_file,
                               .concurrency = manifest.concurrency,
                               .rate_per_second = manifest.rate_per_second,
                               .burst = manifest.burst});
}

Result<peer::PaymentSettings> settings_of(const Services& services) {
  const ops::PaymentsConfig& config = services.site.config.payments;
  peer::PaymentSettings settings;
  settings.base_url = config.base_url;
  settings.partner = config.partner;
  settings.client_address = config.address;
  settings.limits = services.message_limits;
  const std::string& callback = config.callback_secret_file;
  const std::array<std::pair<const std::string*, base::Secret*>, 3> secrets{
      {{&config.secret_file, &settings.secret},
       {callback.empty() ? &config.secret_file : &callback, &settings.callback_secret},
       {&config.token_file, &settings.token}}};
  for (const auto& [file, target] : secrets) {
    if (file->empty()) continue;
    auto secret = base::Secret::from_file(*file);
    if (!secret) return base::fail(std::move(secret).error());
    *target = std::move(*secret);
  }
  return settings;
}

Result<Ground> ground_of(const Services& services) {
  const ops::Config& config = services.site.config;
  mapping::Diagnostics problems;
  const std::filesystem::path folder = std::filesystem::path(config.data.adapters) / config.payments.system;
  auto adapter = peer::load_payment_adapter(folder, config.data.schemas, problems);
  if (!adapter) return base::fail(unsound(problems, "the adapter of the payment platform does not hold"));
  if (!services.site.fees) return base::fail(unsound(problems, "the site has no fee schedule"));
  auto client = client_of(services, adapter->manifest);
  if (!client) return base::fail(std::move(client).error());
  auto settings = settings_of(services);
  if (!settings) return base::fail(std::move(settings).error());
  const peer::SystemContext context{std::move(*client),
                                    std::shared_ptr<const base::Clock>(std::shared_ptr<void>(), &services.clock)};
  auto platform = peer::make_payment_platform(adapter->manifest, std::move(*settings), adapter->plans, context);
  if (!platform) return base::fail(std::move(platform).error());
  return Ground{std::move(*adapter), std::move(*platform)};
}

domain::QueryPolicy policy_of(const ops::PaymentsConfig& config) {
  domain::QueryPolicy policy;
  policy.first_after = config.query_after;
  policy.backoff.base = config.query_base;
  policy.backoff.cap = std::max(config.query_base, config.query_cap);
  policy.give_up_after = config.give_up_after;
  return policy;
}

class PaymentsPart final : public Part {
 public:
  PaymentsPart(const Services& services, Ground ground)
      : ground_(std::move(ground)),
        desk_({services.io.get_executor(), services.store, services.clock, services.random, services.intake,
               services.site.world.authority, services.site.fees->schedule, *ground_.platform},
              [this] { watch_.notify(); }),
        watch_({services.io.get_executor(), services.store, services.clock, services.random, services.intake, desk_,
                *ground_.platform, policy_of(services.site.config.payments)}),
        api_({desk_, *ground_.platform, services.clock, services.identity, services.admin_token,
              services.site.world.authority.owner({}, domain::Part::submission, services.clock.now()),
              domain::SystemId(services.site.config.payments.asked_by),
              policy_of(services.site.config.payments).give_up_after}) {}

  void add_routes(http::Router& router) override { api_.add_routes(router); }
  void start(runtime::TaskGroup& loops) override { loops.spawn("watch payments", watch_.run()); }
  void stop() override { watch_.stop(); }

 private:
  Ground ground_;
  sync::PaymentDesk desk_;
  sync::PaymentWatch watch_;
  PaymentsApi api_;
};

}  // namespace

Result<std::unique_ptr<Part>> make_payments_part(const Services& services) {
  if (services.site.config.payments.system.empty()) return nullptr;
  auto ground = ground_of(services);
  if (!ground) return base::fail(std::move(ground).error());
  return std::make_unique<PaymentsPart>(services, std::move(*ground));
}

}  // namespace lienthong::app
