#include "domain/fees/assignment.hpp"
#include "domain/fees/key_index.hpp"
#include "domain/fees/part_sums.hpp"
#include "domain/fees/text_key.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace lienthong::domain {
namespace {

TEST(text_key, keeps_letters_and_digits_only) {
  EXPECT_EQ(compact_key("Hồ sơ: h55.12-250613-0001"), "HOSOH55122506130001");
  EXPECT_EQ(compact_key("ĐẶNG THỊ ĐÀO"), "DANGTHIDAO");
  EXPECT_EQ(compact_key(" .-/"), "");
}

TEST(text_key, knows_where_words_begin_and_how_long_the_text_was) {
  const CompactText text = compact("ab-c1");
  EXPECT_EQ(text.word_starts, (std::vector<bool>{true, false, true, false}));
  EXPECT_EQ(text.code_points, 5U);
  EXPECT_EQ(compact("Đào").code_points, 3U);
}

TEST(text_key, a_name_is_the_same_in_any_order_of_its_words) {
  EXPECT_EQ(name_key("Nguyễn Văn An"), name_key("AN NGUYEN  VAN"));
  EXPECT_NE(name_key("Nguyễn Văn An"), name_key("Nguyễn Vân Anh"));
  EXPECT_EQ(name_key(""), "");
}

/// "key:fit" of every hit.
std::string hits(const std::vector<std::string>& keys, std::string_view text) {
  KeyIndex index;
  std::map<std::size_t, std::string> names;
  for (const std::string& key : keys) names[index.add(compact_key(key))] = key;
  index.seal();
  std::string out;
  for (const KeyHit& hit : index.find(compact(text))) {
    const char* fit = hit.fit == KeyFit::whole ? "whole" : hit.fit == KeyFit::glued ? "glued" : "cut";
    out += names[hit.key] + ":" + fit + " ";
  }
  return out;
}

TEST(key_index, finds_a_code_however_it_is_written) {
  for (const char* text : {"nop tien H55.12-250613-0001", "HS h55 12 250613 0001 cam on", "H55122506130001",
                           "phi H55.12-250613-0001/2025", "THANHTOANHOSOH55122506130001NGUYENVANA"}) {
    EXPECT_EQ(hits({"H55.12-250613-0001"}, text), "H55.12-250613-0001:whole ") << text;
  }
}

TEST(key_index, digits_that_go_on_make_a_code_doubtful) {
  EXPECT_EQ(hits({"H55.12-250613-0001"}, "H55122506130001234"), "H55.12-250613-0001:glued ");
  EXPECT_EQ(hits({"H55.12-250613-0001", "H55.12-250613-00012"}, "HS H55.12-250613-00012"),
            "H55.12-250613-00012:whole ");
}

TEST(key_index, the_time_of_an_unknown_reference_does_not) {
  EXPECT_EQ(hits({"H55.12-250613-0001"}, "dvcH5512250613000120250613093015"), "H55.12-250613-0001:whole ");
  EXPECT_EQ(hits({"H55.12-250613-0001"}, "dvcH551225061300012025061309301"), "H55.12-250613-0001:glued ");
}

TEST(key_index, a_code_inside_a_reference_is_left_out) {
  EXPECT_EQ(hits({"H55.12-250613-0001", "dvcH5512250613000120250613093015"}, "QR dvcH5512250613000120250613093015"),
            "dvcH5512250613000120250613093015:whole ");
}

TEST(key_index, a_text_that_ends_inside_a_key_fits_all_that_begin_so) {
  EXPECT_EQ(hits({"H55.12-250613-0001", "H55.12-250613-0002"}, "LE PHI H55.12-250613-00"),
            "H55.12-250613-0001:cut H55.12-250613-0002:cut ");
  EXPECT_EQ(hits({"H55.12-250613-0001"}, "LE PHI H55.12-2506"), "") << "too little of it";
}

/// "THANH TOAN HO SO H55.12-250613-0001" has 35 characters: the bank may have cut a longer number.
TEST(key_index, a_whole_code_at_the_place_of_the_cut_may_be_the_beginning_of_another) {
  EXPECT_EQ(hits({"H55.12-250613-0001", "H55.12-250613-00017"}, "THANH TOAN HO SO H55.12-250613-0001"),
            "H55.12-250613-0001:cut H55.12-250613-00017:cut ");
  EXPECT_EQ(hits({"H55.12-250613-0001", "H55.12-250613-00017"}, "HO SO H55.12-250613-0001"),
            "H55.12-250613-0001:whole ");
  EXPECT_EQ(hits({"H55.12-250613-0001"}, "THANH TOAN HO SO H55.12-250613-0001"), "H55.12-250613-0001:whole ");
}

TEST(key_index, finds_several) {
  EXPECT_EQ(hits({"H55.12-250613-0001", "H55.12-250613-0002"}, "H55.12-250613-0002, H55.12-250613-0001"),
            "H55.12-250613-0002:whole H55.12-250613-0001:whole ");
}

RC_GTEST_PROP(KeyIndexProperty, every_key_is_found_in_a_text_that_holds_it, ()) {
  const auto keys = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
      rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 9999), rc::gen::inRange(1, 28)), [](std::pair<int, int> number) {
        const auto padded = [](int value, std::size_t width) {
          const std::string text = std::to_string(value);
          return std::string(width - text.size(), '0') + text;
        };
        return "H55.12-2506" + padded(number.second, 2) + "-" + padded(number.first, 4);
      })));
  const std::string wanted = *rc::gen::elementOf(keys);
  RC_ASSERT(hits(keys, "tien phi " + wanted + " xin cam on") == wanted + ":whole ");
}

using Sets = std::vector<std::vector<std::size_t>>;

TEST(part_sums, finds_the_only_set_that_adds_up) {
  const std::vector<Part> parts{{100, "a"}, {50, "a"}, {30, "a"}};
  EXPECT_EQ(sets_with_sum(parts, 130), (Sets{{0, 2}}));
  EXPECT_EQ(sets_with_sum(parts, 31), Sets{});
  EXPECT_EQ(sets_with_sum({}, 0), Sets{});
}

TEST(part_sums, two_sets_are_said_to_be_two) {
  const std::vector<Part> parts{{100, "a"}, {50, "a"}, {50, "a"}, {100, "a"}};
  EXPECT_EQ(sets_with_sum(parts, 150).size(), 2U);
}

TEST(part_sums, every_group_takes_part) {
  const std::vector<Part> parts{{100, "a"}, {100, "b"}, {50, "b"}};
  EXPECT_EQ(sets_with_sum(parts, 100), Sets{});
  EXPECT_EQ(sets_with_sum(parts, 150), (Sets{{0, 2}}));
}

TEST(part_sums, many_parts_are_tried_as_a_whole_only) {
  std::vector<Part> parts;
  for (int i = 0; i < 13; ++i) parts.push_back({10, std::to_string(i)});
  EXPECT_EQ(sets_with_sum(parts, 130).size(), 1U);
  EXPECT_EQ(sets_with_sum(parts, 120).size(), 0U);
  for (Part& part : parts) part.group = "a";
  EXPECT_EQ(sets_with_sum(parts, 130).size(), 0U);
}

std::int64_t weight_of(const std::vector<WeightedPair>& pairs, const std::vector<std::optional<std::size_t>>& columns) {
  std::int64_t sum = 0;
  for (const WeightedPair& pair : pairs) sum += columns[pair.row] == pair.column ? pair.weight : 0;
  return sum;
}

/// Every way to give rows columns.
std::int64_t best_by_trying(const std::vector<WeightedPair>& pairs, std::size_t row, std::size_t rows, unsigned used) {
  if (row == rows) return 0;
  std::int64_t best = best_by_trying(pairs, row + 1, rows, used);
  for (const WeightedPair& pair : pairs) {
    const unsigned bit = 1U << pair.column;
    if (pair.row != row || (used & bit) != 0) continue;
    best = std::max(best, pair.weight + best_by_trying(pairs, row + 1, rows, used | bit));
  }
  return best;
}

TEST(assignment, is_not_greedy_luck) {
  const std::vector<WeightedPair> pairs{{0, 0, 10}, {0, 1, 9}, {1, 0, 9}};
  EXPECT_EQ(heaviest_assignment(2, 2, pairs), (std::vector<std::optional<std::size_t>>{1, 0}));
}

TEST(assignment, a_row_without_a_pair_stays_alone) {
  EXPECT_EQ(heaviest_assignment(2, 1, std::vector<WeightedPair>{{1, 0, 1}}),
            (std::vector<std::optional<std::size_t>>{std::nullopt, 0}));
}

TEST(assignment, of_a_large_tangle_the_heaviest_come_first) {
  std::vector<WeightedPair> pairs;
  for (std::size_t row = 0; row < 250; ++row) {
    for (std::size_t column = 0; column < 250; ++column) pairs.push_back({row, column, row == column ? 2 : 1});
  }
  const auto columns = heaviest_assignment(250, 250, pairs);
  for (std::size_t row = 0; row < 250; ++row) EXPECT_EQ(columns[row], row);
}

RC_GTEST_PROP(AssignmentProperty, weighs_as_much_as_the_best_of_all, ()) {
  constexpr std::size_t rows = 5;
  constexpr std::size_t columns = 5;
  std::vector<WeightedPair> pairs;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::int64_t weight = *rc::gen::inRange(-10, 10);
      if (weight > 0) pairs.push_back({row, column, weight});
    }
  }
  const auto chosen = heaviest_assignment(rows, columns, pairs);
  RC_ASSERT(weight_of(pairs, chosen) == best_by_trying(pairs, 0, rows, 0));
  std::set<std::size_t> used;
  for (const auto& column : chosen) RC_ASSERT(!column || used.insert(*column).second);
}

}  // namespace
}  // namespace lienthong::domain
