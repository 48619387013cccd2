#include "codec/json.hpp"
#include "domain/post.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace lienthong::console {
namespace {

/// The page's own reader is held against the same file in the browser (tests/e2e/carriers).
TEST(ItemNumbers, the_program_says_what_the_page_must_say) {
  std::ifstream file("tests/unit/console_carrier/item_numbers.json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  codec::Arena arena;
  const auto vectors = codec::read_json(text, arena);
  ASSERT_TRUE(vectors);
  ASSERT_GT(vectors->find("taken")->items().size(), 10U);
  for (const codec::Value& one : vectors->find("taken")->items()) {
    const auto number = domain::ItemNumber::read(one.find("typed")->scalar());
    ASSERT_TRUE(number) << one.find("typed")->scalar();
    EXPECT_EQ(number->text(), one.find("number")->scalar());
  }
  for (const codec::Value& one : vectors->find("refused")->items()) {
    const auto number = domain::ItemNumber::read(one.find("typed")->scalar());
    ASSERT_FALSE(number) << one.find("typed")->scalar();
    EXPECT_EQ(number.error().code(), one.find("code")->scalar()) << one.find("typed")->scalar();
  }
}

}  // namespace
}  // namespace lienthong::console
