#include "domain/money/amount.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

namespace lienthong::domain {
namespace {

const Currency euro = *Currency::from_code("EUR");

TEST(Currency, IsThreeCapitalLetters) {
  EXPECT_EQ(Currency::from_code("VND"), vnd());
  EXPECT_EQ(euro.code(), "EUR");
  for (const auto* broken : {"", "VN", "VNDX", "vnd", "V1D", "V D"})
    EXPECT_FALSE(Currency::from_code(broken)) << broken;
}

TEST(Amount, ReadsPlainDecimals) {
  struct Row {
    const char* decimal;
    const char* text;
  };
  for (const auto& row :
       {Row{"50000", "50000"}, Row{"50000.00", "50000"}, Row{"0.5", "0.5"}, Row{".5", "0.5"}, Row{"5.", "5"},
        Row{"+7.10", "7.1"}, Row{"-7.10", "-7.1"}, Row{"-0", "0"}, Row{"0.00001", "0.00001"},
        Row{"0000000000000000000042", "42"}, Row{"1.5000000000000000000", "1.5"},
        Row{"999999999999999999", "999999999999999999"}, Row{"9999999999999.99999", "9999999999999.99999"}}) {
    const auto amount = Amount::read(row.decimal, euro);
    ASSERT_TRUE(amount.has_value()) << row.decimal;
    EXPECT_EQ(amount->text(), row.text);
  }
}

TEST(Amount, RefusesWhatIsNoDecimalOfIso20022) {
  for (const auto* broken : {"", ".", "-", "+", "1,5", "1e5", " 1", "1 ", "0x1", "--1", "1.2.3", "NaN", "0.123456",
                             "1000000000000000000", "99999999999999.99999", "١"}) {
    EXPECT_FALSE(Amount::read(broken, euro)) << broken;
  }
}

TEST(Amount, KnowsWholeDong) {
  EXPECT_EQ(Amount::read("50000.00", vnd())->dong(), 50000);
  EXPECT_EQ((Amount{5000000, 2, vnd()}).dong(), 50000);
  EXPECT_EQ((Amount{5000001, 2, vnd()}).dong(), std::nullopt);
  EXPECT_EQ(Amount::read("50000.5", vnd())->dong(), std::nullopt);
  EXPECT_EQ(Amount::read("50000", euro)->dong(), std::nullopt);
}

TEST(Amount, ComparesByValueWithinOneCurrency) {
  EXPECT_TRUE(compare({100, 2, euro}, {1, 0, euro}) == 0);
  EXPECT_TRUE(compare({101, 2, euro}, {1, 0, euro}) > 0);
  EXPECT_TRUE(compare({-1, 0, euro}, {-1, 5, euro}) < 0);
  EXPECT_TRUE(compare({1, 0, euro}, {1, 0, vnd()}) == std::partial_ordering::unordered);
  EXPECT_TRUE(compare({std::numeric_limits<std::int64_t>::max(), 0, euro}, {1, 5, euro}) > 0);
}

TEST(Amount, AddsExactlyOrNotAtAll) {
  const auto sum = add(*Amount::read("0.1", euro), *Amount::read("0.20", euro));
  ASSERT_TRUE(sum.has_value());
  EXPECT_EQ(sum->text(), "0.3");
  EXPECT_FALSE(add({1, 0, euro}, {1, 0, vnd()}));
  EXPECT_FALSE(add({std::numeric_limits<std::int64_t>::max(), 0, euro}, {1, 0, euro}));
  EXPECT_FALSE(add({999'999'999'999'999'999, 0, euro}, {1, 5, euro}));
}

TEST(Amount, ComesBackFromItsText) {
  rc::check([] {
    const auto digits = *rc::gen::inRange<std::int64_t>(-999'999'999'999'999'999, 1'000'000'000'000'000'000);
    const auto scale = static_cast<std::uint8_t>(*rc::gen::inRange(0, 6));
    const Amount amount{digits, scale, euro};
    const auto back = Amount::read(amount.text(), euro);
    RC_ASSERT(back.has_value());
    RC_ASSERT(std::is_eq(compare(*back, amount)));
    RC_ASSERT(back->text() == amount.text());
  });
}

}  // namespace
}  // namespace lienthong::domain
