#include "app/carriers_ended.hpp"

#include "unit/sync/post/post_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::app {
namespace {

using lienthong::testing::run;
using sync::testing::Engine;
using sync::testing::OpenedStore;

class CarriersEnded : public ::testing::TestWithParam<Engine> {
 protected:
  bool has(const std::string& session) {
    // Another one each time, as after a restart: nothing is remembered but in the store.
    EndedSessions ended(*store_, clock_);
    return run(io_, ended.has(session)).value();
  }
  void end(const std::string& session) {
    EndedSessions ended(*store_, clock_);
    ASSERT_TRUE(run(io_, ended.end(session)));
  }

  boost::asio::io_context io_;
  OpenedStore store_{GetParam()};
  support::FakeClock clock_{sync::testing::at("09:00:00")};
};

TEST_P(CarriersEnded, one_session_ends_and_no_other) {
  EXPECT_FALSE(has("buu-ta-01/aa"));
  end("buu-ta-01/aa");
  EXPECT_TRUE(has("buu-ta-01/aa"));
  EXPECT_FALSE(has("buu-ta-01/ab"));
  EXPECT_FALSE(has("buu-ta-01"));
}

TEST_P(CarriersEnded, ending_twice_is_ending_once) {
  end("buu-ta-01/aa");
  end("buu-ta-01/aa");
  EXPECT_TRUE(has("buu-ta-01/aa"));
}

TEST_P(CarriersEnded, a_store_that_takes_nothing_is_no_sign_out) {
  EndedSessions ended(*store_, clock_);
  EXPECT_EQ(run(io_, ended.end("")).error().code(), "store.journal_entry");
}

INSTANTIATE_TEST_SUITE_P(Engines, CarriersEnded, ::testing::Values(Engine::memory, Engine::sqlite),
                         sync::testing::name_of);

}  // namespace
}  // namespace lienthong::app
