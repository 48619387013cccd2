#include "arrival/look.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::arrival {
namespace {

using std::chrono::seconds;

Entry entry(std::string name, std::uint64_t size = 3, int time = 0, EntryKind kind = EntryKind::file) {
  return {.file = {.name = std::move(name), .size = size, .modified_at = base::Instant(seconds(time)), .inode = {}},
          .kind = kind};
}

Look second_look(const std::vector<Entry>& entries, const LookRules& rules) {
  SettleWatch watch{seconds(1)};
  (void)look_at(entries, rules, watch, SettleWatch::Steady(seconds(1)));
  return look_at(entries, rules, watch, SettleWatch::Steady(seconds(2)));
}

std::vector<std::string> names(const std::vector<OfferedFile>& files) {
  std::vector<std::string> out;
  for (const auto& file : files) out.push_back(file.name);
  return out;
}

TEST(Look, OffersTheOldestFirst) {
  const auto look = second_look({entry("c", 3, 1), entry("a", 3, 2), entry("b", 3, 1)},
                                {.patterns = {}, .max_bytes = 10, .already_taken = {}});
  EXPECT_EQ(names(look.offered), (std::vector<std::string>{"b", "c", "a"}));
  EXPECT_TRUE(look.left_alone.empty());
}

TEST(Look, SaysWhyItLeavesAnythingAlone) {
  const std::vector<std::pair<Entry, PassedOver>> cases = {
      {entry("a\nb"), PassedOver::odd_name},      {entry("folder", 3, 0, EntryKind::other), PassedOver::no_file},
      {entry(".a.xml"), PassedOver::hidden},      {entry("a.xml.part"), PassedOver::temporary},
      {entry("a.pdf"), PassedOver::other_name},   {entry("large.xml", 11), PassedOver::too_large},
      {entry("empty.xml", 0), PassedOver::empty},
  };
  for (const auto& [one, reason] : cases) {
    const auto look = second_look({one}, {.patterns = {"*.xml", "*.csv"}, .max_bytes = 10, .already_taken = {}});
    EXPECT_TRUE(look.offered.empty()) << one.file.name;
    ASSERT_EQ(look.left_alone.size(), 1U);
    EXPECT_EQ(look.left_alone[0].name, one.file.name);
    EXPECT_EQ(name(look.left_alone[0].reason), name(reason)) << one.file.name;
  }
  SettleWatch watch{seconds(1)};
  const auto first = look_at({entry("a")}, {.patterns = {}, .max_bytes = 10, .already_taken = {}}, watch,
                             SettleWatch::Steady(seconds(1)));
  ASSERT_EQ(first.left_alone.size(), 1U);
  EXPECT_EQ(first.left_alone[0].reason, PassedOver::growing);
}

TEST(Look, PatternsAreThoseOfAShell) {
  const LookRules rules{.patterns = {"SK_????????.xml", "[ab]*"}, .max_bytes = 10, .already_taken = {}};
  const auto look = second_look({entry("SK_20260615.xml"), entry("SK_2026061.xml"), entry("b"), entry("c")}, rules);
  EXPECT_EQ(names(look.offered), (std::vector<std::string>{"SK_20260615.xml", "b"}));
}

TEST(Look, WhatWasTakenIsKnownByNameSizeAndTime) {
  const OfferedFile taken{"a", 3, base::Instant(seconds(5))};
  const LookRules rules{
      .patterns = {}, .max_bytes = 10, .already_taken = [&](const OfferedFile& file) { return file == taken; }};
  EXPECT_TRUE(second_look({entry("a", 3, 5)}, rules).offered.empty());
  EXPECT_TRUE(second_look({entry("a", 3, 5)}, rules).left_alone.empty());
  EXPECT_EQ(second_look({entry("a", 4, 5)}, rules).offered.size(), 1U);
  EXPECT_EQ(second_look({entry("a", 3, 6)}, rules).offered.size(), 1U);
}

}  // namespace
}  // namespace lienthong::arrival
