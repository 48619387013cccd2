#include "arrival/settle_watch.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lienthong::arrival {
namespace {

using std::chrono::seconds;
using Steady = SettleWatch::Steady;

Steady at(int second) { return Steady(seconds(1000 + second)); }

SeenFile file(std::string name, std::uint64_t size, int time = 0, std::optional<std::uint64_t> inode = std::nullopt) {
  return {.name = std::move(name), .size = size, .modified_at = base::Instant(seconds(time)), .inode = inode};
}

class SettleWatchTest : public ::testing::Test {
 protected:
  void look(int second, std::vector<SeenFile> files) { watch_.look(files, at(second)); }
  [[nodiscard]] bool finished(const std::string& name) const { return watch_.finished(name); }

 private:
  SettleWatch watch_{seconds(10)};
};

TEST_F(SettleWatchTest, AFileIsFinishedWhenTwoLooksFarEnoughApartSeeTheSame) {
  look(0, {file("a", 5)});
  EXPECT_FALSE(finished("a"));
  look(9, {file("a", 5)});
  EXPECT_FALSE(finished("a"));
  look(10, {file("a", 5)});
  EXPECT_TRUE(finished("a"));
}

TEST_F(SettleWatchTest, AFirstLookNeverFinishesAnything) {
  SettleWatch impatient{seconds(0)};
  impatient.look(std::vector{file("a", 5)}, at(0));
  EXPECT_FALSE(impatient.finished("a"));
  impatient.look(std::vector{file("a", 5)}, at(0));
  EXPECT_TRUE(impatient.finished("a"));
}

TEST_F(SettleWatchTest, GrowthATouchAnotherInodeOrAnAbsenceStartsAgain) {
  for (const SeenFile& other : {file("a", 6, 0, 1), file("a", 5, 1, 1), file("a", 5, 0, 2)}) {
    look(0, {file("a", 5, 0, 1)});
    look(9, {other});
    look(18, {other});
    EXPECT_FALSE(finished("a"));
    look(19, {other});
    EXPECT_TRUE(finished("a"));
  }
  look(30, {});
  EXPECT_FALSE(finished("a"));
  look(31, {file("a", 5, 0, 2)});
  EXPECT_FALSE(finished("a"));
}

TEST_F(SettleWatchTest, ADraftIsNeverFinished) {
  for (const int second : {0, 100, 200}) look(second, {file("a.part", 5), file(".b", 5)});
  EXPECT_FALSE(finished("a.part"));
  EXPECT_FALSE(finished(".b"));
}

TEST_F(SettleWatchTest, ARenamedDraftIsFinishedAtOnce) {
  look(0, {file("a.xml.part", 5, 0, 7), file(".b", 5, 0, 8)});
  look(1, {file("a.xml", 90, 1, 7), file("b", 5, 0, 8)});
  EXPECT_TRUE(finished("a.xml"));
  EXPECT_TRUE(finished("b"));
  look(2, {file("a.xml", 90, 1, 7), file("b", 6, 2, 8)});
  EXPECT_TRUE(finished("a.xml"));
  EXPECT_FALSE(finished("b")) << "somebody writes to it after all";
}

TEST_F(SettleWatchTest, ANewFileBesideOrInsteadOfADraftIsNoRename) {
  look(0, {file("a.part", 5, 0, 7), file("b.part", 5, 0, 8), file("c.part", 5, 0, 9), file("c", 5, 0, 1)});
  look(1, {file("a.part", 5, 0, 7), file("a", 5, 0, 7), file("b", 5, 0, 2), file("c", 5, 0, 9)});
  EXPECT_FALSE(finished("a")) << "a link: the draft is still open";
  EXPECT_FALSE(finished("b")) << "another file";
  EXPECT_FALSE(finished("c")) << "was there before";
}

TEST_F(SettleWatchTest, WithoutInodesOnlyADraftAtRestCountsAsRenamed) {
  look(0, {file("a.part", 5, 3), file("b.part", 5, 3)});
  look(1, {file("a", 5, 3), file("b", 6, 4)});
  EXPECT_TRUE(finished("a"));
  EXPECT_FALSE(finished("b"));
}

/// Any history of one file: the machine says the same as the rule read over the whole history.
RC_GTEST_PROP(SettleWatchProperty, AgreesWithTheRuleOverTheWholeHistory, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(-1, 3)));
  SettleWatch watch{seconds(10)};
  std::vector<std::pair<int, int>> history;  // (second, size or -1 when absent)
  int second = 0;
  for (const auto& [pause, size] : steps) {
    second += pause;
    history.emplace_back(second, size);
    const std::vector<SeenFile> files =
        size < 0 ? std::vector<SeenFile>{} : std::vector{file("a", static_cast<std::uint64_t>(size))};
    watch.look(files, at(second));
    bool expected = false;
    for (std::size_t i = history.size() - 1; size >= 0 && i-- > 0 && history[i].second == size;) {
      expected = expected || second - history[i].first >= 10;
    }
    RC_ASSERT(watch.finished("a") == expected);
  }
}

}  // namespace
}  // namespace lienthong::arrival
