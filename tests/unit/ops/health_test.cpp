#include "ops/health.hpp"

#include <gtest/gtest.h>

namespace lienthong::ops {
namespace {

Vitals well() { return {Phase::serving, Migrations::done, std::nullopt, {{"portal", PeerReach::up}}}; }

TEST(Readiness, says_yes_when_everything_works) {
  const auto report = readiness(well());
  EXPECT_TRUE(report.ready());
  EXPECT_EQ(to_json(report),
            R"({"status":"ready","parts":[{"name":"store","state":"ok"},{"name":"migrations","state":"ok"},)"
            R"({"name":"phase","state":"ok"},{"name":"peer:portal","state":"ok","informs":true}]})");
}

TEST(Readiness, stays_yes_when_every_peer_is_down) {
  Vitals vitals = well();
  vitals.peers = {{"portal", PeerReach::down}, {"province", PeerReach::down}};
  const auto report = readiness(vitals);
  EXPECT_TRUE(report.ready());
  EXPECT_NE(to_json(report).find(R"({"name":"peer:province","state":"failing","informs":true,"reason":"down"})"),
            std::string::npos);
}

TEST(Readiness, says_no_and_why_when_the_store_cannot_write) {
  Vitals vitals = well();
  vitals.store_fault = "disk \"full\"\n";
  const auto report = readiness(vitals);
  EXPECT_FALSE(report.ready());
  EXPECT_NE(to_json(report).find(R"({"name":"store","state":"failing","reason":"disk \"full\"\u000a"})"),
            std::string::npos)
      << to_json(report);
}

TEST(Readiness, takes_a_fault_without_a_text_for_a_fault) {
  Vitals vitals = well();
  vitals.store_fault = "";
  EXPECT_FALSE(readiness(vitals).ready());
}

TEST(Readiness, says_no_while_draining_starting_or_migrating) {
  Vitals draining = well();
  draining.phase = Phase::draining;
  EXPECT_FALSE(readiness(draining).ready());
  EXPECT_NE(to_json(readiness(draining)).find(R"("status":"not_ready")"), std::string::npos);
  Vitals starting = well();
  starting.phase = Phase::starting;
  EXPECT_FALSE(readiness(starting).ready());
  Vitals migrating = well();
  migrating.migrations = Migrations::pending;
  EXPECT_FALSE(readiness(migrating).ready());
}

TEST(Readiness, is_no_before_anything_is_known) { EXPECT_FALSE(readiness(Vitals{}).ready()); }

TEST(Liveness, looks_at_nothing) { EXPECT_EQ(liveness_json(), R"({"status":"alive"})"); }

}  // namespace
}  // namespace lienthong::ops
