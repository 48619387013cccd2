#include "ops/metrics.hpp"

#include "ops/metrics_observer.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace lienthong::ops {
namespace {

using namespace std::chrono_literals;
using domain::CircuitBreaker;
using domain::DeliveryState;
using domain::Outcome;
using domain::SystemId;

const SystemId portal("portal");

bool has_line(const Metrics& metrics, std::string_view line) {
  return ("\n" + metrics.text()).find("\n" + std::string(line) + "\n") != std::string::npos;
}

class FixedClock final : public base::Clock {
 public:
  base::Instant now() const override { return base::from_unix_ms(1'500); }
  Steady steady() const override { return {}; }
};

TEST(Metrics, writes_each_series_under_its_name_with_its_labels) {
  Metrics metrics;
  metrics.build_info("0.1.0");
  metrics.accepted(portal, "dossier");
  metrics.accepted(portal, "dossier");
  metrics.refused(portal, "json.duplicate_key");
  metrics.contract_drift(portal, "dossier", 3);
  metrics.link_succeeded(portal, base::from_unix_ms(1'700'000'000'500));
  metrics.outbox_items(portal, DeliveryState::waiting, 7);
  metrics.outbox_oldest_age(portal, 1500ms);
  metrics.http_request("/api/v1/dossiers/{code}", 404);
  EXPECT_TRUE(has_line(metrics, R"(lienthong_build_info{version="0.1.0"} 1)")) << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_accepted_total{kind="dossier",link="portal"} 2)")) << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_refused_total{link="portal",reason="json.duplicate_key"} 1)"))
      << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_contract_drift_total{kind="dossier",link="portal"} 3)")) << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_link_last_success_timestamp_seconds{link="portal"} 1700000000.5)"))
      << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_outbox_items{link="portal",state="waiting"} 7)")) << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_outbox_oldest_age_seconds{link="portal"} 1.5)")) << metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_http_requests_total{kind="/api/v1/dossiers/{code}",outcome="4xx"} 1)"))
      << metrics.text();
}

TEST(Metrics, puts_an_attempt_into_the_bucket_of_its_duration) {
  Metrics metrics;
  metrics.delivery_ended(portal, "progress", Outcome::accepted, 200ms);
  EXPECT_TRUE(has_line(
      metrics, R"(lienthong_delivery_seconds_bucket{kind="progress",link="portal",outcome="accepted",le="0.1"} 0)"))
      << metrics.text();
  EXPECT_TRUE(has_line(
      metrics, R"(lienthong_delivery_seconds_bucket{kind="progress",link="portal",outcome="accepted",le="0.25"} 1)"))
      << metrics.text();
  EXPECT_TRUE(
      has_line(metrics, R"(lienthong_delivery_seconds_count{kind="progress",link="portal",outcome="accepted"} 1)"));
}

TEST(Metrics, keeps_only_the_last_value_of_a_gauge) {
  Metrics metrics;
  metrics.link_state(portal, CircuitBreaker::State::open);
  EXPECT_TRUE(has_line(metrics, R"(lienthong_link_state{link="portal"} 2)"));
  metrics.link_state(portal, CircuitBreaker::State::half_open);
  EXPECT_TRUE(has_line(metrics, R"(lienthong_link_state{link="portal"} 1)"));
  metrics.link_state(portal, CircuitBreaker::State::closed);
  EXPECT_TRUE(has_line(metrics, R"(lienthong_link_state{link="portal"} 0)"));
}

TEST(Metrics, writes_no_series_that_was_never_touched) {
  Metrics metrics;
  metrics.contract_drift(portal, "dossier", 0);
  EXPECT_EQ(metrics.text().find("portal"), std::string::npos);
}

TEST(Metrics, loses_nothing_when_threads_count_together) {
  Metrics metrics;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&metrics] {
      for (int n = 0; n < 500; ++n) metrics.accepted(portal, "dossier");
    });
  }
  threads.clear();
  EXPECT_TRUE(has_line(metrics, R"(lienthong_accepted_total{kind="dossier",link="portal"} 2000)")) << metrics.text();
}

TEST(MetricsObserver, counts_what_the_engine_reports) {
  Metrics metrics;
  const FixedClock clock;
  MetricsObserver observer(metrics, clock);
  observer.accepted(portal, "dossier");
  observer.refused(portal, "dossier", "mapping.code_unmapped");
  observer.breaker(portal, CircuitBreaker::State::open);
  observer.attempted(portal, "progress", Outcome::data, 10ms);
  EXPECT_TRUE(has_line(metrics, R"(lienthong_accepted_total{kind="dossier",link="portal"} 1)"));
  EXPECT_TRUE(has_line(metrics, R"(lienthong_refused_total{link="portal",reason="mapping.code_unmapped"} 1)"));
  EXPECT_TRUE(has_line(metrics, R"(lienthong_link_state{link="portal"} 2)"));
  EXPECT_TRUE(has_line(metrics, R"(lienthong_link_last_success_timestamp_seconds{link="portal"} 1.5)"))
      << "a refusal of data is a useful answer";
}

TEST(MetricsObserver, does_not_take_silence_for_success) {
  Metrics metrics;
  const FixedClock clock;
  MetricsObserver observer(metrics, clock);
  for (const Outcome outcome : {Outcome::retry, Outcome::auth, Outcome::unknown})
    observer.attempted(portal, "progress", outcome, 10ms);
  EXPECT_EQ(metrics.text().find("lienthong_link_last_success_timestamp_seconds{"), std::string::npos);
}

}  // namespace
}  // namespace lienthong::ops
