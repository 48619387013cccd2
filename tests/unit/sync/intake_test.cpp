#include "sync/intake.hpp"

#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "support/fake_clock.hpp"
#include "support/run_coroutine.hpp"
#include "sync_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using peer::Canonical;

class IntakeTest : public ::testing::Test {
 protected:
  base::Result<Intake::Taken> accept(const domain::SystemId& source, std::string_view json, Canonical kind,
                                     std::string key) {
    const auto incoming = message(json, kind, std::move(key));
    peer::Hears hears;
    hears.kind = "test";
    return lienthong::testing::run(io_,
                                   intake_.accept(source, hears, incoming->incoming, std::string(json), deadline()));
  }

  storage::DossierRecord record() {
    return lienthong::testing::run(io_, runtime::await_callback<storage::DossierRecord>(
                                            [&](auto done) { store_->load(dossier_code, done); }))
        .value();
  }

  base::Deadline deadline() { return base::Deadline::after(clock_.steady(), std::chrono::seconds(30)); }

  boost::asio::io_context io_;
  std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
  support::FakeClock clock_{at("09:00:00")};
  World world_ = world();
  Observer observer_;
  std::vector<domain::SystemId> woken_;
  Intake intake_{*store_, clock_, world_, observer_, [this](const domain::SystemId& peer) { woken_.push_back(peer); }};
};

TEST_F(IntakeTest, StoresEverythingBeforeItAnswersAndWakesWhoMustBeTold) {
  const auto taken = accept(province, document_json(own_procedure), Canonical::dossier, "k1");
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(*taken, Intake::Taken::fresh);
  const auto stored = record();
  EXPECT_EQ(stored.version, 1);
  EXPECT_EQ(stored.events.size(), 2U);
  EXPECT_EQ(stored.deliveries.size(), 2U);
  EXPECT_EQ(woken_, std::vector<domain::SystemId>{portal});
}

TEST_F(IntakeTest, TheSameMessageAgainIsAnsweredTheSameAndHasNoSecondEffect) {
  ASSERT_TRUE(accept(province, step_json("accepted", "08:00:00"), Canonical::step, "k1").has_value());
  const auto again = accept(province, step_json("accepted", "08:00:00"), Canonical::step, "k1");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, Intake::Taken::repeated);
  EXPECT_EQ(record().version, 1);
}

TEST_F(IntakeTest, TheSameKeyWithAnotherBodyIsAConflictAndChangesNothing) {
  ASSERT_TRUE(accept(province, step_json("accepted", "08:00:00", "a"), Canonical::step, "k1").has_value());
  const auto other = accept(province, step_json("accepted", "08:00:00", "b"), Canonical::step, "k1");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(other.error().code(), "inbox.key");
  EXPECT_EQ(record().version, 1);
}

TEST_F(IntakeTest, ManyMessagesOfOneDossierAtOnceAllCount) {
  std::vector<std::unique_ptr<Message>> messages;
  peer::Hears hears;
  int taken = 0;
  for (int i = 0; i < 12; ++i) {
    messages.push_back(message(step_json("processing", "08:" + std::to_string(10 + i) + ":00"), Canonical::step,
                               "k" + std::to_string(i)));
    boost::asio::co_spawn(io_, intake_.accept(province, hears, messages.back()->incoming, "raw", deadline()),
                          [&](std::exception_ptr failure, base::Result<Intake::Taken> result) {
                            if (!failure && result) ++taken;
                          });
  }
  io_.restart();
  io_.run();
  EXPECT_EQ(taken, 12);
  EXPECT_EQ(record().events.size(), 12U);
  EXPECT_EQ(record().inbox.size(), 12U);
}

TEST_F(IntakeTest, KeepsWhatItRefusesWithItsReason) {
  storage::RefusedRecord refused;
  refused.source = province;
  refused.reason = "json.duplicate_key";
  refused.raw = "{\"a\":1,\"a\":2}";
  lienthong::testing::run(io_, intake_.keep_refused(refused));
  const auto rows = lienthong::testing::run(io_, runtime::await_callback<std::vector<storage::RefusedRecord>>(
                                                     [&](auto done) { store_->list_refused(10, done); }))
                        .value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].reason, "json.duplicate_key");
  EXPECT_EQ(rows[0].raw, refused.raw);
}

TEST_F(IntakeTest, CountsFieldsTheContractDoesNotKnow) {
  const auto incoming = message(step_json("accepted", "08:00:00"), Canonical::step, "k1");
  incoming->incoming.notes.push_back({"TruongLa", "field.unread", ""});
  const auto facts = facts_of(province, "trace", incoming->incoming, "raw", at("09:00:00")).value();
  ASSERT_EQ(facts.contract_drift.size(), 1U);
  EXPECT_EQ(facts.contract_drift[0].path, "TruongLa");
}

}  // namespace
}  // namespace lienthong::sync
