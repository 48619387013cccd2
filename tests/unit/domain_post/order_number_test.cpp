#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;

TEST(OrderNumber, the_plain_code_delivers_and_a_suffix_collects) {
  EXPECT_EQ(delivery.leg(), Leg::deliver);
  EXPECT_EQ(delivery.dossier(), dossier);
  EXPECT_EQ(collection.leg(), Leg::collect);
  EXPECT_EQ(collection.dossier(), dossier);
  EXPECT_EQ(collection.suffix(), "0.71");
  EXPECT_NE(delivery, collection);
}

TEST(OrderNumber, is_read_without_the_blanks_that_people_paste) {
  EXPECT_EQ(order("  H55.12-250613-0001__0.71\n"), collection);
}

TEST(OrderNumber, what_names_no_dossier_is_refused) {
  for (const std::string_view text : {"", "__0.71", "H55.12-250613-0001__", "H55 12", "mã hồ sơ", "H55_"}) {
    const auto number = OrderNumber::read(text);
    ASSERT_FALSE(number) << text;
    EXPECT_EQ(number.error().code(), "order.form");
  }
  EXPECT_FALSE(OrderNumber::read(std::string(51, '7')));
  EXPECT_FALSE(OrderNumber::collect(dossier, std::string(51, '7')));
  EXPECT_FALSE(OrderNumber::deliver(DossierCode("H55__1"))) << "it would be read back as a collection";
}

RC_GTEST_PROP(OrderNumberProperty, a_made_number_reads_back, ()) {
  const auto part = rc::gen::container<std::string>(rc::gen::elementOf(std::string("aZ09._-")));
  const auto code = *part;
  const auto suffix = *part;
  const auto made = OrderNumber::collect(DossierCode(code), suffix);
  if (made) RC_ASSERT(OrderNumber::read(made->text()) == *made);
  const auto plain = OrderNumber::deliver(DossierCode(code));
  if (plain) RC_ASSERT(OrderNumber::read(plain->text()) == *plain);
}

TEST(TrackingEvent, the_same_row_twice_is_one_event) {
  EXPECT_EQ(heard(1, PostalMovement::delivered).id, heard(1, PostalMovement::delivered).id);
  EXPECT_NE(heard(1, PostalMovement::delivered).id, heard(2, PostalMovement::delivered).id);
  EXPECT_NE(heard(1, PostalMovement::delivered).id, heard(1, PostalMovement::delivered, collection).id);
}

TEST(TrackingEvent, a_better_table_of_codes_gives_no_second_event) {
  TrackingEvent known = heard(1, std::nullopt);
  known.movement = PostalMovement::posted;
  EXPECT_EQ(derive_tracking_id(known), heard(1, std::nullopt).id);
}

TEST(TrackingEvent, without_a_code_the_movement_is_the_statement) {
  TrackingEvent one = heard(1, PostalMovement::posted);
  TrackingEvent other = heard(1, PostalMovement::delivered);
  one.source_code = other.source_code = "";
  EXPECT_NE(derive_tracking_id(one), derive_tracking_id(other));
}

/// Item numbers come again: the example of contracts 4.2 has one item in two orders.
TEST(TrackingEvent, an_item_number_is_keyed_with_its_order) {
  const std::vector<TrackingEvent> feed{heard(1, PostalMovement::posted),
                                        heard(2, PostalMovement::delivered, collection),
                                        heard(3, PostalMovement::out_for_delivery)};
  const auto legs = by_leg(feed);
  ASSERT_EQ(legs.size(), 2U);
  EXPECT_EQ(leg_of(legs.at({delivery, item(550123)})).state, LegState::out_for_delivery);
  EXPECT_EQ(leg_of(legs.at({collection, item(550123)}), collection).state, LegState::delivered);
}

TEST(PostalMovement, every_name_is_read_back) {
  for (int number = 0; number <= static_cast<int>(PostalMovement::returned_to_sender); ++number) {
    const auto movement = static_cast<PostalMovement>(number);
    EXPECT_EQ(movement_from_name(name(movement)), movement);
    EXPECT_NE(vietnamese_name(movement), "?");
  }
  EXPECT_EQ(movement_from_name("EXX"), std::nullopt);
}

}  // namespace
}  // namespace lienthong::domain
