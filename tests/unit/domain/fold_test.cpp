#include "domain/dossier.hpp"
#include "unit/domain/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace lienthong::domain {
namespace {

using namespace testing;

Dossier folded(const std::vector<Event>& events) { return fold(events, authority()); }

TEST(Fold, no_events_give_an_empty_dossier) { EXPECT_EQ(folded({}), Dossier{}); }

TEST(Fold, the_status_is_the_last_authorised_move_by_time_not_by_arrival) {
  const auto dossier = folded({move(province, 20, Status::processing), move(portal, 0, Status::registered),
                               move(province, 10, Status::accepted)});
  EXPECT_EQ(dossier.code, code);
  EXPECT_EQ(dossier.status, Status::processing);
  EXPECT_EQ(dossier.status_since, at(20));
  ASSERT_EQ(dossier.steps.size(), 3U);
  EXPECT_EQ(dossier.steps[0].move.to, Status::registered);
  EXPECT_TRUE(dossier.irregularities.empty());
}

TEST(Fold, the_reason_of_the_last_move_stands_beside_the_status) {
  Event refused = move(province, 30, Status::not_accepted);
  refused.move->reason = "\"hồ sơ không hợp lệ\"";
  const auto dossier =
      folded({move(province, 0, Status::accepted), move(province, 5, Status::processing), identified(refused)});
  EXPECT_EQ(dossier.status, Status::not_accepted);
  EXPECT_EQ(dossier.reason, refused.move->reason);
  EXPECT_TRUE(dossier.irregularities.empty()) << "refusal after acceptance is practised";
}

TEST(Fold, repeating_a_status_is_a_step_and_does_not_restart_its_time) {
  const auto dossier = folded({move(province, 0, Status::accepted), move(province, 5, Status::processing),
                               move(province, 9, Status::processing)});
  EXPECT_EQ(dossier.steps.size(), 3U);
  EXPECT_EQ(dossier.status_since, at(5));
}

TEST(Fold, a_supplement_may_go_round_more_than_once) {
  const auto dossier = folded({move(province, 0, Status::accepted), move(province, 1, Status::processing),
                               move(province, 2, Status::supplement_requested), move(province, 3, Status::processing),
                               move(province, 4, Status::supplement_requested), move(province, 5, Status::processing)});
  EXPECT_EQ(dossier.status, Status::processing);
  EXPECT_EQ(dossier.status_since, at(5));
  EXPECT_TRUE(dossier.irregularities.empty());
}

TEST(Fold, a_move_without_authority_is_an_observation_and_changes_nothing) {
  const auto dossier = folded({move(province, 0, Status::accepted), move(portal, 9, Status::completed)});
  EXPECT_EQ(dossier.status, Status::accepted);
  ASSERT_EQ(dossier.observations.size(), 1U);
  EXPECT_EQ(dossier.observations[0].source, portal);
  EXPECT_EQ(dossier.observations[0].status, Status::completed);
  EXPECT_TRUE(dossier.irregularities.empty());
}

TEST(Fold, the_procedure_of_the_earliest_event_that_names_one_decides_authority) {
  const auto dossier = folded({facts(portal, 0, {{"applicant", "{}"}}, of_ministry), facts(portal, 5, {}, of_province),
                               move(ministry, 10, Status::processing), move(province, 11, Status::completed)});
  EXPECT_EQ(dossier.procedure, of_ministry);
  EXPECT_EQ(dossier.received_at, at(0));
  EXPECT_EQ(dossier.status, Status::processing);
  ASSERT_EQ(dossier.observations.size(), 1U);
  EXPECT_EQ(dossier.observations[0].source, province);
}

TEST(Fold, authority_is_that_of_the_time_of_receipt_not_of_the_move) {
  std::map<Status, Part> statuses;
  for (int number = 1; number <= 10; ++number) statuses[*status_from_code(number)] = Part::processing;
  const std::map<Part, SystemId> owners{{Part::submission, portal},
                                        {Part::processing, province},
                                        {Part::payment, province},
                                        {Part::postal, province},
                                        {Part::result, province}};
  const Authority changed(owners, statuses, {}, {{of_ministry, Part::processing, ministry, at(50), std::nullopt}});
  const std::vector<Event> events{facts(portal, 0, {}, of_ministry), move(province, 60, Status::accepted)};
  EXPECT_EQ(fold(events, changed).status, Status::accepted);
}

TEST(Fold, facts_are_taken_field_by_field_from_whoever_may_state_them) {
  const auto dossier = folded({facts(portal, 0, {{"applicant", "1"}, {"result_files", "[9]"}}),
                               facts(province, 5, {{"applicant", "2"}, {"result_files", "[1]"}}),
                               facts(portal, 7, {{"applicant", "3"}})});
  EXPECT_EQ(dossier.facts, (Facts{{"applicant", "3"}, {"result_files", "[1]"}}));
  ASSERT_EQ(dossier.observations.size(), 2U);
  EXPECT_EQ(dossier.observations[0].fields, std::vector<std::string>{"result_files"});
  EXPECT_EQ(dossier.observations[1].fields, std::vector<std::string>{"applicant"});
  EXPECT_FALSE(dossier.observations[0].status);
}

/// The province owns the payment, a platform may state it beside.
class DelegatedField : public ::testing::Test {
 protected:
  static Event says(const SystemId& source, int minute, const char* value) {
    return facts(source, minute, {{"payment", value}});
  }
  [[nodiscard]] std::string payment(std::vector<Event> events) const {
    events.push_back(facts(portal, 0, {}, of_province));
    const std::string found = fold(events, table_).facts.at("payment");
    std::ranges::reverse(events);
    EXPECT_EQ(fold(events, table_).facts.at("payment"), found) << "whatever arrives first";
    return found;
  }
  [[nodiscard]] const Authority& table() const { return table_; }

  const SystemId platform_{"payment-platform"};

 private:
  static Authority delegating() {
    std::map<Status, Part> statuses;
    for (int number = 1; number <= 10; ++number) statuses[*status_from_code(number)] = Part::processing;
    return {{{Part::submission, portal},
             {Part::processing, province},
             {Part::payment, province},
             {Part::postal, province},
             {Part::result, province}},
            statuses,
            {{"payment", Part::payment}},
            {},
            {{{}, {"payment"}, SystemId("payment-platform"), at(-1000), std::nullopt}}};
  }
  Authority table_ = delegating();
};

TEST_F(DelegatedField, the_word_of_the_delegate_is_the_truth) {
  EXPECT_EQ(payment({says(province, 1, "unpaid"), says(platform_, 5, "paid_online")}), "paid_online");
  const auto dossier =
      fold(std::vector<Event>{facts(portal, 0, {}, of_province), says(platform_, 5, "paid_online")}, table());
  EXPECT_TRUE(dossier.observations.empty());
}

TEST_F(DelegatedField, an_owner_that_repeats_itself_takes_nothing_back) {
  EXPECT_EQ(payment({says(province, 1, "unpaid"), says(platform_, 5, "paid_online"), says(province, 9, "unpaid"),
                     says(province, 11, "unpaid")}),
            "paid_online");
}

TEST_F(DelegatedField, an_owner_that_says_something_else_counts_and_the_delegate_s_repetition_does_not) {
  EXPECT_EQ(payment({says(province, 1, "unpaid"), says(platform_, 5, "paid_online"),
                     says(province, 9, "recorded_offline"), says(platform_, 11, "paid_online")}),
            "recorded_offline");
  EXPECT_EQ(payment({says(province, 1, "unpaid"), says(platform_, 5, "paid_online"),
                     says(province, 9, "recorded_offline"), says(province, 12, "unpaid")}),
            "unpaid")
      << "it took its own word back";
}

TEST_F(DelegatedField, the_first_word_of_the_owner_counts_by_its_time) {
  EXPECT_EQ(payment({says(platform_, 5, "paid_online"), says(province, 9, "unpaid")}), "unpaid");
}

TEST(Fold, the_facts_of_a_stated_move_go_with_its_step) {
  const auto dossier = folded({move(province, 0, Status::accepted, Evidence::stated, {{"officer", "\"x\""}})});
  EXPECT_TRUE(dossier.facts.empty());
  EXPECT_EQ(dossier.steps.at(0).facts, (Facts{{"officer", "\"x\""}}));
}

TEST(Fold, the_facts_of_an_implied_move_are_of_the_dossier) {
  const auto dossier = folded({move(province, 0, Status::accepted, Evidence::implied, {{"result_files", "[]"}})});
  EXPECT_EQ(dossier.facts, (Facts{{"result_files", "[]"}}));
  EXPECT_TRUE(dossier.steps.at(0).facts.empty());
}

TEST(Fold, an_implied_move_is_dropped_beside_the_same_stated_one_of_that_second) {
  Event stated = move(province, 0, Status::accepted);
  stated.occurred_at += std::chrono::milliseconds{700};
  const auto dossier =
      folded({move(province, 0, Status::accepted, Evidence::implied, {{"result_files", "[]"}}), identified(stated)});
  ASSERT_EQ(dossier.steps.size(), 1U);
  EXPECT_EQ(dossier.steps[0].move.evidence, Evidence::stated);
  EXPECT_EQ(dossier.facts.size(), 1U) << "what the document says still counts";
}

TEST(Fold, an_implied_move_of_another_second_or_status_stays) {
  const auto dossier =
      folded({move(province, 0, Status::accepted, Evidence::implied), move(province, 1, Status::accepted),
              move(province, 1, Status::processing, Evidence::implied)});
  EXPECT_EQ(dossier.steps.size(), 3U);
}

TEST(Fold, a_document_sent_again_implies_its_move_once) {
  const auto dossier = folded({move(province, 0, Status::accepted, Evidence::implied, {{"result_files", "[1]"}}),
                               move(province, 0, Status::accepted, Evidence::implied, {{"result_files", "[2]"}})});
  EXPECT_EQ(dossier.steps.size(), 1U);
}

TEST(Fold, what_a_system_without_authority_concludes_is_dropped_where_the_truth_already_says_so) {
  const auto agreeing =
      folded({move(province, 0, Status::accepted), move(portal, 0, Status::accepted, Evidence::implied)});
  EXPECT_TRUE(agreeing.observations.empty());
  const auto both_conclude = folded(
      {move(province, 0, Status::accepted, Evidence::implied), move(portal, 0, Status::accepted, Evidence::implied)});
  EXPECT_EQ(both_conclude.steps.size(), 1U);
  EXPECT_TRUE(both_conclude.observations.empty());
  const auto alone = folded({move(portal, 0, Status::accepted, Evidence::implied)});
  EXPECT_FALSE(alone.status);
  EXPECT_EQ(alone.observations.size(), 1U);
}

TEST(Fold, a_move_off_the_table_counts_and_is_named) {
  const auto dossier = folded({move(portal, 0, Status::registered), move(province, 5, Status::completed)});
  EXPECT_EQ(dossier.status, Status::completed);
  ASSERT_EQ(dossier.irregularities.size(), 1U);
  EXPECT_EQ(dossier.irregularities[0].kind, Irregularity::Kind::irregular_move);
  EXPECT_EQ(dossier.irregularities[0].from, Status::registered);
  EXPECT_EQ(dossier.irregularities[0].to, Status::completed);
  EXPECT_EQ(name(dossier.irregularities[0].kind), "irregular_move");
}

TEST(Fold, after_a_final_status_a_later_move_is_named_and_changes_nothing) {
  const auto dossier = folded({move(province, 0, Status::accepted), move(province, 5, Status::returned),
                               move(province, 9, Status::processing)});
  EXPECT_EQ(dossier.status, Status::returned);
  EXPECT_EQ(dossier.status_since, at(5));
  EXPECT_EQ(dossier.steps.size(), 2U);
  ASSERT_EQ(dossier.irregularities.size(), 1U);
  EXPECT_EQ(dossier.irregularities[0].kind, Irregularity::Kind::move_after_final);
  EXPECT_EQ(dossier.irregularities[0].from, Status::returned);
}

TEST(Fold, a_late_fact_finds_its_place_in_time) {
  const std::vector<Event> known{move(province, 0, Status::accepted), move(province, 20, Status::completed)};
  auto later_learned = known;
  later_learned.push_back(move(province, 10, Status::processing));
  EXPECT_EQ(folded(known).irregularities.size(), 1U);
  const auto dossier = folded(later_learned);
  EXPECT_TRUE(dossier.irregularities.empty());
  EXPECT_EQ(dossier.steps[1].move.to, Status::processing);
  EXPECT_EQ(dossier.status, Status::completed);
}

TEST(Fold, events_of_two_dossiers_break_an_invariant) {
  Event other = move(province, 0, Status::accepted);
  other.dossier = DossierCode{"H55.12-250613-0002"};
  EXPECT_THROW(folded({move(province, 0, Status::accepted), other}), std::logic_error);
}

}  // namespace
}  // namespace lienthong::domain
