#include "mapping/constraints.hpp"

#include "codec/model_check.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lienthong::mapping {
namespace {

using codec::Bound;
using codec::SchemaNode;
using codec::Value;

/// Numbers near enough to each other that bounds matter, in the spellings that JSON has for them.
rc::Gen<std::string> number() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(-12, 13), rc::gen::element<std::string>("", ".0", "e0", "0")),
                      [](const auto& parts) { return std::to_string(std::get<0>(parts)) + std::get<1>(parts); });
}

rc::Gen<std::optional<Bound>> bound() {
  const auto some = rc::gen::map(rc::gen::pair(number(), rc::gen::arbitrary<bool>()), [](const auto& parts) {
    return std::optional(Bound{parts.first, parts.second});
  });
  return rc::gen::oneOf(some, rc::gen::just(std::optional<Bound>{}));
}

RC_GTEST_PROP(Constraints, OfWholeNumbersAreThoseOfTheModel, ()) {
  SchemaNode node;
  node.type = SchemaNode::Type::integer;
  node.minimum = *bound();
  node.maximum = *bound();
  const std::string lexeme = *number();
  const Value value = Value::number(lexeme);
  RC_ASSERT(broken_value(value, node).has_value() == codec::broken_rule(value, node, codec::Wire::json).has_value());
  RC_ASSERT(broken_constraint(lexeme, node, Format::xml).has_value() ==
            codec::broken_rule(Value::text(lexeme), node, codec::Wire::xml).has_value());
}

TEST(Constraints, HoldNumbersToTheirBoundsAtSixtyFourBits) {
  SchemaNode node;
  node.type = SchemaNode::Type::integer;
  node.maximum = Bound{"9223372036854775806", false};
  EXPECT_FALSE(broken_value(Value::number("9223372036854775806"), node));
  EXPECT_TRUE(broken_value(Value::number("9223372036854775807"), node));
  EXPECT_TRUE(broken_value(Value::number("99999999999999999999"), node));
}

TEST(Constraints, NumbersAreRewrittenOnlyWhereTheyAreSpeltOtherwise) {
  codec::Arena arena;
  for (const auto& [from, to] : {std::pair{"0", "0"},
                                 {"42", "42"},
                                 {"-7", "-7"},
                                 {"007", "7"},
                                 {"42.00", "42"},
                                 {"-0", "0"},
                                 {"123456789012345678", "123456789012345678"}}) {
    EXPECT_EQ(whole_number(from, arena), to);
    EXPECT_TRUE(is_whole_number(from));
  }
  for (const char* none : {"", "-", "4.2", "1e3", " 1", "9223372036854775808"}) EXPECT_FALSE(whole_number(none, arena));
}

}  // namespace
}  // namespace lienthong::mapping
