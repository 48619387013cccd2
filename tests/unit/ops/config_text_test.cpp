#include "ops/config_text.hpp"

#include "ops/config_loader.hpp"
#include "ops/config_rules.hpp"
#include "ops/config_table.hpp"
#include "problems.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lienthong::ops {
namespace {

using test::lines;

/// With LIENTHONG_UPDATE set the committed file is written anew instead of compared.
void expect_committed(const std::filesystem::path& file, const std::string& made) {
  if (std::getenv("LIENTHONG_UPDATE") != nullptr) std::ofstream(file, std::ios::binary) << made;
  EXPECT_EQ(test::read_all(file), made)
      << file << " is not what the table says; run ops_tests with LIENTHONG_UPDATE=1 and commit";
}

TEST(ExampleConfig, is_what_is_committed) { expect_committed("config/lienthong.toml", example_toml()); }

TEST(KeyReference, is_what_is_committed) { expect_committed("config/KEYS.md", keys_markdown()); }

TEST(ExampleConfig, loads_without_a_problem) {
  mapping::Diagnostics problems;
  const auto config = parse_config(example_toml(), "example", {}, problems);
  ASSERT_TRUE(config) << lines(problems);
  EXPECT_EQ(config->clients.size(), 1U);
  EXPECT_EQ(config->systems.size(), 1U);
}

TEST(ExampleConfig, loads_with_every_optional_key_switched_on) {
  std::string text = example_toml();
  const std::string list = "\n# [[";
  for (auto at = text.find(list); at != std::string::npos; at = text.find(list)) text.erase(at + 1, 2);
  for (const Section& section : config_table()) {
    for (const Key& key : section.keys) {
      const std::string commented = "\n# " + key.name + " = ";
      for (auto at = text.find(commented); at != std::string::npos; at = text.find(commented)) text.erase(at + 1, 2);
    }
  }
  mapping::Diagnostics problems;
  const auto config = parse_config(text, "example", {}, problems);
  ASSERT_TRUE(config) << lines(problems);
  EXPECT_EQ(config->systems[0].tuning.max_attempts, 30);
  EXPECT_EQ(config->systems[0].tls_ca_file, "tls/province-ca.pem");
  EXPECT_EQ(config->server.tls_client_ca_file, "tls/clients-ca.pem");
  EXPECT_EQ(config->clients[0].certificate_cn, "province.example");
  ASSERT_EQ(config->banks.size(), 1U);
  EXPECT_EQ(config->banks[0].sftp_port, 22);
  ASSERT_EQ(config->carriers.size(), 1U);
  EXPECT_EQ(config->carriers[0].system, "vnpost");
}

TEST(ConfigTable, has_unique_names_a_text_and_a_sample_within_its_own_limits) {
  std::set<std::string> names;
  for (const Section& section : config_table()) {
    EXPECT_FALSE(section.text.empty()) << section.name;
    for (const Key& key : section.keys) {
      const std::string name = section.name + "." + key.name;
      EXPECT_TRUE(names.insert(name).second) << name;
      EXPECT_FALSE(key.text.empty()) << name;
      EXPECT_FALSE(broken_limit(key, key.sample)) << name << " " << broken_limit(key, key.sample).value_or("");
      EXPECT_FALSE(names_inline_secret(key.name)) << name;
    }
  }
}

}  // namespace
}  // namespace lienthong::ops
