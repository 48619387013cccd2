#include "golden/golden_case.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>

// contracts/: what the mapping language can say, message by message. The same laws as for the adapters.

namespace lienthong::golden {
namespace {

namespace fs = std::filesystem;

struct Gallery {
  mapping::Diagnostics problems;
  std::vector<AdapterFolder> systems;
};

const Gallery& gallery() {
  static const Gallery loaded = [] {
    Gallery out;
    out.systems =
        load_adapter_folders("tests/golden/contracts/adapters", "tests/golden/contracts/schemas", out.problems);
    return out;
  }();
  return loaded;
}

struct Selected {
  const AdapterFolder* system = nullptr;
  fs::path folder;
};

void PrintTo(const Selected& selected, std::ostream* out) { *out << selected.folder.string(); }

std::vector<Selected> all_cases() {
  std::vector<Selected> out;
  for (const AdapterFolder& system : gallery().systems) {
    for (const fs::path& folder : system.cases) out.push_back({&system, folder});
  }
  return out;
}

std::string as_name(const testing::TestParamInfo<Selected>& info) {
  std::string out = info.param.system->system + "_" + info.param.folder.filename().string();
  for (char& c : out) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return out;
}

std::set<std::string> mappings_with_a_case(const AdapterFolder& system) {
  std::set<std::string> out;
  for (const fs::path& folder : system.cases) {
    Failures ignored;
    if (const auto one = read_case(folder, ignored)) out.insert(one->mapping);
  }
  return out;
}

TEST(Contracts, CompileWithoutAProblem) {
  EXPECT_FALSE(gallery().systems.empty()) << "no folder with mappings was found";
  for (const auto& problem : gallery().problems) ADD_FAILURE() << to_line(problem);
}

TEST(Contracts, HaveACaseForEveryMapping) {
  for (const AdapterFolder& system : gallery().systems) {
    const std::set<std::string> used = mappings_with_a_case(system);
    for (const auto& [name, mapping] : system.mappings)
      EXPECT_TRUE(used.contains(name)) << system.system << "/mappings/" << name << ".toml has no case";
  }
}

class ContractCase : public testing::TestWithParam<Selected> {};

TEST_P(ContractCase, HoldsBothWaysAndKeepsTheLaws) {
  for (const std::string& failure : run_case(GetParam().folder, *GetParam().system)) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Golden, ContractCase, testing::ValuesIn(all_cases()), as_name);

}  // namespace
}  // namespace lienthong::golden
