#include "domain/dossier.hpp"
#include "unit/domain/world.hpp"

#include <gtest/gtest.h>

#include <array>

namespace lienthong::domain {
namespace {

using namespace testing;

Dossier whole() {
  return fold(std::vector<Event>{facts(portal, 0, {{"applicant", "1"}, {"officer", "2"}}, of_province),
                                 facts(province, 0, {{"result_files", "[]"}, {"applicant", "0"}}),
                                 move(portal, 1, Status::registered), move(province, 2, Status::accepted),
                                 move(province, 3, Status::processing), move(portal, 4, Status::completed),
                                 move(province, 5, Status::returned)},
              authority());
}

TEST(RestrictedDossier, its_status_is_the_last_step_of_the_given_parts) {
  const auto processing = restricted_to(whole(), std::array{Part::processing}, authority());
  EXPECT_EQ(processing.status, Status::processing);
  EXPECT_EQ(processing.status_since, at(3));
  EXPECT_EQ(processing.steps.size(), 2U);
  EXPECT_EQ(processing.code, code);
  EXPECT_EQ(processing.procedure, of_province);

  const auto submission = restricted_to(whole(), std::array{Part::submission}, authority());
  EXPECT_EQ(submission.status, Status::registered);
  EXPECT_EQ(submission.facts, (Facts{{"applicant", "1"}}));
}

TEST(RestrictedDossier, observations_and_irregularities_of_other_parts_are_left_out) {
  ASSERT_EQ(whole().observations.size(), 3U);
  ASSERT_EQ(whole().irregularities.size(), 1U);
  const auto processing = restricted_to(whole(), std::array{Part::processing}, authority());
  ASSERT_EQ(processing.observations.size(), 2U);
  EXPECT_EQ(processing.observations[0].fields, std::vector<std::string>{"officer"});
  EXPECT_EQ(processing.observations[1].status, Status::completed);
  EXPECT_TRUE(processing.irregularities.empty());
  EXPECT_EQ(restricted_to(whole(), std::array{Part::result}, authority()).irregularities.size(), 1U);
}

TEST(RestrictedDossier, without_parts_nothing_is_left_but_its_name) {
  const auto nothing = restricted_to(whole(), {}, authority());
  EXPECT_FALSE(nothing.status);
  EXPECT_TRUE(nothing.facts.empty());
  EXPECT_EQ(nothing.code, code);
}

TEST(RestrictedDossier, with_every_part_it_is_the_dossier_itself) {
  const std::array every{Part::submission, Part::processing, Part::payment, Part::postal, Part::result};
  EXPECT_EQ(restricted_to(whole(), every, authority()), whole());
}

}  // namespace
}  // namespace lienthong::domain
