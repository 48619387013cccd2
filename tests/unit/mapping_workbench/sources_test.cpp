#include "unit/mapping_workbench/desk.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

TEST(Sources, AreBesideTheAdaptersFolderOfTheMapping) {
  const Desk desk;
  const auto found = find_sources(desk.mapping(), {});
  ASSERT_TRUE(found) << found.error().describe();
  EXPECT_EQ(found->schemas, desk.root() / "schemas");
  ASSERT_EQ(found->tables.size(), 1U);
  EXPECT_EQ(found->tables.front(), desk.root() / "adapters/desk/codes/status.toml");
}

TEST(Sources, AreThoseOfTheUserBeforeAllOthers) {
  const Desk desk;
  const Desk site;
  SourceChoice choice;
  choice.site_schemas = site.root() / "schemas";
  choice.site_adapters = site.root() / "adapters";
  EXPECT_EQ(find_sources(desk.mapping(), choice)->schemas, site.root() / "schemas");
  EXPECT_EQ(find_sources(desk.mapping(), choice)->tables.size(), 2U) << "the site's, and those beside the mapping";
  choice.schemas = desk.root() / "schemas";
  choice.codes = site.root() / "adapters/desk/codes";
  EXPECT_EQ(find_sources(desk.mapping(), choice)->schemas, desk.root() / "schemas");
  EXPECT_EQ(find_sources(desk.mapping(), choice)->tables.size(), 1U);
  choice.codes = site.root() / "adapters";
  EXPECT_EQ(find_sources(desk.mapping(), choice)->tables.size(), 1U) << "a folder of adapters serves as well";
}

TEST(Sources, MustBeSomewhere) {
  const Desk desk;
  const auto elsewhere = desk.write("elsewhere/thu.toml", "");
  EXPECT_EQ(find_sources(elsewhere, {}).error().code(), "sources.schemas");
  SourceChoice choice;
  choice.schemas = desk.root() / "nowhere";
  EXPECT_EQ(find_sources(desk.mapping(), choice).error().code(), "sources.schemas");
  choice = {};
  choice.codes = desk.root() / "nowhere";
  EXPECT_EQ(find_sources(desk.mapping(), choice).error().code(), "sources.codes");
}

TEST(Sources, OfAMappingOutsideSuchATreeMayHaveItsCodesBesideIt) {
  const Desk desk;
  desk.write("work/codes/status.toml", "");
  SourceChoice choice;
  choice.schemas = desk.root() / "schemas";
  const auto found = find_sources(desk.write("work/mappings/thu.toml", ""), choice);
  ASSERT_EQ(found->tables.size(), 1U);
  EXPECT_EQ(found->tables.front(), desk.root() / "work/codes/status.toml");
}

TEST(LoadMapping, NamesProblemsOfTablesAndMappingOnceAndInOrder) {
  const Desk desk;
  desk.write("adapters/desk/codes/other.toml", "table = \"desk/status\"\nvalid_from = 2025-07-01\npairs = []\n");
  const auto file = desk.version("mappings", "\"GhiChu\"", "\"GhiChuu\"");
  Diagnostics problems;
  EXPECT_FALSE(load_mapping(file, SourceChoice{}, problems));
  ASSERT_GE(problems.size(), 3U);
  for (std::size_t i = 1; i < problems.size(); ++i) EXPECT_LE(problems[i - 1].file, problems[i].file);
  const auto has = [&](std::string_view rule) {
    return std::any_of(problems.begin(), problems.end(), [&](const auto& one) { return one.rule == rule; });
  };
  EXPECT_TRUE(has("code.name"));
  EXPECT_TRUE(has("path.unknown"));
  const std::size_t count = problems.size();
  sort_problems(problems);
  EXPECT_EQ(problems.size(), count);
}

TEST(LoadMapping, ReadsOrdinaryFilesOnly) {
  const Desk desk;
  Diagnostics problems;
  EXPECT_FALSE(load_mapping(desk.root() / "adapters/desk/mappings", SourceChoice{desk.root() / "schemas", {}, {}, {}},
                            problems));
  EXPECT_FALSE(load_mapping("/dev/zero", SourceChoice{desk.root() / "schemas", {}, {}, {}}, problems));
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].rule, "file.unreadable");
  EXPECT_EQ(problems[1].rule, "file.unreadable");
}

}  // namespace
}  // namespace lienthong::mapping
