#include "domain/money/exact_sum.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

TEST(ExactSum, WritesTheShortestDecimal) {
  EXPECT_EQ(ExactSum().text(), "0");
  EXPECT_EQ(ExactSum::read("-12.50")->text(), "-12.5");
  EXPECT_EQ(ExactSum::read("0.00001")->text(), "0.00001");
  EXPECT_EQ(ExactSum::read("100")->text(), "100");
  EXPECT_FALSE(ExactSum::read("0.000001"));
  EXPECT_FALSE(ExactSum::read("1 000"));
}

TEST(ExactSum, HoldsMillionsOfTheLargestAmounts) {
  const ExactSum largest(*Amount::read("999999999999999999", vnd()));
  ExactSum sum;
  for (int i = 0; i < 1'000'000; ++i) sum += largest;
  EXPECT_EQ(sum.text(), "999999999999999999000000");
  for (int i = 0; i < 1'000'000; ++i) sum -= largest;
  EXPECT_EQ(sum, ExactSum());
}

}  // namespace
}  // namespace lienthong::domain
