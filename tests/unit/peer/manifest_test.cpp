#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using testing::lines_of;
using testing::TempFolder;

const std::string sound = R"(id = "bo"
title_vi = "Bộ"
title_en = "Ministry"
profile = "status_message"
auth = "client_credentials"
[settings]
token_path = "/token"
format = "json"
[retry]
after_unknown = "send_again"
[[tells]]
kind = "document"
what = "document"
parts = ["submission"]
mapping = "ho-so"
operation = "/nhan"
[[hears]]
kind = "step"
path = "/bo/step"
canonical = "step"
mapping = "ho-so"
[[outcomes]]
name = "khong"
contains = ["không thành công"]
outcome = "retry"
[[outcomes]]
name = "ok"
http = 200
fields = { Status = ["200"] }
outcome = "accepted"
)";

/// The manifest with one text replaced, and every problem that this makes.
class ManifestTest : public ::testing::Test {
 protected:
  std::string problems_of(const std::string& text) {
    folder_.write("bo/mappings/ho-so.toml", "");
    const auto file = folder_.write("bo/manifest.toml", text);
    mapping::Diagnostics problems;
    manifest_ = load_manifest(file, problems);
    EXPECT_EQ(manifest_.has_value(), problems.empty());
    return lines_of(problems);
  }
  std::string with(const std::string& what, const std::string& instead) {
    std::string text = sound;
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    if (at != std::string::npos) text.replace(at, what.size(), instead);
    return problems_of(text);
  }
  static void expect_has(const std::string& problems, const std::string& part) {
    EXPECT_NE(problems.find(part), std::string::npos) << part << " is not in:\n" << problems;
  }

  TempFolder folder_;
  std::optional<Manifest> manifest_;
};

TEST_F(ManifestTest, a_sound_manifest_is_read_whole) {
  EXPECT_EQ(problems_of(sound), "");
  ASSERT_TRUE(manifest_);
  EXPECT_EQ(manifest_->id.value(), "bo");
  EXPECT_EQ(manifest_->auth, AuthScheme::client_credentials);
  EXPECT_EQ(manifest_->retry.after_unknown, domain::AfterUnknown::send_again);
  ASSERT_NE(manifest_->tell("document"), nullptr);
  EXPECT_EQ(manifest_->tell("document")->operation, "/nhan");
  EXPECT_EQ(manifest_->tell("step"), nullptr);
  EXPECT_EQ(manifest_->hears.at(0).path, "/bo/step");
}

TEST_F(ManifestTest, a_missing_or_broken_file_is_one_problem) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_manifest(folder_.path() / "bo/none.toml", problems));
  EXPECT_EQ(problems.at(0).rule, "toml.unreadable");
  expect_has(problems_of("id = "), "toml.syntax");
}

TEST_F(ManifestTest, unknown_keys_are_named_with_a_suggestion) {
  expect_has(with("title_en", "titel_en"), "manifest.toml:3:1: key.unknown: unknown key 'titel_en'");
  expect_has(with("[[hears]]\nkind", "[[hears]]\nkid"), "key.unknown");
  expect_has(with("token_path", "token_url"), "key.unknown");
}

TEST_F(ManifestTest, missing_keys_are_named) {
  for (const std::string line :
       {"title_vi = \"Bộ\"\n", "profile = \"status_message\"\n", "auth = \"client_credentials\"\n",
        "kind = \"document\"\n", "what = \"document\"\n", "parts = [\"submission\"]\n", "operation = \"/nhan\"\n",
        "canonical = \"step\"\n", "name = \"ok\"\n", "outcome = \"accepted\"\n"}) {
    expect_has(with(line, ""), "key.missing: '" + line.substr(0, line.find(' ')) + "'");
  }
  expect_has(with("token_path = \"/token\"\n", ""), "settings.missing");
  expect_has(with("format = \"json\"\n", ""), "settings.missing");
}

TEST_F(ManifestTest, words_outside_their_list_are_refused) {
  expect_has(with("\"status_message\"", "\"rest\""), "key.value: 'rest' is not a value of 'profile'");
  expect_has(with("\"client_credentials\"", "\"oauth\""), "is not a value of 'auth'");
  expect_has(with("what = \"document\"", "what = \"paper\""), "is not a value of 'what'");
  expect_has(with("[\"submission\"]", "[\"submision\"]"), "is not a value of 'parts'");
  expect_has(with("outcome = \"retry\"", "outcome = \"later\""), "is not a value of 'outcome'");
  expect_has(with("canonical = \"step\"", "canonical = \"steps\""), "is not a value of 'canonical'");
  expect_has(with("\"send_again\"", "\"hope\""), "is not a value of 'after_unknown'");
  expect_has(with("format = \"json\"", "format = \"yaml\""), "is not a value of 'format'");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\nattachments = \"zip\""),
             "is not a value of 'attachments'");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\ncollapse = \"first\""),
             "is not a value of 'collapse'");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\nfrom_status = [\"done\"]"),
             "is not a value of 'from_status'");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\nonly_where_owner_of = \"me\""),
             "'only_where_owner_of'");
}

TEST_F(ManifestTest, wrong_types_are_refused) {
  expect_has(with("id = \"bo\"", "id = 3"), "key.type");
  expect_has(with("parts = [\"submission\"]", "parts = \"submission\""), "key.type: 'parts' must be an array");
  expect_has(with("parts = [\"submission\"]", "parts = [1]"), "key.type");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\nbatch = \"ten\""), "'batch' must be an integer");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\nnot_own_words = 1"), "must be true or false");
  expect_has(with("[retry]", "[limits]\nrate_per_second = \"50\"\n[retry]"), "must be a number");
}

TEST_F(ManifestTest, numbers_out_of_range_are_refused) {
  expect_has(with("[retry]", "[limits]\nconcurrency = 0\n[retry]"), "key.value: 'concurrency'");
  expect_has(with("[retry]", "[limits]\nrate_per_second = 0\n[retry]"), "must be above 0");
  expect_has(with("[retry]", "[retry]\nmax_attempts = 3"), "'max_attempts'");
  expect_has(with("[retry]", "[retry]\ngive_up_after_h = 1"), "'give_up_after_h'");
  expect_has(with("[retry]", "[retry]\nbase_ms = 5000\ncap_ms = 1000"), "'cap_ms' must not be below");
  expect_has(with("[retry]", "[breaker]\nthreshold = 0\n[retry]"), "'threshold'");
}

TEST_F(ManifestTest, the_id_is_the_name_of_the_folder) {
  expect_has(with("id = \"bo\"", "id = \"so\""), "manifest.id");
}

TEST_F(ManifestTest, a_mapping_file_that_is_not_there_is_refused) {
  expect_has(with("mapping = \"ho-so\"", "mapping = \"khong-co\""), "mapping.missing");
  expect_has(with("mapping = \"ho-so\"", "mapping = \"../bo/ho-so\""), "mapping.missing");
}

TEST_F(ManifestTest, kinds_and_names_are_unique) {
  const std::string second =
      "[[tells]]\nkind = \"document\"\nwhat = \"step\"\nparts = []\nmapping = \"ho-so\"\noperation = \"/x\"\n";
  expect_has(problems_of(sound + second), "key.twice");
  expect_has(with("name = \"ok\"", "name = \"khong\""), "key.twice");
}

TEST_F(ManifestTest, outcome_conditions_are_checked) {
  expect_has(with("http = 200\nfields = { Status = [\"200\"] }\n", ""), "outcome.unconditional");
  expect_has(with("http = 200", "http = 99"), "key.value: 'http'");
  expect_has(with("http = 200", "http = [299, 200]"), "key.value: 'http'");
  expect_has(with("http = 200", "http = [200]"), "key.value: 'http'");
  expect_has(with("{ Status = [\"200\"] }", "{ Status = [] }"), "needs at least one value");
}

TEST_F(ManifestTest, the_negative_text_must_stand_before_the_first_success) {
  expect_has(with("contains = [\"không thành công\"]", "contains = [\"lỗi\"]"), "outcome.negative_first");
  expect_has(with("name = \"khong\"\ncontains = [\"không thành công\"]\noutcome = \"retry\"",
                  "name = \"khong\"\ncontains = [\"không thành công\"]\noutcome = \"already\""),
             "outcome.negative_first");
}

TEST_F(ManifestTest, success_by_text_alone_is_refused) {
  expect_has(with("fields = { Status = [\"200\"] }", "contains = [\"thành công\"]"), "outcome.text_only");
}

TEST_F(ManifestTest, what_a_profile_cannot_do_is_refused) {
  expect_has(with("\"send_again\"", "\"look_up\""), "retry.look_up");
  expect_has(with("operation = \"/nhan\"", "operation = \"/nhan\"\nbatch = 10"), "profile.batch");
  expect_has(with("auth = \"client_credentials\"", "auth = \"session_login\""), "profile.auth");
}

TEST_F(ManifestTest, paths_and_methods_are_checked) {
  expect_has(with("path = \"/bo/step\"", "path = \"bo/step\""), "'path' must begin with '/'");
  expect_has(with("canonical = \"step\"", "canonical = \"step\"\nmethod = \"GET\""), "'method' must be POST or PUT");
  const std::string poll = "[[polls]]\nstream = \"s\"\npath = \"/feed\"\nmapping = \"ho-so\"\n";
  expect_has(problems_of(sound + poll), "'path' must hold {cursor}");
}

TEST_F(ManifestTest, a_message_of_a_desk_has_no_rule_of_dossiers) {
  const std::string document = "what = \"document\"\nparts = [\"submission\"]\n";
  EXPECT_EQ(with(document, "what = \"message\"\nmethod = \"GET\"\n"), "");
  EXPECT_EQ(manifest_->tells.at(0).method, "GET");
  EXPECT_EQ(manifest_->tells.at(0).rule.collapse, domain::Collapse::every);
  expect_has(with(document, "what = \"message\"\nparts = [\"submission\"]\n"), "parts");
  expect_has(with(document, "what = \"message\"\nmethod = \"PUT\"\n"), "'method' must be POST or GET");
}

TEST_F(ManifestTest, a_tracking_event_has_its_key_in_a_header) {
  EXPECT_EQ(with("canonical = \"step\"", "canonical = \"tracking_event\"\nkey_header = \"x-key\""), "");
  expect_has(with("canonical = \"step\"", "canonical = \"tracking_event\""), "'key_header' is missing");
  expect_has(with("canonical = \"step\"", "canonical = \"step\"\nkey_header = \"x-key\""), "only a tracking_event");
  expect_has(with("canonical = \"step\"", "canonical = \"tracking_event\"\nkey_header = \"X-Key\""), "lower case");
}

TEST_F(ManifestTest, a_feed_has_one_cursor) {
  const std::string poll = "[[polls]]\nstream = \"s\"\npath = \"/f?{cursor}\"\nmapping = \"ho-so\"\n";
  EXPECT_EQ(problems_of(sound + poll + "row_cursor = \"_id.$oid\"\nfirst_cursor = \"00\"\n"), "");
  expect_has(problems_of(sound + poll + "row_cursor = \"id\"\nnext = \"last\"\n"), "not from both");
}

TEST_F(ManifestTest, a_system_without_any_message_is_refused) {
  const std::string idle =
      "id = \"bo\"\ntitle_vi = \"Bộ\"\ntitle_en = \"M\"\nprofile = \"status_message\"\nauth = \"none\"\n"
      "[settings]\nformat = \"json\"\n[retry]\nafter_unknown = \"park\"\n";
  expect_has(problems_of(idle), "manifest.idle");
}

TEST_F(ManifestTest, all_problems_come_at_once) {
  std::string text = sound;
  text.replace(text.find("\"retry\""), 7, "\"x\"");
  text.replace(text.find("\"/bo/step\""), 10, "\"y\"");
  const std::string problems = problems_of(text);
  expect_has(problems, "is not a value of 'outcome'");
  expect_has(problems, "'path' must begin with '/'");
}

}  // namespace
}  // namespace lienthong::peer
