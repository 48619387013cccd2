#include "app/fee_act_request.hpp"

#include <gtest/gtest.h>

namespace lienthong::app {
namespace {

TEST(FeeActRequest, SaysWhatWhoAndWhy) {
  const auto asked =
      read_fee_act(R"({"decision":"confirm","claims":["a","b"],"by":" Lan ","reason":"đã hỏi người nộp"})");
  ASSERT_TRUE(asked) << asked.error().describe();
  EXPECT_EQ(asked->decision, "confirm");
  EXPECT_EQ(asked->claims, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(asked->by, "Lan");
  EXPECT_EQ(asked->reason, "đã hỏi người nộp");
}

TEST(FeeActRequest, MaySayWhichSumsWereSeen) {
  const auto asked = read_fee_act(R"({"sums":{"due":3,"paid":2,"booked":1},"by":"Lan","reason":"x"})");
  ASSERT_TRUE(asked) << asked.error().describe();
  EXPECT_EQ(asked->sums, (sync::AgreedSums{3, 2, 1}));
}

struct Wrong {
  const char* body;
  const char* code;
};

TEST(FeeActRequest, NamesWhatIsWrong) {
  for (const Wrong& wrong :
       {Wrong{"[]", "request.type"}, Wrong{R"({"by":"a"})", "request.reason"}, Wrong{R"({"reason":"a"})", "request.by"},
        Wrong{R"({"by":"  ","reason":"a"})", "request.by"},
        Wrong{R"({"by":"a","reason":"a","why":"x"})", "request.unknown_field"},
        Wrong{R"({"by":"a","reason":"a","claims":[1]})", "request.unknown_field"},
        Wrong{R"({"by":"a","reason":"a","sums":{"due":3,"paid":2}})", "request.unknown_field"},
        Wrong{R"({"by":"a","reason":"a","sums":{"due":3,"paid":2,"booked":"1"}})", "request.unknown_field"},
        Wrong{R"({"by":"a","reason":"a","sums":{"due":3,"paid":2,"booked":1,"x":0}})", "request.unknown_field"},
        Wrong{R"({"by":"a","reason":"a","claims":[""]})", "request.unknown_field"}}) {
    const auto asked = read_fee_act(wrong.body);
    ASSERT_FALSE(asked) << wrong.body;
    EXPECT_EQ(asked.error().code(), wrong.code) << wrong.body;
  }
}

}  // namespace
}  // namespace lienthong::app
