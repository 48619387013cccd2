#include "golden/golden_case.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>

namespace lienthong::golden {
namespace {

namespace fs = std::filesystem;

const std::vector<AdapterFolder>& adapters(mapping::Diagnostics* problems = nullptr) {
  static mapping::Diagnostics found;
  static const std::vector<AdapterFolder> loaded = load_adapter_folders("adapters", "schemas", found);
  if (problems != nullptr) *problems = found;
  return loaded;
}

struct Selected {
  const AdapterFolder* adapter = nullptr;
  fs::path folder;
};

void PrintTo(const Selected& selected, std::ostream* out) { *out << selected.folder.string(); }

std::vector<Selected> all_cases() {
  std::vector<Selected> out;
  for (const AdapterFolder& adapter : adapters()) {
    for (const fs::path& folder : adapter.cases) out.push_back({&adapter, folder});
  }
  return out;
}

std::string as_name(const testing::TestParamInfo<Selected>& info) {
  std::string out = info.param.adapter->system + "_" + info.param.folder.filename().string();
  for (char& c : out) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return out;
}

TEST(Adapters, CompileWithoutAProblem) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(adapters(&problems).empty()) << "no adapter folder with mappings was found";
  for (const auto& problem : problems) ADD_FAILURE() << to_line(problem);
}

TEST(Adapters, HaveACaseForEveryMapping) {
  for (const AdapterFolder& adapter : adapters()) {
    EXPECT_FALSE(adapter.cases.empty()) << "adapters/" << adapter.system << " has mappings but no cases";
    for (const auto& [name, mapping] : adapter.mappings) {
      bool used = false;
      for (const fs::path& folder : adapter.cases) {
        Failures ignored;
        const auto one = read_case(folder, ignored);
        used = used || (one && one->mapping == name);
      }
      EXPECT_TRUE(used) << "adapters/" << adapter.system << "/mappings/" << name << ".toml has no case";
    }
  }
}

class Case : public testing::TestWithParam<Selected> {};

TEST_P(Case, HoldsBothWaysAndKeepsTheLaws) {
  for (const std::string& failure : run_case(GetParam().folder, *GetParam().adapter)) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Golden, Case, testing::ValuesIn(all_cases()), as_name);
// Without any case, "HaveACaseForEveryMapping" is what fails.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Case);

}  // namespace
}  // namespace lienthong::golden
