#include "codec/number_order.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

TEST(NumberOrder, IsThatOfTheNumbersNotOfTheirSpelling) {
  const std::vector<std::vector<std::string>> ascending{
      {"-1e999999999999999999999"},
      {"-9223372036854775809", "-9.223372036854775809e18"},
      {"-1.01"},
      {"-1", "-1.0", "-01", "-10e-1", "-0.1E+1"},
      {"-0.1", "-.1", "-1e-1"},
      {"0", "-0", "0.0", "+0", "000", "0e5", "-0.000E-7"},
      {"1e-999999999999999999999"},
      {"0.1", ".1", "+.1", "0.10", "100e-3"},
      {"1", "+001.", "1.000", "0.001e3"},
      {"9007199254740992"},
      {"9007199254740993", "9007199254740993.0"},
      {"1e308"},
      {"1e309", "10e308", "0.1e310"},
  };
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      for (const auto& left : ascending[i]) {
        for (const auto& right : ascending[j])
          EXPECT_TRUE(compare_numbers(left, right) == (i <=> j)) << left << " " << right;
      }
    }
  }
}

RC_GTEST_PROP(NumberOrder, IsThatOfIntegers, (std::int64_t left, std::int64_t right)) {
  RC_ASSERT(compare_numbers(std::to_string(left), std::to_string(right)) == (left <=> right));
}

RC_GTEST_PROP(NumberOrder, DoesNotChangeWithThePlaceOfThePoint, (std::int32_t left, std::int32_t right)) {
  const auto shift = *rc::gen::inRange(0, 30);
  const auto scaled = [&](std::int32_t number) {
    return std::to_string(number) + std::string(static_cast<std::size_t>(shift), '0') + "e-" + std::to_string(shift);
  };
  RC_ASSERT(compare_numbers(scaled(left), std::to_string(right)) == (left <=> right));
}

}  // namespace
}  // namespace lienthong::codec
