#include "codec/xml.hpp"
#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using testing::adapter;
using testing::lines_of;
using testing::TempFolder;

TEST(adapters, those_of_this_repository_load_without_a_problem) {
  mapping::Diagnostics problems;
  const auto adapters = load_adapters("adapters", "schemas", problems);
  EXPECT_EQ(lines_of(problems), "");
  ASSERT_EQ(adapters.size(), 6U);
  for (const char* id : {"province", "portal", "ministry-generic", "vnpost", "vnpost-lgsp", "ems"})
    EXPECT_TRUE(adapters.contains(domain::SystemId(id))) << id;
}

TEST(adapters, a_folder_without_any_manifest_is_a_problem) {
  const TempFolder folder;
  mapping::Diagnostics problems;
  EXPECT_TRUE(load_adapters(folder.path(), "schemas", problems).empty());
  EXPECT_EQ(problems.at(0).rule, "adapters.none");
}

TEST(adapters, an_adapter_with_a_broken_table_is_left_out_and_the_others_stay) {
  const TempFolder folder;
  std::filesystem::copy("adapters/province", folder.path() / "province", std::filesystem::copy_options::recursive);
  std::filesystem::copy("adapters/portal", folder.path() / "portal", std::filesystem::copy_options::recursive);
  folder.write("portal/codes/extra.toml", "table = \"portal/extra\"\npairs = [ { canonical = \"a\" } ]\n");
  mapping::Diagnostics problems;
  const auto adapters = load_adapters(folder.path(), "schemas", problems);
  EXPECT_FALSE(problems.empty());
  EXPECT_EQ(adapters.size(), 1U);
  EXPECT_TRUE(adapters.contains(domain::SystemId("province")));
}

TEST(adapters, two_tables_of_one_name_are_a_problem) {
  const TempFolder folder;
  std::filesystem::copy("adapters/province", folder.path() / "province", std::filesystem::copy_options::recursive);
  std::filesystem::copy("adapters/portal", folder.path() / "portal", std::filesystem::copy_options::recursive);
  std::filesystem::copy("adapters/portal/codes/payment.toml", folder.path() / "province/codes/payment.toml");
  mapping::Diagnostics problems;
  EXPECT_EQ(load_adapters(folder.path(), "schemas", problems).size(), 1U);
  EXPECT_NE(lines_of(problems).find("code.twice"), std::string::npos);
}

TEST(adapters, each_says_what_it_tells_and_hears) {
  const Manifest& portal = adapter("portal").manifest;
  EXPECT_EQ(portal.tell("dossier")->batch, 1U);
  EXPECT_EQ(portal.tell("dossier")->attachments, Attachments::url);
  EXPECT_EQ(portal.tell("progress")->batch, 10U);
  EXPECT_EQ(portal.tell("progress")->rule.collapse, domain::Collapse::every);
  EXPECT_TRUE(portal.hears.empty());
  const Manifest& ministry = adapter("ministry-generic").manifest;
  EXPECT_EQ(ministry.tell("submission")->rule.only_where_owner_of, domain::Part::processing);
  EXPECT_EQ(ministry.tell("submission")->attachments, Attachments::inline_base64);
  const Manifest& province = adapter("province").manifest;
  EXPECT_TRUE(province.tell("document")->rule.only_owned_elsewhere);
  EXPECT_EQ(province.hears.at(1).path, "/province/Document/UpdateDocumentTraces");
}

TEST(adapters, a_system_whose_mapping_is_not_compiled_cannot_be_made) {
  mapping::Plans plans = adapter("portal").plans;
  plans.erase("tien-do");
  const auto system = make_external_system(adapter("portal").manifest, {}, plans, {});
  ASSERT_FALSE(system);
  EXPECT_EQ(system.error().code(), "peer.plan_missing");
  Manifest manifest = adapter("ministry-generic").manifest;
  mapping::Plans without_look_up = adapter("ministry-generic").plans;
  without_look_up.erase("tra-trang-thai");
  EXPECT_FALSE(make_external_system(manifest, {}, without_look_up, {}));
  mapping::Plans without_heard = adapter("ministry-generic").plans;
  without_heard.erase("thong-bao");
  EXPECT_EQ(make_inbound_profiles(manifest, without_heard).error().code(), "peer.plan_missing");
}

}  // namespace
}  // namespace lienthong::peer
