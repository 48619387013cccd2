#include "app/outbound_client.hpp"

#include "transport/beast_client.hpp"
#include "transport/paced_client.hpp"
#include "transport/url.hpp"

#include <chrono>

namespace lienthong::app {
namespace {

using base::Result;

Result<transport::ClientSettings> settings_of(const OutboundReach& reach) {
  auto url = transport::parse_url(reach.base_url);
  if (!url) return base::fail(std::move(url).error());
  transport::ClientSettings settings;
  settings.site_hosts = {url->host};
  if (url->scheme == transport::Scheme::http) settings.plain_http_hosts = {url->host};
  settings.max_connections_per_host = static_cast<std::size_t>(reach.concurrency);
  settings.tls.ca_file = reach.tls_ca_file;
  settings.tls.certificate_file = reach.tls_certificate_file;
  settings.tls.key_file = reach.tls_key_file;
  return settings;
}

transport::RateLimiter limiter_of(const OutboundReach& reach) {
  const auto interval = std::chrono::duration_cast<transport::RateLimiter::Duration>(
      std::chrono::duration<double>(reach.rate_per_second > 0 ? 1.0 / reach.rate_per_second : 0.0));
  return transport::RateLimiter(interval, static_cast<unsigned>(reach.burst));
}

}  // namespace

Result<std::shared_ptr<transport::HttpClient>> make_outbound_client(const boost::asio::any_io_executor& executor,
                                                                    const base::Clock& clock,
                                                                    const OutboundReach& reach) {
  auto settings = settings_of(reach);
  if (!settings) return base::fail(std::move(settings).error());
  auto client = transport::make_http_client(executor, std::move(*settings));
  if (!client) return base::fail(std::move(client).error());
  return std::make_shared<transport::PacedClient>(executor, std::move(*client), limiter_of(reach), clock);
}

}  // namespace lienthong::app
