#include "mapping/code_table.hpp"

#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

const CodeTable::Day any_day = sys_days{year{1901} / 1 / 1};

struct Loaded {
  std::optional<CodeTable> table;
  Diagnostics problems;
};

/// Rows begin on line 3.
Loaded load(std::string_view rows, std::string_view head = "table = \"desk/status\"\nvalid_from = 2025-07-01\n") {
  Loaded out;
  out.table = CodeTable::parse(std::string(head) + std::string(rows), "status.toml", out.problems);
  return out;
}

auto reports(const Diagnostics& problems, std::string_view rule, std::uint32_t line) {
  return std::count_if(problems.begin(), problems.end(),
                       [&](const auto& one) { return one.rule == rule && one.line == line; });
}
/// The partner of that day, or the code of the refusal; "no version" before the first.
std::string out(const CodeTable& table, std::string_view code, CodeTable::Day day = any_day) {
  const CodeTable::Version* version = table.on(day);
  if (version == nullptr) return "no version";
  const auto found = table.to_external(code, *version);
  return found ? std::string(*found) : found.error().code();
}
std::string in(const CodeTable& table, std::string_view code, CodeTable::Day day = any_day) {
  const CodeTable::Version* version = table.on(day);
  if (version == nullptr) return "no version";
  const auto found = table.to_canonical(code, *version);
  return found ? std::string(*found) : found.error().code();
}

TEST(CodeTable, GoesBothWaysAndKeepsOneWayCodes) {
  const auto loaded =
      load(R"(pairs = [ { canonical = "open", external = "2" }, { canonical = "closed", external = "3" } ]
to_canonical_only = [ { external = "0", canonical = "open", why = "two codes, one meaning" } ]
to_external_only  = [ { canonical = "stopped", external = "3", why = "they have no own code" } ]
refused = [ { canonical = "stopped2", why = "never sent" }, { external = "9", why = "nobody knows" } ]
)");
  ASSERT_TRUE(loaded.table.has_value()) << lines(loaded.problems);
  EXPECT_EQ(loaded.table->name(), "desk/status");
  EXPECT_EQ(out(*loaded.table, "open"), "2");
  EXPECT_EQ(in(*loaded.table, "0"), "open");
  EXPECT_EQ(out(*loaded.table, "stopped"), "3");
  EXPECT_EQ(in(*loaded.table, "3"), "closed");
}

TEST(CodeTable, TellsAnUnknownCodeFromARefusedOne) {
  const auto loaded = load(R"(pairs = [ { canonical = "open", external = "2" } ]
refused = [ { external = "9", why = "nobody knows" }, { canonical = "lost", why = "never sent" } ]
)");
  ASSERT_TRUE(loaded.table.has_value()) << lines(loaded.problems);
  const auto unknown = loaded.table->to_canonical("019185001234", *loaded.table->on(any_day));
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code(), "mapping.code_unmapped");
  EXPECT_EQ(unknown.error().kind(), base::ErrorKind::invalid);
  EXPECT_EQ(unknown.error().text().find("019185001234"), std::string::npos) << "what a peer put there may be personal";
  const CodeTable::Version& version = *loaded.table->on(any_day);
  EXPECT_EQ(loaded.table->to_canonical("9", version).error().code(), "mapping.code_refused");
  EXPECT_NE(loaded.table->to_external("lost", version).error().text().find("never sent"), std::string::npos);
}

TEST(CodeTable, RefusesACodeWithTwoMeanings) {
  const auto loaded = load(R"(pairs = [
  { canonical = "open", external = "2" },
  { canonical = "open", external = "3" },
  { canonical = "closed", external = "2" },
]
refused = [ { external = "3", why = "-" } ]
)");
  EXPECT_FALSE(loaded.table.has_value());
  EXPECT_TRUE(has(loaded.problems, "code.twice", 5)) << lines(loaded.problems);
  EXPECT_TRUE(has(loaded.problems, "code.twice", 6));
  EXPECT_TRUE(has(loaded.problems, "code.twice", 8));
}

TEST(CodeTable, RefusesACodeThatOnlyOneDirectionKnows) {
  const auto loaded = load(R"(to_canonical_only = [ { external = "0", canonical = "open", why = "-" } ]
to_external_only = [ { canonical = "stopped", external = "9", why = "-" } ]
)");
  EXPECT_TRUE(has(loaded.problems, "code.no_partner", 3)) << lines(loaded.problems);
  EXPECT_TRUE(has(loaded.problems, "code.no_partner", 4));
  EXPECT_EQ(loaded.problems.size(), 2U);
}

TEST(CodeTable, WantsAReasonForEverythingThatIsNotAPair) {
  const auto loaded = load(R"(pairs = [ { canonical = "open", external = "2" } ]
to_canonical_only = [ { external = "0", canonical = "open" } ]
refused = [ { external = "9", why = "" }, { external = "8", canonical = "x", why = "-" } ]
)");
  EXPECT_TRUE(has(loaded.problems, "key.missing", 4)) << lines(loaded.problems);
  EXPECT_TRUE(has(loaded.problems, "code.why", 5));
  EXPECT_TRUE(has(loaded.problems, "code.refusal", 5));
}

TEST(CodeTable, WantsADateAndTheNameOfItsFile) {
  const auto loaded = load("pair = []\npairs = [ { canonical = 1, external = \"2\" }, 5 ]\n",
                           "table = \"desk/other\"\nvalid_from = \"2025\"\n");
  EXPECT_TRUE(has(loaded.problems, "code.name", 1)) << lines(loaded.problems);
  EXPECT_TRUE(has(loaded.problems, "key.type", 2));
  EXPECT_TRUE(has(loaded.problems, "key.unknown", 3));
  EXPECT_TRUE(has(loaded.problems, "key.type", 4));
  EXPECT_TRUE(has(load("", "table = \"desk/status\"\n").problems, "key.missing"));
}

TEST(CodeTable, SaysWhereASyntaxErrorStandsAndWhenThereIsNoFile) {
  EXPECT_TRUE(has(load("pairs = [ { canonical = \n").problems, "toml.syntax"));
  Diagnostics problems;
  EXPECT_FALSE(CodeTable::load("no/such/file.toml", problems).has_value());
  EXPECT_TRUE(has(problems, "toml.unreadable"));
}

// The province of Thái Nguyên after the mergers of 01/07/2025.
constexpr std::string_view merged = R"(pairs = [
  { canonical = "24", external = "02" },
  { canonical = "19", external = "64", until = 2025-06-30 },
  { canonical = "19", external = "52", from = 2025-07-01 },
]
refused = [ { canonical = "06", why = "merged into 19", from = 2025-07-01 } ]
to_external_only = [ { canonical = "06", external = "64", why = "it was theirs too", until = 2025-06-30 } ]
)";
constexpr std::string_view since_2020 = "table = \"desk/status\"\nvalid_from = 2020-01-01\n";

TEST(DatedCodeTable, ChangesOnItsDays) {
  const auto loaded = load(merged, since_2020);
  ASSERT_TRUE(loaded.table.has_value()) << lines(loaded.problems);
  const CodeTable& table = *loaded.table;
  EXPECT_TRUE(table.is_dated());
  ASSERT_EQ(table.versions().size(), 2U);
  EXPECT_EQ(table.versions()[0].from, sys_days(year{2020} / 1 / 1));
  EXPECT_EQ(table.versions()[1].from, sys_days(year{2025} / 7 / 1));
  const sys_days before{year{2025} / 6 / 30};
  const sys_days after{year{2025} / 7 / 1};
  EXPECT_EQ(out(table, "19", before), "64");
  EXPECT_EQ(out(table, "19", after), "52");
  EXPECT_EQ(in(table, "64", before), "19");
  EXPECT_EQ(in(table, "64", after), "mapping.code_unmapped");
  EXPECT_EQ(in(table, "52", before), "mapping.code_unmapped");
  EXPECT_EQ(out(table, "06", before), "64");
  EXPECT_EQ(out(table, "06", after), "mapping.code_refused");
  EXPECT_EQ(out(table, "24", before), "02");
  EXPECT_EQ(out(table, "24", sys_days{year{2099} / 1 / 1}), "02");
  EXPECT_EQ(out(table, "24", sys_days{year{2019} / 12 / 31}), "no version");
}

TEST(DatedCodeTable, WithoutDaysHoldsOnEveryDay) {
  const auto loaded = load("pairs = [ { canonical = 'a', external = '1' } ]\n");
  ASSERT_TRUE(loaded.table.has_value()) << lines(loaded.problems);
  EXPECT_FALSE(loaded.table->is_dated());
  EXPECT_EQ(loaded.table->versions().size(), 1U);
  EXPECT_EQ(out(*loaded.table, "a", sys_days{year{1} / 1 / 1}), "1");
  EXPECT_EQ(out(*loaded.table, "a", sys_days{year{9999} / 12 / 31}), "1");
}

TEST(DatedCodeTable, IsCheckedInEachVersionAndNamesAProblemOnce) {
  const auto loaded = load(R"(pairs = [
  { canonical = "a", external = "1" },
  { canonical = "a", external = "2" },
  { canonical = "b", external = "3", until = 2025-12-31 },
  { canonical = "b", external = "4", from = 2025-12-31 },
]
to_canonical_only = [ { external = "5", canonical = "c", why = "-" } ]
)");
  EXPECT_FALSE(loaded.table.has_value());
  EXPECT_EQ(reports(loaded.problems, "code.twice", 5), 1) << lines(loaded.problems);
  EXPECT_EQ(reports(loaded.problems, "code.twice", 7), 1) << "on the last day both hold";
  EXPECT_EQ(reports(loaded.problems, "code.no_partner", 9), 1);
  EXPECT_EQ(loaded.problems.size(), 3U) << lines(loaded.problems);
}

TEST(DatedCodeTable, WantsAPartnerOnEveryDay) {
  const auto loaded = load(R"(pairs = [ { canonical = "a", external = "1", until = 2025-12-31 } ]
to_canonical_only = [ { external = "2", canonical = "a", why = "-" } ]
)");
  EXPECT_TRUE(has(loaded.problems, "code.no_partner", 4)) << lines(loaded.problems);
}

TEST(DatedCodeTable, RefusesDaysOnWhichAKnownCodeIsUnknown) {
  const auto loaded = load(R"(pairs = [
  { canonical = "a", external = "1", until = 2025-09-30 },
  { canonical = "a", external = "1", from = 2025-10-02 },
  { canonical = "b", external = "2", until = 2025-09-30 },
]
refused = [ { canonical = "b", why = "-", from = 2025-10-01 }, { external = "2", why = "-", from = 2025-10-05 } ]
)");
  EXPECT_EQ(reports(loaded.problems, "code.gap", 5), 2) << "on both sides\n" << lines(loaded.problems);
  EXPECT_EQ(reports(loaded.problems, "code.gap", 8), 1);
  EXPECT_EQ(loaded.problems.size(), 3U) << lines(loaded.problems);
}

TEST(DatedCodeTable, RefusesDaysThatAreNone) {
  const auto loaded = load(R"(pairs = [
  { canonical = "a", external = "1", from = 2025-07-01 },
  { canonical = "b", external = "2", from = 2025-06-01 },
  { canonical = "c", external = "3", until = 2025-06-30 },
  { canonical = "d", external = "4", from = 2025-09-02, until = 2025-09-01 },
  { canonical = "e", external = "5", from = "2025-09-02" },
  { canonical = "f", external = "6", until = 2025-09-02T00:00:00 },
]
)");
  for (const std::uint32_t line : {4U, 5U, 6U, 7U}) EXPECT_TRUE(has(loaded.problems, "code.days", line)) << line;
  for (const std::uint32_t line : {8U, 9U}) EXPECT_TRUE(has(loaded.problems, "key.type", line)) << line;
  EXPECT_EQ(loaded.problems.size(), 6U) << lines(loaded.problems);
  EXPECT_TRUE(has(load("pairs = [ { canonical = 'a', external = '1', from = 2025-02-30 } ]").problems, "toml.syntax"));
}

TEST(DatedCodeTable, HoldsForASingleDay) {
  const auto loaded = load("pairs = [ { canonical = 'a', external = '1', from = 2025-09-02, until = 2025-09-02 } ]\n");
  ASSERT_TRUE(loaded.table.has_value()) << lines(loaded.problems);
  EXPECT_EQ(loaded.table->versions().size(), 3U);
  EXPECT_EQ(out(*loaded.table, "a", sys_days{year{2025} / 9 / 1}), "mapping.code_unmapped");
  EXPECT_EQ(out(*loaded.table, "a", sys_days{year{2025} / 9 / 2}), "1");
  EXPECT_EQ(out(*loaded.table, "a", sys_days{year{2025} / 9 / 3}), "mapping.code_unmapped");
}

/// A pair of a generated table and the days on which it holds, counted from the table's first day.
struct Line {
  int canonical = 0;
  int external = 0;
  std::optional<int> from;
  std::optional<int> until;

  [[nodiscard]] bool holds_on(int day) const { return day >= from.value_or(0) && day <= until.value_or(day); }
};

const sys_days first_day{year{2025} / 7 / 1};

std::string toml_day(int day) {
  const std::chrono::year_month_day date{first_day + std::chrono::days{day}};
  const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
         two(static_cast<unsigned>(date.day()));
}

/// Pairs whose codes change hands on some days, without a gap: canonical `code` has one partner after the other.
std::vector<Line> any_lines() {
  std::vector<Line> out;
  for (int code = 0; code < 5; ++code) {
    std::optional<int> from;
    const int changes = *rc::gen::inRange(0, 3);
    for (int i = 0; i <= changes; ++i) {
      Line line{code, code * 10 + i, from, std::nullopt};
      if (i < changes) {
        line.until = from.value_or(0) + *rc::gen::inRange(0, 4);
        from = *line.until + 1;
      }
      out.push_back(line);
    }
  }
  return out;
}

TEST(DatedCodeTable, SaysOnEveryDayWhatItsLinesSay) {
  EXPECT_TRUE(rc::check("look-ups agree with a scan of the lines", [] {
    const std::vector<Line> written = any_lines();
    std::string rows = "pairs = [\n";
    for (const Line& line : written) {
      rows +=
          "{ canonical = 'c" + std::to_string(line.canonical) + "', external = '" + std::to_string(line.external) + "'";
      if (line.from) rows += ", from = " + toml_day(*line.from);
      if (line.until) rows += ", until = " + toml_day(*line.until);
      rows += " },\n";
    }
    const auto loaded = load(rows + "]\n");
    RC_ASSERT(loaded.table.has_value());
    for (int day = 0; day < 16; ++day) {
      const auto at = first_day + std::chrono::days{day};
      for (const Line& line : written) {
        const auto canonical = "c" + std::to_string(line.canonical);
        const auto external = std::to_string(line.external);
        RC_ASSERT((out(*loaded.table, canonical, at) == external) == line.holds_on(day));
        RC_ASSERT(in(*loaded.table, external, at) == (line.holds_on(day) ? canonical : "mapping.code_unmapped"));
      }
    }
  }));
}

}  // namespace
}  // namespace lienthong::mapping
