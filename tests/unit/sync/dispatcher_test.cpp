#include "sync/dispatcher.hpp"

#include "fake_system.hpp"
#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "support/fake_clock.hpp"
#include "support/run_coroutine.hpp"
#include "sync/intake.hpp"
#include "sync_world.hpp"

#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::DeliveryState;
using domain::Outcome;
using peer::Canonical;

class DispatcherTest : public ::testing::Test {
 protected:
  /// Takes in a document and a step of dossier number `n`.
  void take_dossier(int n) {
    const std::string code = "H55.12-260615-000" + std::to_string(n);
    take(code, document_json(own_procedure), Canonical::dossier, "d");
    take(code, step_json("processing", "08:30:00"), Canonical::step, "s");
  }
  void take(const std::string& code, std::string_view json, Canonical kind, const std::string& key) {
    const auto incoming = message(json, kind, key);
    incoming->incoming.code = domain::DossierCode(code);
    const auto deadline = base::Deadline::after(clock_.steady(), std::chrono::seconds(30));
    ASSERT_TRUE(
        lienthong::testing::run(io_, intake_.accept(province, {}, incoming->incoming, "raw", deadline)).has_value());
  }

  Dispatcher& make(domain::AfterUnknown after_unknown = domain::AfterUnknown::look_up) {
    peer::Manifest manifest = world_.systems.at(portal);
    manifest.retry.after_unknown = after_unknown;
    manifest.retry.backoff.base = std::chrono::milliseconds(1'000);
    manifest.breaker.threshold = 3;
    auto system = std::make_unique<FakeSystem>(std::move(manifest));
    system_ = system.get();
    dispatcher_ =
        std::make_unique<Dispatcher>(io_.get_executor(), std::move(system),
                                     Dispatcher::Parts{*store_, clock_, random_, observer_, addresses_, intake_});
    return *dispatcher_;
  }

  /// Lets the dispatcher work until it has nothing to do now, then stops it.
  void work() {
    boost::asio::co_spawn(io_, dispatcher_->run(), boost::asio::detached);
    lienthong::testing::settle(io_);
    dispatcher_->stop();
    lienthong::testing::settle(io_);
  }

  void work_and_stay() {
    boost::asio::co_spawn(io_, dispatcher_->run(), boost::asio::detached);
    lienthong::testing::settle(io_);
  }

  std::map<DeliveryState, int> states() {
    storage::QueueFilter filter;
    const auto rows = lienthong::testing::run(io_, runtime::await_callback<std::vector<storage::QueueRow>>(
                                                       [&](auto done) { store_->list_queue(filter, done); }))
                          .value();
    std::map<DeliveryState, int> out;
    for (const auto& row : rows) ++out[row.delivery.state];
    return out;
  }

  boost::asio::io_context io_;
  std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
  support::FakeClock clock_{at("09:00:00")};
  base::SeededRandom random_{1};
  World world_ = world();
  Observer observer_;
  AttachmentAddress addresses_{"https://gateway.example", base::Secret("key")};
  Intake intake_{*store_, clock_, world_, observer_, [](const domain::SystemId&) {}};
  FakeSystem* system_ = nullptr;
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST_F(DispatcherTest, TellsALaneInOrderAndBatchesSteps) {
  take_dossier(1);
  make();
  work();
  ASSERT_EQ(system_->requests.size(), 3U);
  EXPECT_EQ(system_->requests[0].kind, "dossier");
  EXPECT_EQ(system_->requests[1].kind, "progress");
  EXPECT_EQ(system_->requests[1].deliveries.size(), 2U);
  EXPECT_EQ(system_->requests[2].kind, "dossier");
  EXPECT_EQ(system_->requests[1].view.presence, domain::Presence::present);
  EXPECT_EQ(states(), (std::map<DeliveryState, int>{{DeliveryState::delivered, 4}}));
}

TEST_F(DispatcherTest, AFailingLaneWaitsAlone) {
  take_dossier(1);
  take_dossier(2);
  make();
  system_->scripted["H55.12-260615-0001"] = {Outcome::data};
  work();
  const auto found = states();
  EXPECT_EQ(found.at(DeliveryState::refused), 1);
  EXPECT_EQ(found.at(DeliveryState::delivered), 4);  // all of the other dossier
  EXPECT_EQ(found.at(DeliveryState::waiting), 3);    // behind the refused head
}

TEST_F(DispatcherTest, AnUnknownOutcomeIsAskedForBeforeAnythingIsSentAgain) {
  take_dossier(1);
  make();
  system_->scripted["H55.12-260615-0001"] = {Outcome::accepted, Outcome::unknown};
  work();
  EXPECT_EQ(states().at(DeliveryState::unknown), 2);  // the batch of steps
  clock_.advance(std::chrono::hours(1));
  EXPECT_EQ(system_->requests.size(), 2U);
  make();
  system_->holds.attempt.outcome = Outcome::accepted;
  system_->holds.presence = domain::Presence::present;
  system_->holds.status = domain::Status::processing;
  system_->holds.status_at = at("08:30:00");
  work();
  EXPECT_EQ(system_->look_ups, 1);
  ASSERT_EQ(system_->requests.size(), 1U);  // only the document that came after the steps
  EXPECT_EQ(system_->requests[0].kind, "dossier");
  EXPECT_EQ(states(), (std::map<DeliveryState, int>{{DeliveryState::delivered, 4}}));
}

TEST_F(DispatcherTest, APeerThatHonoursKeysIsSentTheSameAgain) {
  take_dossier(1);
  make(domain::AfterUnknown::send_again);
  system_->scripted["H55.12-260615-0001"] = {Outcome::unknown};
  work();
  const auto first_key = system_->requests.at(0).deliveries.at(0).key;
  clock_.advance(std::chrono::hours(1));
  make(domain::AfterUnknown::send_again);
  work();
  EXPECT_EQ(system_->look_ups, 0);
  EXPECT_EQ(system_->requests.at(0).deliveries.at(0).key, first_key);
}

TEST_F(DispatcherTest, ADeadPeerTripsTheBreakerAndCostsNoMoreAttempts) {
  for (int n = 1; n <= 9; ++n) take_dossier(n);
  make();
  for (int n = 1; n <= 9; ++n) system_->scripted["H55.12-260615-000" + std::to_string(n)].assign(20, Outcome::retry);
  work();
  EXPECT_EQ(dispatcher_->breaker(), domain::CircuitBreaker::State::open);
  EXPECT_LE(system_->requests.size(), 4U + static_cast<std::size_t>(dispatcher_->manifest().concurrency));
  EXPECT_EQ(states().at(DeliveryState::waiting), 36);
}

TEST_F(DispatcherTest, APeerThatAsksForQuietGetsItFromAllItsLanes) {
  take_dossier(1);
  make();
  system_->retry_after = std::chrono::minutes(1);
  system_->scripted["H55.12-260615-0001"] = {Outcome::retry};
  work_and_stay();
  ASSERT_EQ(system_->requests.size(), 1U);
  take_dossier(2);
  dispatcher_->wake();
  lienthong::testing::settle(io_);
  EXPECT_EQ(system_->requests.size(), 1U);  // the other dossier waits too
  clock_.advance(std::chrono::minutes(2));
  dispatcher_->wake();
  lienthong::testing::settle(io_);
  EXPECT_GT(system_->requests.size(), 1U);
  dispatcher_->stop();
  lienthong::testing::settle(io_);
}

}  // namespace
}  // namespace lienthong::sync
