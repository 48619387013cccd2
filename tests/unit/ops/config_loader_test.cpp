#include "ops/config_loader.hpp"

#include "codec/limits.hpp"
#include "problems.hpp"

#include <gtest/gtest.h>

namespace lienthong::ops {
namespace {

using test::count;
using test::lines;

constexpr std::string_view smallest = R"([gateway]
unit_code = "000.00.00.H55"
signing_key_file = "secrets/signing"
admin_token_file = "secrets/admin"
)";

std::string with(std::string_view more) { return std::string(smallest) + std::string(more); }

std::optional<Config> parse(std::string_view text, mapping::Diagnostics& problems,
                            const Environment& environment = {}) {
  return parse_config(text, "test.toml", environment, problems);
}

TEST(ConfigLoader, fills_in_the_defaults_of_the_table) {
  mapping::Diagnostics problems;
  const auto config = parse(smallest, problems);
  ASSERT_TRUE(config) << lines(problems);
  EXPECT_EQ(config->server.address, "127.0.0.1");
  EXPECT_EQ(config->server.port, 8080);
  EXPECT_EQ(config->server.body_limit_bytes, 10U * 1024 * 1024);
  EXPECT_EQ(config->server.idle_timeout, std::chrono::seconds(75));
  EXPECT_EQ(config->server.port_file, "");
  EXPECT_EQ(config->store.engine, StoreEngine::sqlite);
  EXPECT_EQ(config->log.level, base::LogLevel::info);
  EXPECT_EQ(config->shutdown.drain, std::chrono::seconds(10));
  EXPECT_TRUE(config->clients.empty());
  EXPECT_TRUE(config->systems.empty());
}

TEST(ConfigLoader, bounds_messages_by_default_as_the_readers_do) {
  mapping::Diagnostics problems;
  const auto config = parse(smallest, problems);
  ASSERT_TRUE(config) << lines(problems);
  const codec::Limits readers;
  EXPECT_EQ(config->server.body_limit_bytes, readers.bytes);
  EXPECT_EQ(config->limits.depth, readers.depth);
  EXPECT_EQ(config->limits.nodes, readers.nodes);
  EXPECT_EQ(config->limits.attributes, readers.attributes);
  EXPECT_EQ(config->limits.name_bytes, readers.name_bytes);
  EXPECT_EQ(config->limits.slow_read, std::chrono::seconds(1));
}

TEST(ConfigLoader, names_a_limit_that_no_message_could_keep_or_that_bounds_nothing) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(with("[limits]\ndepth = 0\nnodes = 100000000\n"), problems));
  EXPECT_EQ(problems.size(), 2U) << lines(problems);
}

TEST(ConfigLoader, reads_every_kind_of_value) {
  mapping::Diagnostics problems;
  const auto config = parse(with(R"(
[server]
port = 0
port_file = "p"
[store]
engine = "memory"
[log]
level = "debug"
[[clients]]
system = "province"
client_id = "a"
client_secret_file = "s"
scheme = "basic"
[[systems]]
id = "portal"
base_url = "http://127.0.0.1:9000/dvc"
retry_base_ms = 50
give_up_after_h = 0
rate_per_second = 12.5
[[systems]]
id = "province"
base_url = "https://province.example"
rate_per_second = 3
)"),
                            problems);
  ASSERT_TRUE(config) << lines(problems);
  EXPECT_EQ(config->server.port, 0);
  EXPECT_EQ(config->store.engine, StoreEngine::memory);
  EXPECT_EQ(config->log.level, base::LogLevel::debug);
  ASSERT_EQ(config->clients.size(), 1U);
  EXPECT_EQ(config->clients[0].scheme, ClientScheme::basic);
  ASSERT_EQ(config->systems.size(), 2U);
  EXPECT_EQ(config->systems[0].tuning.retry_base, std::chrono::milliseconds(50));
  EXPECT_EQ(config->systems[0].tuning.give_up_after, std::chrono::hours(0));
  EXPECT_DOUBLE_EQ(config->systems[0].tuning.rate_per_second.value_or(0), 12.5);
  EXPECT_FALSE(config->systems[0].tuning.concurrency);
  EXPECT_EQ(config->systems[1].id, "province");
  EXPECT_DOUBLE_EQ(config->systems[1].tuning.rate_per_second.value_or(0), 3);
}

TEST(ConfigLoader, reports_every_problem_at_once_with_its_place) {
  mapping::Diagnostics problems;
  const auto config = parse(R"([server]
port = "8080"
adress = "127.0.0.1"
max_connections = 0
[gatway]
[[clients]]
system = "province"
)",
                            problems);
  EXPECT_FALSE(config);
  EXPECT_EQ(count(problems, "config.type", "'port' must be of type integer"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.unknown", "did you mean 'address'?"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.range", "'max_connections' must be between 1 and 100000"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.unknown", "did you mean 'gateway'?"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.missing", "[gateway] needs"), 3) << lines(problems);
  EXPECT_EQ(count(problems, "config.missing", "[clients] needs"), 3) << lines(problems);
  const auto misspelt = std::ranges::find_if(
      problems, [](const auto& problem) { return problem.text.find("adress") != std::string::npos; });
  ASSERT_NE(misspelt, problems.end());
  EXPECT_EQ(misspelt->file, "test.toml");
  EXPECT_EQ(misspelt->line, 3U);
  EXPECT_EQ(misspelt->column, 1U);
}

TEST(ConfigLoader, refuses_a_secret_in_the_open_and_never_repeats_it) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(with("[server]\nadmin_token = \"hunter2\"\n[[clients]]\nsystem=\"p\"\nclient_id=\"c\"\n"
                          "client_secret=\"hunter2\"\nclient_secret_file=\"f\"\nscheme=\"bearer\"\n"),
                     problems));
  EXPECT_EQ(count(problems, "config.inline_secret", "'admin_token_file'"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.inline_secret", "'client_secret_file'"), 1) << lines(problems);
  EXPECT_EQ(lines(problems).find("hunter2"), std::string::npos);
}

TEST(ConfigLoader, never_repeats_a_value_that_is_wrong) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(with("[store]\nengine = \"hunter2\"\n[log]\nlevel = \"hunter2\"\n[[systems]]\nid = \"p\"\n"
                          "base_url = \"http://u:hunter2@p.example\"\n"),
                     problems, {{"LIENTHONG_SERVER__PORT", "hunter2"}}));
  EXPECT_EQ(problems.size(), 4U) << lines(problems);
  EXPECT_EQ(lines(problems).find("hunter2"), std::string::npos);
}

TEST(ConfigLoader, lets_the_environment_win_over_the_file) {
  mapping::Diagnostics problems;
  const auto config = parse(with("[server]\nport = 1\n"), problems,
                            {{"LIENTHONG_SERVER__PORT", "8443"},
                             {"LIENTHONG_GATEWAY__UNIT_CODE", "X"},
                             {"LIENTHONG_STORE__ENGINE", "memory"}});
  ASSERT_TRUE(config) << lines(problems);
  EXPECT_EQ(config->server.port, 8443);
  EXPECT_EQ(config->gateway.unit_code, "X");
  EXPECT_EQ(config->store.engine, StoreEngine::memory);
}

TEST(ConfigLoader, takes_required_keys_from_the_environment_alone) {
  mapping::Diagnostics problems;
  const auto config = parse("", problems,
                            {{"LIENTHONG_GATEWAY__UNIT_CODE", "X"},
                             {"LIENTHONG_GATEWAY__SIGNING_KEY_FILE", "s"},
                             {"LIENTHONG_GATEWAY__ADMIN_TOKEN_FILE", "a"}});
  EXPECT_TRUE(config) << lines(problems);
}

TEST(ConfigLoader, checks_variables_like_the_file) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(smallest, problems,
                     {{"LIENTHONG_SERVER__PORT", "80x"},
                      {"LIENTHONG_SERVER__MAX_CONNECTIONS", "0"},
                      {"LIENTHONG_SERVER__ADRESS", "127.0.0.1"},
                      {"LIENTHONG_SYSTEMS__BASE_URL", "http://p.example"},
                      {"LIENTHONG_DEBUG", "1"},
                      {"HOME", "/"}}));
  EXPECT_EQ(problems.size(), 4U) << lines(problems);
  EXPECT_EQ(count(problems, "config.type", "LIENTHONG_SERVER__PORT"), 1);
  EXPECT_EQ(count(problems, "config.range", "LIENTHONG_SERVER__MAX_CONNECTIONS"), 1);
  EXPECT_EQ(count(problems, "config.unknown", "did you mean 'LIENTHONG_SERVER__ADDRESS'?"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.unknown", "LIENTHONG_SYSTEMS__BASE_URL: entries of a list"), 1);
  EXPECT_TRUE(std::ranges::all_of(problems, [](const auto& problem) { return problem.file == "environment"; }));
}

TEST(ConfigLoader, names_the_place_of_a_syntax_error) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse("[server]\nport = = 1\n", problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].rule, "toml.syntax");
  EXPECT_EQ(problems[0].line, 2U);
}

TEST(ConfigLoader, refuses_a_table_where_a_list_belongs_and_the_reverse) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(with("[systems]\nid = \"p\"\n"), problems));
  EXPECT_FALSE(parse(with("[[server]]\nport = 1\n"), problems));
  EXPECT_EQ(count(problems, "config.type", "[[systems]]"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "config.type", "write it as [server]"), 1) << lines(problems);
}

TEST(ConfigLoader, names_a_file_that_is_not_there) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_config("no/such/file.toml", {}, problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].rule, "file.unreadable");
}

TEST(ConfigLoader, leaves_earlier_problems_alone_and_still_loads) {
  mapping::Diagnostics problems{{"other.toml", 1, 1, "other", "from another loader"}};
  EXPECT_TRUE(parse(smallest, problems));
  EXPECT_EQ(problems.size(), 1U);
}

struct Wrong {
  std::string_view text;
  std::string_view rule;
  std::string_view says;
};

class ConfigRefusal : public testing::TestWithParam<Wrong> {};

TEST_P(ConfigRefusal, is_named) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(with(GetParam().text), problems));
  EXPECT_EQ(problems.size(), 1U) << lines(problems);
  EXPECT_EQ(count(problems, GetParam().rule, GetParam().says), 1) << lines(problems);
}

INSTANTIATE_TEST_SUITE_P(
    Limits, ConfigRefusal,
    testing::Values(
        Wrong{"[server]\nport = 65536\n", "config.range", "between 0 and 65535"},
        Wrong{"[server]\nport = 1.5\n", "config.type", "integer"},
        Wrong{"[server]\naddress = \"\"\n", "config.range", "must not be empty"},
        Wrong{"[server]\naddress = \"a\\u0000b\"\n", "config.range", "control characters"},
        Wrong{"[log]\nlevel = \"loud\"\n", "config.range", "must be one of 'debug', 'info', 'warning', 'error'"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"ftp://p.example\"\n", "config.range", "http:// or https://"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://:80\"\n", "config.range", "name a host"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://u:p@p.example\"\n", "config.range", "user name"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example/?a=b\"\n", "config.range", "query"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\nrate_per_second=0\n", "config.range", "above 0"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\nrate_per_second=nan\n", "config.range", "above 0"},
        Wrong{"[[systems]]\nid=\"p\"\n", "config.missing", "base_url"}));

INSTANTIATE_TEST_SUITE_P(
    Contradictions, ConfigRefusal,
    testing::Values(
        Wrong{"[server]\ntls_certificate_file=\"c\"\n", "config.contradiction", "given together"},
        Wrong{"[server]\ntls_client_ca_file=\"c\"\n", "config.contradiction", "need TLS"},
        Wrong{"[[clients]]\nsystem=\"p\"\nclient_id=\"c\"\nclient_secret_file=\"f\"\nscheme=\"bearer\"\ncertificate_cn="
              "\"x\"\n",
              "config.contradiction", "tls_client_ca_file"},
        Wrong{"[[clients]]\nsystem=\"p\"\nclient_id=\"c\"\nclient_secret_file=\"f\"\nscheme=\"bearer\"\n"
              "[[clients]]\nsystem=\"q\"\nclient_id=\"c\"\nclient_secret_file=\"g\"\nscheme=\"basic\"\n",
              "config.contradiction", "another client"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\n[[systems]]\nid=\"p\"\nbase_url=\"http://"
              "q.example\"\n",
              "config.contradiction", "another system"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\nclient_id=\"c\"\n", "config.contradiction",
              "client_secret_file"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\ntls_key_file=\"c\"\n", "config.contradiction",
              "given together"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\nretry_base_ms=5\nretry_cap_ms=4\n",
              "config.contradiction", "retry_cap_ms"},
        Wrong{"[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\nbreaker_open_ms=5\nbreaker_open_cap_ms=4\n",
              "config.contradiction", "breaker_open_cap_ms"}));

INSTANTIATE_TEST_SUITE_P(
    Banks, ConfigRefusal,
    testing::Values(
        Wrong{"[[banks]]\nid=\"vcb\"\n", "config.contradiction", "no way to take in its files"},
        Wrong{"[[banks]]\nid=\"V.CB\"\nfolder=\"f\"\n", "config.contradiction", "small letters"},
        Wrong{"[[banks]]\nid=\"vcb\"\nfolder=\"f\"\ncurrency=\"dong\"\n", "config.contradiction", "capital letters"},
        Wrong{"[[banks]]\nid=\"vcb\"\nfolder=\"f\"\n[[banks]]\nid=\"vcb\"\nfolder=\"g\"\n", "config.contradiction",
              "another bank"},
        Wrong{"[[banks]]\nid=\"vcb\"\nclient_id=\"c\"\n", "config.contradiction", "given together"},
        Wrong{"[[banks]]\nid=\"vcb\"\ncertificate_cn=\"c\"\n", "config.contradiction", "tls_client_ca_file"},
        Wrong{"[[banks]]\nid=\"vcb\"\nsftp_host=\"h\"\nsftp_user=\"u\"\nsftp_key_file=\"k\"\n", "config.contradiction",
              "fingerprint"},
        Wrong{"[[banks]]\nid=\"vcb\"\nsftp_host=\"h\"\nsftp_user=\"u\"\nsftp_fingerprint=\"f\"\n",
              "config.contradiction", "sftp_key_file"}));

INSTANTIATE_TEST_SUITE_P(
    CarriersAndPayments, ConfigRefusal,
    testing::Values(Wrong{"[[carriers]]\nid=\"a\"\nsecret_file=\"s\"\nsystem=\"vnpost\"\n"
                          "[[carriers]]\nid=\"a\"\nsecret_file=\"t\"\nsystem=\"ems\"\n",
                          "config.contradiction", "another carrier"},
                    Wrong{"[payments]\nsystem=\"keypay\"\nbase_url=\"http://k.example\"\nsecret_file=\"s\"\n",
                          "config.contradiction", "partner: is missing"}));

TEST(ConfigLoader, points_at_the_entry_that_contradicts_an_earlier_one) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(parse(
      "[gateway]\nunit_code=\"u\"\nsigning_key_file=\"s\"\nadmin_token_file=\"a\"\n"
      "[[systems]]\nid=\"p\"\nbase_url=\"http://p.example\"\n[[systems]]\nbase_url=\"http://q.example\"\nid=\"p\"\n",
      problems));
  ASSERT_EQ(problems.size(), 1U) << lines(problems);
  EXPECT_EQ(problems[0].line, 10U);
}

TEST(ProcessEnvironment, holds_only_our_variables) {
  ASSERT_EQ(::setenv("LIENTHONG_SERVER__PORT", "1=2", 1), 0);
  const auto variables = process_environment();
  ::unsetenv("LIENTHONG_SERVER__PORT");
  ASSERT_TRUE(variables.contains("LIENTHONG_SERVER__PORT"));
  EXPECT_EQ(variables.at("LIENTHONG_SERVER__PORT"), "1=2");
  EXPECT_TRUE(std::ranges::all_of(variables, [](const auto& entry) { return entry.first.starts_with("LIENTHONG_"); }));
}

}  // namespace
}  // namespace lienthong::ops
