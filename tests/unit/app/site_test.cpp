#include "app/site.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace lienthong::app {
namespace {

namespace fs = std::filesystem;

/// A ward with banks and a payment platform on copies of the shipped data, which a test may spoil.
class SiteTest : public ::testing::Test {
 protected:
  SiteTest() {
    for (const char* data : {"adapters/payment-platform", "adapters/vnpost", "config"}) {
      fs::create_directories(folder_ / data);
      fs::copy(data, folder_ / data, fs::copy_options::recursive);
    }
    write("lienthong.toml", R"([gateway]
unit_code = "000.00.00.H55"
signing_key_file = "secrets/signing"
admin_token_file = "secrets/admin"
[data]
adapters = ")" + (folder_ / "adapters").string() +
                                R"("
config = ")" + (folder_ / "config").string() +
                                "\"\n");
  }
  ~SiteTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  void add(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::app) << text;
  }
  void use_platform() const {
    add("lienthong.toml",
        "[payments]\nsystem=\"payment-platform\"\nbase_url=\"http://p.example\"\npartner=\"P\"\nsecret_file=\"s\"\n");
  }
  void use_bank() const { add("lienthong.toml", "[[banks]]\nid=\"vcb\"\nfolder=\"in\"\n"); }

  /// Of every problem its file below the folder and the line.
  std::vector<std::string> problems() const {
    mapping::Diagnostics found;
    const bool loaded = load_site((folder_ / "lienthong.toml").string(), found).has_value();
    EXPECT_EQ(loaded, found.empty());
    std::vector<std::string> out;
    for (const mapping::Diagnostic& problem : found) {
      out.push_back(fs::path(problem.file).lexically_relative(folder_).string() + ":" + std::to_string(problem.line));
    }
    return out;
  }

  fs::path folder_ = make_folder();

 private:
  static fs::path make_folder() {
    std::string pattern = (fs::temp_directory_path() / "lienthong-site-XXXXXX").string();
    return ::mkdtemp(pattern.data());
  }
};

TEST_F(SiteTest, the_shipped_data_holds) {
  use_platform();
  use_bank();
  EXPECT_TRUE(problems().empty());
}

TEST_F(SiteTest, names_what_is_wrong_with_the_platform_and_with_the_fees_at_once) {
  use_platform();
  write("adapters/payment-platform/payments.toml", "id = \"payment-platform\"\nprofle = \"digest\"\n");
  write("config/regulation/fees.toml", "[[fee]]\nprocedure = \"1.001193\"\n");
  const auto found = problems();
  EXPECT_TRUE(std::ranges::count(found, "adapters/payment-platform/payments.toml:2"));
  EXPECT_TRUE(std::ranges::count(found, "config/regulation/fees.toml:1"));
}

TEST_F(SiteTest, a_bank_needs_the_schedule_and_its_profile) {
  use_bank();
  add("lienthong.toml", "profile_file=\"" + (folder_ / "no-profile.toml").string() + "\"\n");
  fs::remove(folder_ / "config/regulation/fees.toml");
  const auto found = problems();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].starts_with("config/regulation/fees.toml:"));
  EXPECT_TRUE(found[1].starts_with("no-profile.toml:"));
}

TEST_F(SiteTest, a_site_without_money_needs_no_schedule) {
  fs::remove(folder_ / "config/regulation/fees.toml");
  EXPECT_TRUE(problems().empty());
}

TEST_F(SiteTest, names_a_platform_that_has_no_adapter) {
  use_platform();
  fs::remove_all(folder_ / "adapters/payment-platform");
  EXPECT_EQ(problems(), std::vector<std::string>{"adapters/payment-platform/payments.toml:1"});
}

}  // namespace
}  // namespace lienthong::app
