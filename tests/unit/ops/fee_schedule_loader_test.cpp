#include "ops/fee_schedule_loader.hpp"

#include "problems.hpp"

#include <gtest/gtest.h>

namespace lienthong::ops {
namespace {

using test::Folder;
using test::lines;

std::string account() {
  return "[[account]]\nid=\"treasury\"\nholder=\"treasury\"\nnumber=\"7111\"\nbank=\"KBNN\"\nname=\"KHO BAC\"\n"
         "source=\"s\"\n";
}

std::string fee(std::string_view dates, std::string_view kind = "charge") {
  return "[[fee]]\nprocedure=\"1.001193\"\ncode=\"HT\"\nkind=\"" + std::string(kind) +
         "\"\nper=\"dossier\"\ntitle=\"t\"\namount=8000\nlegal_basis=\"l\"\nnotice=\"n\"\nunit=\"H55.12\"\n"
         "account=\"treasury\"\n" +
         std::string(dates) + "\n";
}

std::string problems_of(const std::string& text) {
  const Folder folder;
  mapping::Diagnostics problems;
  const auto loaded = load_fee_schedule(folder.write("fees.toml", text), problems);
  EXPECT_EQ(loaded.has_value(), problems.empty());
  return lines(problems);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

domain::Day day(int year, unsigned month, unsigned number) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{number}};
}

TEST(CommittedFees, tell_what_a_dossier_costs_and_whose_it_is) {
  mapping::Diagnostics problems;
  const auto schedule = load_fee_schedule("config/regulation/fees.toml", problems);
  ASSERT_TRUE(schedule) << lines(problems);
  const auto dues = schedule->due(domain::ProcedureCode("1.001193"), day(2026, 1, 5)).value();
  ASSERT_EQ(dues.size(), 1U);
  EXPECT_EQ(dues.front().kind, domain::FeeKind::charge);
  EXPECT_EQ(schedule->account(dues.front().account)->holder, domain::AccountHolder::treasury);
  EXPECT_EQ(total(schedule->due(domain::ProcedureCode("2.000815"), day(2026, 1, 5), {{"PCTBS", 3}}).value()), 6'000);
}

TEST(FeeScheduleLoader, names_an_overlap_and_a_gap_at_their_lines) {
  const std::string first = account() + fee("valid_from=2025-07-01\nvalid_to=2026-01-01");
  const std::string overlap = problems_of(first + fee("valid_from=2025-12-31"));
  EXPECT_TRUE(holds(overlap, "fees.toml:21:")) << overlap;
  EXPECT_TRUE(holds(overlap, "FEE_SCHEDULE_INVALID")) << overlap;
  EXPECT_TRUE(holds(overlap, "(line 8)")) << overlap;
  const std::string gap = problems_of(first + fee("valid_from=2026-01-02"));
  EXPECT_TRUE(holds(gap, "no rate from 2026-01-01 to 2026-01-02")) << gap;
  EXPECT_EQ(problems_of(first + fee("valid_from=2026-01-01")), "");
}

TEST(FeeScheduleLoader, names_every_problem_of_an_entry_at_once) {
  const std::string found = problems_of(account() + fee("valid_from=2025-07-01\ncolour=\"red\"", "chrage"));
  EXPECT_TRUE(holds(found, "did you mean 'charge'")) << found;
  EXPECT_TRUE(holds(found, "colour")) << found;
}

TEST(FeeScheduleLoader, refuses_what_is_no_schedule) {
  EXPECT_TRUE(holds(problems_of(account()), "fees.none"));
  EXPECT_FALSE(problems_of("[[fee]").empty());
  EXPECT_TRUE(holds(problems_of(fee("valid_from=2025-07-01")), "there is no account 'treasury'"));
  std::string local = account() + fee("valid_from=2025-07-01");
  local.replace(local.find("1.001193"), 8, "1.001193.000.00.00.H55");
  EXPECT_TRUE(holds(problems_of(local), "fees.procedure"));
}

}  // namespace
}  // namespace lienthong::ops
