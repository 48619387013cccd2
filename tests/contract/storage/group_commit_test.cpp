#include "contract/storage/support.hpp"

#include <atomic>
#include <future>
#include <mutex>

namespace lienthong::storage {
namespace {

/// Holds the store's writing thread in a callback, so that what is handed in meanwhile is seen to share a transaction.
class GroupCommit : public ::testing::Test {
 protected:
  void SetUp() override {
    store_ = open_or_fail({.path = folder_.database(), .on_group = [this](int units) { groups_.push_back(units); }});
    store_->commit(one_delivery("first", "portal"), [this](const base::Result<CommitReceipt>&) {
      reached_.set_value();
      release_.get_future().wait();
    });
    reached_.get_future().wait();
  }
  void hand_in(UnitOfWork work) {
    store_->commit(std::move(work),
                   [this](base::Result<CommitReceipt> result) { results_.push_back(std::move(result)); });
  }
  void finish() {
    release_.set_value();
    store_->close();
  }

  ScratchFolder folder_;
  std::unique_ptr<Store> store_;
  std::promise<void> reached_;
  std::promise<void> release_;
  // Written by the writing thread only, read after close().
  std::vector<int> groups_;
  std::vector<base::Result<CommitReceipt>> results_;
};

TEST_F(GroupCommit, WhatArrivesDuringATransactionSharesTheNext) {
  for (int n = 0; n < 20; ++n) hand_in(one_delivery("D" + std::to_string(n), "portal"));
  finish();
  EXPECT_EQ(groups_, (std::vector{1, 20}));
  ASSERT_EQ(results_.size(), 20U);
  for (const auto& result : results_) EXPECT_TRUE(result);
}

TEST_F(GroupCommit, ARefusedUnitHurtsNoneOfTheOthers) {
  hand_in(one_delivery("D1", "portal"));
  hand_in(one_delivery("D1", "portal"));
  hand_in(one_delivery("D2", "portal"));
  finish();
  EXPECT_EQ(groups_, (std::vector{1, 3}));
  ASSERT_EQ(results_.size(), 3U);
  EXPECT_TRUE(results_[0]);
  EXPECT_EQ(results_[1].error().code(), "store.version");
  EXPECT_TRUE(results_[2]);
  auto reopened = open_or_fail({.path = folder_.database()});
  EXPECT_EQ(show(Desk(*reopened).conservation()), "portal accepted=3 waiting=3\n");
}

TEST_F(GroupCommit, CloseFinishesWhatWasHandedIn) {
  for (int n = 0; n < 600; ++n) hand_in(one_delivery("D" + std::to_string(n), "portal"));
  finish();
  ASSERT_EQ(results_.size(), 600U);
  for (const auto& result : results_) EXPECT_TRUE(result);
  EXPECT_EQ(groups_, (std::vector{1, 256, 256, 88}));
}

}  // namespace
}  // namespace lienthong::storage
