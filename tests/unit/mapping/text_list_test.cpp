#include "mapping/text_list.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lienthong::mapping {
namespace {

using Texts = std::vector<std::string>;

Texts split(std::string_view text, std::string_view separator) {
  codec::Arena arena;
  const auto list = split_texts(text, separator, arena);
  if (!list) return {std::string(list.error().code)};
  Texts out;
  for (const codec::Value& item : list->items()) out.emplace_back(item.scalar());
  return out;
}

std::string join(const Texts& texts, std::string_view separator) {
  std::vector<codec::Value> items;
  for (const std::string& text : texts) items.push_back(codec::Value::text(text));
  codec::Arena arena;
  const auto joined = join_texts(items, separator, arena);
  return joined ? std::string(*joined) : std::string(joined.error().code);
}

TEST(TextList, GoesBothWays) {
  EXPECT_EQ(split("giấy khai sinh; căn cước; ảnh", "; "), (Texts{"giấy khai sinh", "căn cước", "ảnh"}));
  EXPECT_EQ(join({"giấy khai sinh", "căn cước", "ảnh"}, "; "), "giấy khai sinh; căn cước; ảnh");
  EXPECT_EQ(split("một", "; "), Texts{"một"});
}

TEST(TextList, IsEmptyWhenTheTextIs) {
  EXPECT_EQ(split("", ";"), Texts{});
  EXPECT_EQ(join({}, ";"), "");
}

TEST(TextList, KeepsEmptyItemsBetweenOthers) {
  EXPECT_EQ(split("a;;b;", ";"), (Texts{"a", "", "b", ""}));
  EXPECT_EQ(join({"a", "", "b", ""}, ";"), "a;;b;");
  EXPECT_EQ(split(";", ";"), (Texts{"", ""}));
}

TEST(TextList, RefusesItemsThatWouldComeBackOtherwise) {
  EXPECT_EQ(join({"a;b", "c"}, ";"), "mapping.list");
  EXPECT_EQ(join({""}, ";"), "mapping.list") << "an empty text is an empty list";
  EXPECT_EQ(join({"a-", "b"}, "--"), "mapping.list") << "the separator begins in the item before it";
  EXPECT_EQ(join({"a", "-b"}, "--"), "a---b");
}

TEST(TextList, RefusesItemsThatAreNoTexts) {
  codec::Arena arena;
  const std::vector<codec::Value> items{codec::Value::text("a"), codec::Value::number("1")};
  EXPECT_EQ(join_texts(items, ";", arena).error().code, "mapping.type");
}

TEST(TextList, DoesNotGrowWithoutEnd) {
  EXPECT_EQ(split(std::string(most_listed_texts, ';'), ";"), Texts{"mapping.list"});
  EXPECT_EQ(split(std::string(most_listed_texts - 1, ';'), ";").size(), most_listed_texts);
  EXPECT_EQ(join(Texts(most_listed_texts + 1, "a"), ";"), "mapping.list");
}

TEST(TextList, IsAnIsomorphismOnWhatItAccepts) {
  EXPECT_TRUE(rc::check("in then out, and out then in where it is not refused", [] {
    const auto separator = *rc::gen::element<std::string>(";", ", ", "--", "aba");
    const auto characters = rc::gen::element('a', 'b', ';', ',', ' ', '-');
    const auto text = *rc::gen::container<std::string>(characters);
    RC_ASSERT(join(split(text, separator), separator) == text);
    const auto texts = *rc::gen::container<Texts>(rc::gen::container<std::string>(characters));
    const std::string joined = join(texts, separator);
    if (joined != "mapping.list") RC_ASSERT(split(joined, separator) == texts);
  }));
}

}  // namespace
}  // namespace lienthong::mapping
