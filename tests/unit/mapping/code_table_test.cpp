#include "mapping/code_table.hpp"

#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

struct Loaded {
  std::optional<CodeTable> table;
  Diagnostics problems;
};

/// Rows begin on line 3.
Loaded load(std::string_view rows, std::string_view head = "table = \"desk/status\"\nvalid_from = 2025-07-01\n") {
  Folder folder;
  Loaded out;
  out.table = CodeTable::load(folder.write("status.toml", std::string(head) + std::string(rows)), out.problems);
  return out;
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
  EXPECT_EQ(*loaded.table->to_external("open"), "2");
  EXPECT_EQ(*loaded.table->to_canonical("0"), "open");
  EXPECT_EQ(*loaded.table->to_external("stopped"), "3");
  EXPECT_EQ(*loaded.table->to_canonical("3"), "closed");
}

TEST(CodeTable, TellsAnUnknownCodeFromARefusedOne) {
  const auto loaded = load(R"(pairs = [ { canonical = "open", external = "2" } ]
refused = [ { external = "9", why = "nobody knows" }, { canonical = "lost", why = "never sent" } ]
)");
  ASSERT_TRUE(loaded.table.has_value()) << lines(loaded.problems);
  const auto unknown = loaded.table->to_canonical("019185001234");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code(), "mapping.code_unmapped");
  EXPECT_EQ(unknown.error().kind(), base::ErrorKind::invalid);
  EXPECT_EQ(unknown.error().text().find("019185001234"), std::string::npos) << "what a peer put there may be personal";
  EXPECT_EQ(loaded.table->to_canonical("9").error().code(), "mapping.code_refused");
  EXPECT_NE(loaded.table->to_external("lost").error().text().find("never sent"), std::string::npos);
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

}  // namespace
}  // namespace lienthong::mapping
