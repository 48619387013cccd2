#include "codec/json.hpp"
#include "unit/codec/corpus.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <string>

namespace lienthong::codec {
namespace {

/// What we decided where RFC 8259 leaves the choice (and the two y_ files with duplicate names, which reliability 4.1
/// refuses): file name → "accepted" or the refusal's code.
std::map<std::string, std::string> choices() {
  std::map<std::string, std::string> out;
  for (const auto& line : lines_of("tests/unit/codec/json_choices.tsv")) {
    const auto cells = split(line, '\t');
    if (cells.size() == 2 && !line.starts_with('#')) out.emplace(cells[0], cells[1]);
  }
  return out;
}

std::string outcome(const std::string& bytes) {
  Arena arena;
  const auto value = read_json(bytes, arena);
  return value ? "accepted" : value.error().code();
}

TEST(JsonCorpus, AcceptsAllItMustRefusesAllItMustAndKeepsToItsChoices) {
  const auto folder = corpora / "json-parsing/test_parsing";
  if (skip_without(folder)) GTEST_SKIP();
  const auto chosen = choices();
  std::map<char, int> seen;
  int refused_good = 0;
  int accepted_bad = 0;
  int changed = 0;
  int duplicates = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    const auto got = outcome(bytes_of(entry.path()));
    ++seen[name[0]];
    const bool on_purpose = name[0] == 'y' && got == "json.duplicate" && chosen.contains(name);
    duplicates += on_purpose ? 1 : 0;
    if (name[0] == 'y' && got != "accepted" && !on_purpose) ++refused_good, ADD_FAILURE() << name << ": " << got;
    if (name[0] == 'n' && got == "accepted") ++accepted_bad, ADD_FAILURE() << name;
    if (name[0] == 'i' && (!chosen.contains(name) || chosen.at(name) != got))
      ++changed, ADD_FAILURE() << name << '\t' << got;
  }
  std::cout << "json-parsing: " << seen['y'] << " y_, " << seen['n'] << " n_, " << seen['i'] << " i_; refused-but-good "
            << refused_good << ", accepted-but-bad " << accepted_bad << ", choices changed " << changed
            << ", crashes 0\n";
  EXPECT_EQ(duplicates, 2);
  EXPECT_EQ(seen['y'] + seen['n'] + seen['i'], 318);
}

TEST(JsonCorpus, WhatIsAcceptedIsWrittenAndReadBackTheSame) {
  const auto folder = corpora / "json-parsing/test_parsing";
  if (skip_without(folder)) GTEST_SKIP();
  int tried = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    Arena arena;
    const auto value = read_json(bytes_of(entry.path()), arena);
    if (!value) continue;
    const auto again = read_json(write_json(*value), arena);
    ASSERT_TRUE(again.has_value()) << entry.path();
    EXPECT_TRUE(same(*value, *again)) << entry.path();
    ++tried;
  }
  EXPECT_GT(tried, 90);
}

TEST(HostileStrings, SurviveJsonUnchanged) {
  const auto file = corpora / "hostile-strings/blns/blns.json";
  if (skip_without(file)) GTEST_SKIP();
  Arena arena;
  const auto list = read_json(bytes_of(file), arena);
  ASSERT_TRUE(list.has_value()) << list.error().describe();
  ASSERT_GT(list->items().size(), 400U);
  const auto again = read_json(write_json(*list), arena);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(same(*list, *again));
}

}  // namespace
}  // namespace lienthong::codec
