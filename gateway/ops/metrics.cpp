#include "ops/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <cstddef>

namespace lienthong::ops {
namespace {

enum class Counter : std::size_t { accepted, refused, contract_drift, http_requests };
enum class Gauge : std::size_t { link_last_success, link_state, outbox_items, outbox_oldest_age, build_info };

struct Series {
  const char* name;
  const char* help;
};

/// The one table of names, each array in the order of its enum.
constexpr std::array counters{
    Series{"lienthong_accepted_total", "Messages taken in, by link and kind."},
    Series{"lienthong_refused_total", "Messages not let in, by link and reason."},
    Series{"lienthong_contract_drift_total", "Fields received that the contract does not know, by link and kind."},
    Series{"lienthong_http_requests_total", "Requests answered, by route pattern (kind) and status class (outcome)."},
};
constexpr std::array gauges{
    Series{"lienthong_link_last_success_timestamp_seconds",
           "Unix time of the last call that the peer answered usefully."},
    Series{"lienthong_link_state", "Circuit breaker: 0 closed, 1 half open, 2 open."},
    Series{"lienthong_outbox_items", "Deliveries, by link and state."},
    Series{"lienthong_outbox_oldest_age_seconds", "Age of the oldest delivery still to be made."},
    Series{"lienthong_build_info", "Always 1; the version is a label."},
};
constexpr Series delivery_seconds{"lienthong_delivery_seconds", "Duration of one attempt, by link, kind and outcome."};

/// From a healthy peer on the same network to one that hangs until the time limit.
prometheus::Histogram::BucketBoundaries delivery_buckets() {
  return {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
}

double seconds(std::chrono::milliseconds duration) { return std::chrono::duration<double>(duration).count(); }

double breaker_value(domain::CircuitBreaker::State state) {
  switch (state) {
    case domain::CircuitBreaker::State::closed:
      return 0;
    case domain::CircuitBreaker::State::half_open:
      return 1;
    case domain::CircuitBreaker::State::open:
      return 2;
  }
  return 2;
}

}  // namespace

struct Metrics::Registry {
  prometheus::Registry all;
  std::array<prometheus::Family<prometheus::Counter>*, counters.size()> counter{};
  std::array<prometheus::Family<prometheus::Gauge>*, gauges.size()> gauge{};
  prometheus::Family<prometheus::Histogram>* delivery = nullptr;

  Registry() {
    for (std::size_t i = 0; i < counters.size(); ++i) {
      counter.at(i) = &prometheus::BuildCounter().Name(counters.at(i).name).Help(counters.at(i).help).Register(all);
    }
    for (std::size_t i = 0; i < gauges.size(); ++i) {
      gauge.at(i) = &prometheus::BuildGauge().Name(gauges.at(i).name).Help(gauges.at(i).help).Register(all);
    }
    delivery = &prometheus::BuildHistogram().Name(delivery_seconds.name).Help(delivery_seconds.help).Register(all);
  }

  void add(Counter which, const prometheus::Labels& labels, double amount = 1) {
    counter.at(static_cast<std::size_t>(which))->Add(labels).Increment(amount);
  }
  void set(Gauge which, const prometheus::Labels& labels, double value) {
    gauge.at(static_cast<std::size_t>(which))->Add(labels).Set(value);
  }
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

void Metrics::build_info(std::string_view version) {
  registry_->set(Gauge::build_info, {{"version", std::string(version)}}, 1);
}

void Metrics::accepted(const domain::SystemId& link, std::string_view kind) {
  registry_->add(Counter::accepted, {{"link", link.value()}, {"kind", std::string(kind)}});
}

void Metrics::refused(const domain::SystemId& link, std::string_view reason) {
  registry_->add(Counter::refused, {{"link", link.value()}, {"reason", std::string(reason)}});
}

void Metrics::contract_drift(const domain::SystemId& link, std::string_view kind, std::int64_t fields) {
  if (fields <= 0) return;
  registry_->add(Counter::contract_drift, {{"link", link.value()}, {"kind", std::string(kind)}},
                 static_cast<double>(fields));
}

void Metrics::delivery_ended(const domain::SystemId& link, std::string_view kind, domain::Outcome outcome,
                             std::chrono::milliseconds took) {
  const prometheus::Labels labels{
      {"link", link.value()}, {"kind", std::string(kind)}, {"outcome", std::string(domain::name(outcome))}};
  registry_->delivery->Add(labels, delivery_buckets()).Observe(seconds(took));
}

void Metrics::link_succeeded(const domain::SystemId& link, base::Instant at) {
  registry_->set(Gauge::link_last_success, {{"link", link.value()}}, seconds(at.time_since_epoch()));
}

void Metrics::link_state(const domain::SystemId& link, domain::CircuitBreaker::State state) {
  registry_->set(Gauge::link_state, {{"link", link.value()}}, breaker_value(state));
}

void Metrics::outbox_items(const domain::SystemId& link, domain::DeliveryState state, std::int64_t items) {
  registry_->set(Gauge::outbox_items, {{"link", link.value()}, {"state", std::string(domain::name(state))}},
                 static_cast<double>(items));
}

void Metrics::outbox_oldest_age(const domain::SystemId& link, std::chrono::milliseconds age) {
  registry_->set(Gauge::outbox_oldest_age, {{"link", link.value()}}, seconds(age));
}

void Metrics::http_request(std::string_view route, unsigned status) {
  registry_->add(Counter::http_requests,
                 {{"kind", std::string(route)}, {"outcome", std::to_string(status / 100) + "xx"}});
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(registry_->all.Collect()); }

}  // namespace lienthong::ops
