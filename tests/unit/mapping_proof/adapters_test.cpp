#include "mapping/proof/prove.hpp"
#include "mapping/proof/witness_files.hpp"
#include "mapping/workbench/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace lienthong::mapping {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> mappings_in(const fs::path& adapters) {
  std::vector<fs::path> out;
  for (const auto& adapter : fs::directory_iterator(adapters)) {
    if (!fs::is_directory(adapter.path() / "mappings")) continue;
    for (const auto& file : fs::directory_iterator(adapter.path() / "mappings")) out.push_back(file.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Mapping : public testing::TestWithParam<fs::path> {};

TEST_P(Mapping, IsProvenInEveryForm) {
  Diagnostics problems;
  const fs::path& file = GetParam();
  const auto plans = load_mapping(file, SourceChoice{}, problems);
  ASSERT_TRUE(plans) << (problems.empty() ? "" : to_line(problems.front()));
  for (const Plan* plan : {plans->json.get(), plans->xml.get()}) {
    if (plan == nullptr) continue;
    codec::Arena arena;
    ProofOptions options{.seed = 1, .random_cases = 10};
    options.witnesses = load_witnesses(*plan, file.parent_path().parent_path() / "cases", file.stem().string(), arena);
    const Certificate certificate = prove(*plan, options);
    EXPECT_TRUE(certificate.proven()) << to_text(certificate);
  }
}

std::string as_name(const testing::TestParamInfo<fs::path>& info) {
  std::string out = info.param.parent_path().parent_path().filename().string() + "_" + info.param.stem().string();
  for (char& c : out) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Adapters, Mapping, testing::ValuesIn(mappings_in("adapters")), as_name);
INSTANTIATE_TEST_SUITE_P(Gallery, Mapping, testing::ValuesIn(mappings_in("tests/golden/contracts/adapters")), as_name);

}  // namespace
}  // namespace lienthong::mapping
