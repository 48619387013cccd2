#include "domain/event.hpp"

#include "unit/domain/world.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;

TEST(EventId, the_same_fact_twice_is_one_event) {
  Event first = move(province, 5, Status::processing, Evidence::stated, {{"officer", "\"a\""}});
  Event again = first;
  again.id = EventId{"whatever it was"};
  EXPECT_EQ(derive_event_id(again), first.id);
  EXPECT_EQ(first.id.value().size(), 64U);
}

TEST(EventId, every_part_of_the_statement_makes_another_event) {
  const Event base = move(province, 5, Status::processing, Evidence::stated, {{"officer", "1"}});
  std::vector<Event> others(9, base);
  others[0].source = ministry;
  others[1].dossier = DossierCode{"H55.12-250613-0002"};
  others[2].occurred_at += std::chrono::milliseconds{1};
  others[3].source_sequence = 0;
  others[4].move->to = Status::completed;
  others[5].move->reason = "r";
  others[6].move->evidence = Evidence::implied;
  others[7].facts["officer"] = "2";
  others[8].procedure = of_ministry;
  for (std::size_t i = 0; i < others.size(); ++i) EXPECT_NE(derive_event_id(others[i]), base.id) << i;
}

TEST(EventId, fields_that_run_together_do_not_look_alike) {
  EXPECT_NE(facts(province, 0, {{"ab", "c"}}).id, facts(province, 0, {{"a", "bc"}}).id);
  EXPECT_NE(facts(province, 0, {{"a", "b"}, {"c", "d"}}).id, facts(province, 0, {{"a", "b1:c1:d"}}).id);
}

TEST(FoldOrder, time_comes_first_then_the_sources_number_then_progress_then_id) {
  const Event early = move(province, 1, Status::completed);
  const Event late = move(province, 2, Status::accepted);
  EXPECT_TRUE(fold_order(early, late) < 0);

  Event numbered_1 = move(province, 2, Status::completed);
  numbered_1.source_sequence = 1;
  Event numbered_2 = move(province, 2, Status::accepted);
  numbered_2.source_sequence = 2;
  EXPECT_TRUE(fold_order(numbered_1, numbered_2) < 0);
  EXPECT_TRUE(fold_order(late, numbered_1) < 0) << "without a number first";

  EXPECT_TRUE(fold_order(late, move(province, 2, Status::processing)) < 0);
  EXPECT_TRUE(fold_order(facts(province, 2, {{"a", "1"}}), late) < 0) << "facts before a move";

  Event a = late;
  a.id = EventId{"a"};
  Event b = late;
  b.id = EventId{"b"};
  EXPECT_TRUE(fold_order(a, b) < 0);
  EXPECT_TRUE(fold_order(a, a) == 0);
}

}  // namespace
}  // namespace lienthong::domain
