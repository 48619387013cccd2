#include "domain/status.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

namespace lienthong::domain {
namespace {

using enum Status;

TEST(Status, every_national_code_has_a_status_and_both_names) {
  std::set<std::string_view> vietnamese;
  for (int code = 1; code <= 10; ++code) {
    const auto status = status_from_code(code);
    ASSERT_TRUE(status);
    EXPECT_EQ(code_of(*status), code);
    EXPECT_EQ(status_from_name(name(*status)), status);
    vietnamese.insert(vietnamese_name(*status));
  }
  EXPECT_EQ(vietnamese.size(), 10U);
  EXPECT_EQ(vietnamese_name(supplement_requested), "Yêu cầu bổ sung giấy tờ");
}

TEST(Status, a_code_off_the_national_list_is_nothing) {
  EXPECT_FALSE(status_from_code(0));  // "interoperating": nobody knows what it means (contracts 1.2)
  EXPECT_FALSE(status_from_code(11));
  EXPECT_FALSE(status_from_code(-1));
  EXPECT_FALSE(status_from_name(""));
  EXPECT_FALSE(status_from_name("Processing"));
}

TEST(Status, only_3_7_and_10_are_final_and_only_5_and_6_stop_the_clock) {
  for (int code = 1; code <= 10; ++code) {
    const Status status = *status_from_code(code);
    EXPECT_EQ(is_final(status), code == 3 || code == 7 || code == 10) << code;
    EXPECT_EQ(stops_clock(status), code == 5 || code == 6) << code;
  }
}

TEST(Status, ranks_are_distinct_rise_with_progress_and_put_the_ends_last) {
  std::set<int> ranks;
  for (int code = 1; code <= 10; ++code) ranks.insert(progress_rank(*status_from_code(code)));
  EXPECT_EQ(ranks.size(), 10U);
  EXPECT_LT(progress_rank(registered), progress_rank(accepted));
  EXPECT_LT(progress_rank(accepted), progress_rank(processing));
  EXPECT_LT(progress_rank(processing), progress_rank(completed));
  EXPECT_LT(progress_rank(completed), progress_rank(returned));
  EXPECT_LT(progress_rank(completed), progress_rank(not_accepted));
}

TEST(Status, practised_moves_are_regular) {
  const std::vector<std::pair<Status, Status>> practised{{registered, accepted},
                                                         {registered, not_accepted},
                                                         {registered, supplement_requested},
                                                         {registered, withdrawn},
                                                         {accepted, processing},
                                                         {accepted, supplement_requested},
                                                         {accepted, payment_requested},
                                                         {accepted, returned},
                                                         {processing, accepted},
                                                         {processing, supplement_requested},
                                                         {processing, payment_requested},
                                                         {processing, not_accepted},
                                                         {processing, completed},
                                                         {processing, stopped},
                                                         {processing, withdrawn},
                                                         {supplement_requested, processing},
                                                         {supplement_requested, accepted},
                                                         {supplement_requested, registered},
                                                         {supplement_requested, stopped},
                                                         {payment_requested, processing},
                                                         {payment_requested, accepted},
                                                         {stopped, processing},
                                                         {completed, returned}};
  for (const auto& [from, to] : practised)
    EXPECT_TRUE(is_regular_move(from, to)) << code_of(from) << "→" << code_of(to);
  EXPECT_TRUE(is_regular_move(std::nullopt, registered));
  EXPECT_TRUE(is_regular_move(std::nullopt, accepted));
}

TEST(Status, moves_outside_the_tables_are_irregular) {
  EXPECT_FALSE(is_regular_move(std::nullopt, completed));
  EXPECT_FALSE(is_regular_move(registered, completed));
  EXPECT_FALSE(is_regular_move(processing, returned));  // 10 before 9 (rules 2.5)
  EXPECT_FALSE(is_regular_move(processing, registered));
  EXPECT_FALSE(is_regular_move(completed, processing));
}

TEST(Status, nothing_follows_a_final_status_not_even_itself) {
  for (const Status end : {not_accepted, withdrawn, returned}) {
    for (int code = 1; code <= 10; ++code) EXPECT_FALSE(is_regular_move(end, *status_from_code(code)));
  }
}

TEST(Status, a_further_step_within_one_status_is_regular) { EXPECT_TRUE(is_regular_move(processing, processing)); }

}  // namespace
}  // namespace lienthong::domain
