#include "peer/payment_platform_manifest.hpp"
#include "peer_fixture.hpp"

#include <algorithm>

namespace lienthong::peer {
namespace {

using testing::lines_of;
using testing::TempFolder;

TEST(payment_manifest, both_platforms_of_this_repository_load) {
  for (const char* id : {"payment-platform", "keypay"}) {
    mapping::Diagnostics problems;
    const auto adapter = load_payment_adapter("adapters/" + std::string(id), "schemas", problems);
    EXPECT_EQ(lines_of(problems), "");
    ASSERT_TRUE(adapter.has_value());
    EXPECT_EQ(adapter->manifest.verdicts.size(), 9U);
  }
}

TEST(payment_manifest, every_mistake_is_named_in_one_run) {
  const TempFolder folder;
  std::filesystem::copy("adapters/payment-platform", folder.path() / "other", std::filesystem::copy_options::recursive);
  folder.write("other/payments.toml", R"(
id = "payment-platform"
title_vi = "x"
profile = "sha1"
colour = "red"
[open]
path = "api"
message = "khoi-tao"
answer = "no-such"
refusal = "khoi-tao-loi"
[query]
path = "/"
message = "truy-van"
answer = "truy-van-tra-loi"
refusal = "khoi-tao-loi"
[verdicts]
taken = { code = "00" }
)");
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_payment_adapter(folder.path() / "other", "schemas", problems).has_value());
  const std::string all = lines_of(problems);
  for (const char* rule : {"manifest.id", "title_en", "sha1", "colour", "'path' must begin", "no mappings/no-such.toml",
                           "has no 'refusal'", "'[report]' is missing", "'reference' is missing", "'text' is missing",
                           "'wrong_amount' is missing"}) {
    EXPECT_NE(all.find(rule), std::string::npos) << rule << " in\n" << all;
  }
}

}  // namespace
}  // namespace lienthong::peer
