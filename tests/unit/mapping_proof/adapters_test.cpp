#include "mapping/proof/prove.hpp"
#include "mapping/workbench/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace lienthong::mapping {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> adapter_mappings() {
  std::vector<fs::path> out;
  for (const auto& adapter : fs::directory_iterator("adapters")) {
    if (!fs::is_directory(adapter.path() / "mappings")) continue;
    for (const auto& file : fs::directory_iterator(adapter.path() / "mappings")) out.push_back(file.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Adapters : public testing::TestWithParam<fs::path> {};

TEST_P(Adapters, AreProvenInEveryForm) {
  Diagnostics problems;
  const auto plans = load_mapping(GetParam(), SourceChoice{}, problems);
  ASSERT_TRUE(plans) << (problems.empty() ? "" : to_line(problems.front()));
  for (const Plan* plan : {plans->json.get(), plans->xml.get()}) {
    if (plan == nullptr) continue;
    const Certificate certificate = prove(*plan, {.seed = 1, .random_cases = 0});
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

INSTANTIATE_TEST_SUITE_P(Proof, Adapters, testing::ValuesIn(adapter_mappings()), as_name);

}  // namespace
}  // namespace lienthong::mapping
