#include "unit/mapping/household.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace lienthong::mapping {
namespace {

constexpr const char* kind_table = R"(table = "desk/kind"
valid_from = 2020-01-01
pairs = [ { canonical = "citizen", external = "1" }, { canonical = "business", external = "2" } ]
)";
constexpr const char* commune_table = R"(table = "desk/commune"
valid_from = 2020-01-01
pairs = [
  { canonical = "05443", external = "5443", until = 2025-06-30 },
  { canonical = "05443", external = "19-05443", from = 2025-07-01 },
  { canonical = "05500", external = "5500" },
]
)";

}  // namespace

const CodeTables& household_tables() {
  static const CodeTables all = [] {
    CodeTables out = desk_tables();
    Diagnostics problems;
    for (const auto& [name, text] : {std::pair{"desk/kind", kind_table}, std::pair{"desk/commune", commune_table}}) {
      auto table = CodeTable::parse(text, std::string(name).substr(5) + ".toml", problems);
      if (table) out.emplace(name, std::move(*table));
    }
    EXPECT_TRUE(problems.empty()) << lines(problems);
    return out;
  }();
  return all;
}

const Plan& household() {
  static const PlanSet plans = [] {
    Diagnostics problems;
    auto out = compile(fixtures / "mappings/ho.toml", {fixtures / "schemas", &household_tables()}, problems);
    EXPECT_TRUE(out.has_value()) << lines(problems);
    return out ? *out : PlanSet{};
  }();
  return *plans.json;
}

std::string household_with(std::string_view old_piece, std::string_view new_piece) {
  std::ifstream file(fixtures / "mappings/ho.toml");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto at = text.find(old_piece);
  EXPECT_NE(at, std::string::npos) << old_piece;
  if (at != std::string::npos) text.replace(at, old_piece.size(), new_piece);
  return text;
}

std::string citizen(std::string_view more) {
  return R"({"code":"H55-0001","kind":"citizen")" + std::string(more.empty() ? "" : ",") + std::string(more) + "}";
}
std::string there_and_back(Trip& trip, const std::string& canonical) { return trip.in(trip.out(canonical)); }
bool holds(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

Compiled compile_household(std::string_view old_piece, std::string_view new_piece) {
  Compiled out;
  out.plans = compile_text(household_with(old_piece, new_piece), fixtures / "mappings/ho.toml",
                           {fixtures / "schemas", &household_tables()}, out.problems);
  return out;
}

}  // namespace lienthong::mapping
