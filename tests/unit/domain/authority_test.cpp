#include "domain/authority.hpp"

#include "unit/domain/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace lienthong::domain {
namespace {

using namespace testing;

const std::map<Part, SystemId> owners{{Part::submission, portal},
                                      {Part::processing, province},
                                      {Part::payment, province},
                                      {Part::postal, province},
                                      {Part::result, province}};

std::map<Status, Part> all_processing() {
  std::map<Status, Part> parts;
  for (int number = 1; number <= 10; ++number) parts[*status_from_code(number)] = Part::processing;
  return parts;
}

Authority with(std::vector<Authority::Exception> exceptions) {
  return {owners, all_processing(), {}, std::move(exceptions)};
}

TEST(Authority, the_default_owner_states_a_part) {
  EXPECT_EQ(authority().owner(of_province, Part::processing, at(0)), province);
  EXPECT_EQ(authority().owner(of_province, Part::submission, at(0)), portal);
  EXPECT_EQ(authority().owner(ProcedureCode{}, Part::processing, at(0)), province);
}

TEST(Authority, an_exception_wins_for_its_procedure_and_part_only) {
  EXPECT_EQ(authority().owner(of_ministry, Part::processing, at(0)), ministry);
  EXPECT_EQ(authority().owner(of_ministry, Part::result, at(0)), province);
  EXPECT_EQ(authority().owner(of_province, Part::processing, at(0)), province);
}

TEST(Authority, an_exception_holds_from_its_first_moment_until_just_before_its_end) {
  const auto table = with({{of_ministry, Part::processing, ministry, at(10), at(20)}});
  EXPECT_EQ(table.owner(of_ministry, Part::processing, at(9)), province);
  EXPECT_EQ(table.owner(of_ministry, Part::processing, at(10)), ministry);
  EXPECT_EQ(table.owner(of_ministry, Part::processing, at(19)), ministry);
  EXPECT_EQ(table.owner(of_ministry, Part::processing, at(20)), province);
}

TEST(Authority, the_version_in_force_on_the_day_of_receipt_is_the_one_that_started_last) {
  const auto table = with({{of_ministry, Part::processing, portal, at(50), std::nullopt},
                           {of_ministry, Part::processing, ministry, at(10), std::nullopt}});
  EXPECT_EQ(table.owner(of_ministry, Part::processing, at(49)), ministry);
  EXPECT_EQ(table.owner(of_ministry, Part::processing, at(50)), portal);
}

TEST(Authority, a_field_nobody_names_belongs_to_the_submission) {
  EXPECT_EQ(authority().part_of_field("applicant"), Part::submission);
  EXPECT_EQ(authority().part_of_field("result_files"), Part::result);
  EXPECT_EQ(authority().part_of(Status::payment_requested), Part::payment);
}

TEST(Authority, a_delegate_makes_its_moves_beside_the_owner_while_it_holds) {
  const Authority table(owners, all_processing(), {}, {}, {{{Status::returned}, {}, ministry, at(10), at(20)}});
  EXPECT_TRUE(table.may_move(province, of_province, Status::returned, at(15)));
  EXPECT_TRUE(table.may_move(ministry, of_province, Status::returned, at(10)));
  EXPECT_FALSE(table.may_move(ministry, of_province, Status::returned, at(9)));
  EXPECT_FALSE(table.may_move(ministry, of_province, Status::returned, at(20)));
  EXPECT_FALSE(table.may_move(ministry, of_province, Status::completed, at(15)));
  EXPECT_FALSE(table.may_move(portal, of_province, Status::returned, at(15)));
  EXPECT_EQ(table.owner(of_province, Part::processing, at(15)), province) << "it owns nothing";
}

TEST(Authority, a_delegate_states_its_fields_beside_the_owner_while_it_holds) {
  const Authority table(owners, all_processing(), {{"payment", Part::payment}, {"fees", Part::payment}}, {},
                        {{{}, {"payment"}, ministry, at(10), at(20)}});
  EXPECT_TRUE(table.may_state(province, of_province, "payment", at(15)));
  EXPECT_TRUE(table.may_state(ministry, of_province, "payment", at(10)));
  EXPECT_FALSE(table.may_state(ministry, of_province, "payment", at(9)));
  EXPECT_FALSE(table.may_state(ministry, of_province, "payment", at(20)));
  EXPECT_FALSE(table.may_state(ministry, of_province, "fees", at(15)));
  EXPECT_FALSE(table.may_state(portal, of_province, "payment", at(15)));
  EXPECT_FALSE(table.may_move(ministry, of_province, Status::payment_requested, at(15)));
  EXPECT_TRUE(table.may_state(portal, of_province, "applicant", at(15))) << "the owner of the submission";
}

TEST(Authority, a_table_with_holes_is_refused_with_every_problem) {
  auto fewer = owners;
  fewer.erase(Part::postal);
  fewer[Part::payment] = SystemId{};
  auto statuses = all_processing();
  statuses.erase(Status::stopped);
  const auto problems = Authority::problems(fewer, statuses, {});
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0], "no owner for part payment");
  EXPECT_EQ(problems[1], "no owner for part postal");
  EXPECT_EQ(problems[2], "no part for status stopped");
  EXPECT_THROW(Authority(fewer, statuses, {}, {}), std::invalid_argument);
}

TEST(Authority, two_exceptions_that_start_together_or_one_that_ends_first_are_refused) {
  const std::vector<Authority::Exception> exceptions{{of_ministry, Part::result, ministry, at(5), std::nullopt},
                                                     {of_ministry, Part::result, portal, at(5), std::nullopt},
                                                     {of_ministry, Part::postal, portal, at(5), at(5)}};
  const auto problems = Authority::problems(owners, all_processing(), exceptions);
  EXPECT_EQ(problems.size(), 2U);
  EXPECT_THROW(with(exceptions), std::invalid_argument);
}

TEST(Part, every_name_is_read_back_and_others_are_not) {
  for (const Part part : {Part::submission, Part::processing, Part::payment, Part::postal, Part::result}) {
    EXPECT_EQ(part_from_name(name(part)), part);
  }
  EXPECT_FALSE(part_from_name("everything"));
}

}  // namespace
}  // namespace lienthong::domain
