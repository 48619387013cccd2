#include "domain/post/item_number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lienthong::domain {
namespace {

std::string code_of(std::string_view text) {
  const auto number = ItemNumber::read(text);
  return number ? "" : number.error().code();
}

struct Vector {
  std::uint32_t serial;
  int check_digit;
};

/// rules.md 5.1 and contracts 4.4.
TEST(ItemNumber, check_digits_are_those_of_the_worked_examples) {
  for (const auto& [serial, digit] : {Vector{47312482, 9}, Vector{550123, 3}, Vector{19930207, 2}, Vector{10000002, 5},
                                      Vector{10000014, 0}, Vector{12345678, 5}, Vector{26012345, 8}, Vector{8, 0},
                                      Vector{15, 5}, Vector{99999999, 5}, Vector{0, 5}, Vector{40000000, 1}}) {
    EXPECT_EQ(s10_check_digit(serial), digit) << serial;
  }
}

TEST(ItemNumber, full_examples_are_read_and_made) {
  EXPECT_EQ(ItemNumber::from_serial("EH", 550123)->text(), "EH005501233VN");
  EXPECT_EQ(ItemNumber::from_serial("RA", 19930207)->text(), "RA199302072VN");
  for (const std::string_view text :
       {"EH005501233VN", "RA199302072VN", "EH100000025VN", "EH100000140VN", "RR473124829VN", "EE260123458VN"}) {
    const auto number = ItemNumber::read(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(number->form(), ItemNumber::Form::s10);
    EXPECT_EQ(number->text(), text);
  }
}

TEST(ItemNumber, parts_of_an_s10_number) {
  const auto number = ItemNumber::read("EH005501233VN");
  EXPECT_EQ(number->service(), "EH");
  EXPECT_EQ(number->serial(), 550123U);
  EXPECT_EQ(number->country(), "VN");
}

TEST(ItemNumber, what_people_type_is_the_same_number) {
  EXPECT_EQ(ItemNumber::read("  eh 00550123 3 vn ")->text(), "EH005501233VN");
}

TEST(ItemNumber, a_wrong_check_digit_is_named) {
  EXPECT_EQ(code_of("EH005501234VN"), "item.check_digit");
  EXPECT_EQ(code_of("EH100000020VN"), "item.check_digit") << "raw 11 is 5, not 0";
  EXPECT_EQ(code_of("EH100000145VN"), "item.check_digit") << "raw 10 is 0, not 5";
}

TEST(ItemNumber, domestic_numbers_are_taken_as_they_are) {
  for (const std::string_view text : {"HCC-250613-77", "25000012345678", "EH005501233", "E1005501233VN"}) {
    const auto number = ItemNumber::read(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(number->form(), ItemNumber::Form::domestic);
    EXPECT_EQ(number->text(), text);
    EXPECT_EQ(number->serial(), std::nullopt);
    EXPECT_EQ(number->service(), "");
  }
}

TEST(ItemNumber, what_is_no_number_is_refused) {
  for (const std::string_view text :
       {"", "   ", "abc", "mã vận đơn", "EH0055_1233VN", "1234567890123456789012345678901"}) {
    EXPECT_EQ(code_of(text), "item.form") << text;
  }
}

TEST(ItemNumber, parts_that_make_no_number_are_named) {
  EXPECT_EQ(ItemNumber::from_serial("E", 1).error().code(), "item.service");
  EXPECT_EQ(ItemNumber::from_serial("eh", 1).error().code(), "item.service");
  EXPECT_EQ(ItemNumber::from_serial("EH", largest_serial + 1).error().code(), "item.serial");
  EXPECT_EQ(ItemNumber::from_serial("EH", 1, "V").error().code(), "item.country");
}

RC_GTEST_PROP(ItemNumberProperty, a_made_number_reads_back, ()) {
  const auto serial = *rc::gen::inRange<std::uint32_t>(0, largest_serial + 1);
  const auto made = ItemNumber::from_serial("EH", serial);
  const auto read = ItemNumber::read(made->text());
  RC_ASSERT(read && *read == *made && read->serial() == serial);
}

/// 11 → 5 and 10 → 0 share digits with honest ones, so S10 misses few slips; of a single digit none.
RC_GTEST_PROP(ItemNumberProperty, one_wrong_digit_is_always_seen_or_shares_the_folded_remainder, ()) {
  const auto serial = *rc::gen::inRange<std::uint32_t>(0, largest_serial + 1);
  std::string text = ItemNumber::from_serial("EH", serial)->text();
  const auto place = *rc::gen::inRange<std::size_t>(2, 10);
  const auto slip = *rc::gen::inRange(1, 10);
  text[place] = static_cast<char>('0' + (text[place] - '0' + slip) % 10);
  const auto read = ItemNumber::read(text);
  const char digit = text[10];
  RC_ASSERT(!read || digit == '0' || digit == '5');
}

}  // namespace
}  // namespace lienthong::domain
