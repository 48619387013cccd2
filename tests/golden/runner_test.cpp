#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "golden/document.hpp"
#include "golden/golden_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// The runner on trial: a case that is wrong must fail, in the way its name says.

namespace lienthong::golden {
namespace {

const AdapterFolder& folder(std::string_view system) {
  static mapping::Diagnostics problems;
  static const auto all =
      load_adapter_folders("tests/golden/fixtures", "tests/unit/mapping/fixtures/schemas", problems);
  for (const auto& problem : problems) ADD_FAILURE() << to_line(problem);
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.system == system; });
  return *found;
}

std::string failures_of(const std::string& name) {
  std::string out;
  for (const std::string& one : run_case("tests/golden/fixtures/desk/cases/" + name, folder("desk"))) out += one + "\n";
  return out;
}

TEST(GoldenRunner, AcceptsRightCases) {
  for (const char* name : {"right", "right-normalised", "right-refused", "right-out"})
    EXPECT_EQ(failures_of(name), "") << name;
}

TEST(GoldenRunner, FailsEachWrongCaseForItsReason) {
  const std::pair<const char*, const char*> cases[] = {
      {"wrong-canonical", "in: wanted"},
      {"wrong-back", "out: wanted"},
      {"wrong-refusal", "wanted mapping.type"},
      {"wrong-accepted", "was accepted, wanted mapping.required"},
      {"wrong-notes", "notes are 'field.unread Moi; '"},
      {"wrong-mapping", "'tho' does not exist"},
      {"wrong-direction", "'direction' is both, in or out"},
      {"wrong-nothing-to-compare", "canonical.json is missing"},
      {"wrong-no-head", "case.toml is missing"},
  };
  for (const auto& [name, reason] : cases)
    EXPECT_NE(failures_of(name).find(reason), std::string::npos) << name << ": " << failures_of(name);
}

TEST(GoldenRunner, FindsAdaptersThatHaveNoCases) {
  EXPECT_TRUE(folder("empty").cases.empty());
  EXPECT_EQ(folder("empty").mapping_files, 1U);
  EXPECT_EQ(folder("desk").cases.size(), 13U);
}

TEST(GoldenRunner, ReadsWhatAMappingDeclares) {
  const Declared& declared = folder("desk").mappings.at("thu").declared;
  EXPECT_EQ(declared.lost_canonical, Paths{"secret"});
  EXPECT_EQ(declared.lost_external, Paths{"Khac"});
  EXPECT_EQ(declared.normalised, Paths{"count"});
  EXPECT_EQ(declared.empty_is_absent, Paths{"pages"});
  const Declared& grouped = folder("empty").mappings.at("thu").declared;
  EXPECT_EQ(grouped.normalised, (Paths{"count", "urgent"}));
}

/// A plan that lies: says yes to everything and gives back a fixed document.
class LyingPlan : public mapping::Plan {
 public:
  LyingPlan(const mapping::Plan& honest, codec::Value lie) : honest_(&honest), lie_(lie) {}
  [[nodiscard]] const std::string& name() const override { return honest_->name(); }
  [[nodiscard]] const std::string& version() const override { return honest_->version(); }
  [[nodiscard]] mapping::Format format() const override { return honest_->format(); }
  [[nodiscard]] const codec::XmlNames& xml_names() const override { return honest_->xml_names(); }
  [[nodiscard]] const std::string& xml_root() const override { return honest_->xml_root(); }
  [[nodiscard]] const codec::Schema& canonical_schema() const override { return honest_->canonical_schema(); }
  [[nodiscard]] const codec::Schema& external_schema() const override { return honest_->external_schema(); }
  [[nodiscard]] base::Result<codec::Value> to_canonical(const codec::Value&, codec::Arena&,
                                                        mapping::Notes&) const override {
    return lie_;
  }
  [[nodiscard]] base::Result<codec::Value> to_external(const codec::Value& canonical, codec::Arena& arena,
                                                       mapping::Notes& notes) const override {
    return honest_->to_external(canonical, arena, notes);
  }
  [[nodiscard]] base::Result<codec::Value> explain_canonical(const codec::Value&, codec::Arena&, mapping::Notes&,
                                                             mapping::Origins&) const override {
    return lie_;
  }
  [[nodiscard]] base::Result<codec::Value> explain_external(const codec::Value& canonical, codec::Arena& arena,
                                                            mapping::Notes& notes,
                                                            mapping::Origins& origins) const override {
    return honest_->explain_external(canonical, arena, notes, origins);
  }
  [[nodiscard]] const mapping::Scope& program() const override { return honest_->program(); }
  [[nodiscard]] const std::vector<mapping::LostField>& losses() const override { return honest_->losses(); }

 private:
  const mapping::Plan* honest_;
  codec::Value lie_;
};

TEST(Laws, CatchAPlanThatLosesAField) {
  const CheckedMapping& mapping = folder("desk").mappings.at("thu");
  codec::Arena arena;
  const auto told = codec::read_json(R"({"code":"A-1","note":"gấp","count":2})", arena);
  const auto heard = codec::read_json(R"({"code":"A-1","count":2})", arena);
  EXPECT_TRUE(law_out_then_in(*mapping.plans.json, mapping.declared, *told).empty());
  EXPECT_FALSE(law_out_then_in(LyingPlan(*mapping.plans.json, *heard), mapping.declared, *told).empty());
  EXPECT_FALSE(law_survives_omissions(LyingPlan(*mapping.plans.json, *told), mapping.declared, *told).empty());
}

TEST(Laws, CatchADefaultThatOverwritesAValue) {
  const CheckedMapping& mapping = folder("desk").mappings.at("thu");
  codec::Arena arena;
  const auto told = codec::read_json(R"({"code":"A-1","count":2})", arena);
  const auto heard = codec::read_json(R"({"code":"A-1","count":1})", arena);
  EXPECT_FALSE(law_out_then_in(LyingPlan(*mapping.plans.json, *heard), mapping.declared, *told).empty());
}

TEST(Laws, CatchAPlanThatPromisesLessThanItsFile) {
  const CheckedMapping& mapping = folder("desk").mappings.at("thu");
  codec::Arena arena;
  const auto told = codec::read_json(R"({"code":"A-1","secret":"s","pages":[]})", arena);
  EXPECT_TRUE(law_out_then_in(*mapping.plans.json, mapping.declared, *told).empty());
  Failures failures = law_out_then_in(*mapping.plans.json, Declared{}, *told);
  ASSERT_EQ(failures.size(), 3U);
  EXPECT_EQ(failures[0], "out then in: count came back different (default), and the file does not say so");
  EXPECT_EQ(failures[1], "out then in: pages came back different (empty), and the file does not say so");
  EXPECT_EQ(failures[2], "out then in: secret came back different (loss), and the file does not say so");
}

TEST(Laws, CatchAnExternalDocumentThatDoesNotComeBack) {
  const CheckedMapping& mapping = folder("desk").mappings.at("thu");
  codec::Arena arena;
  const auto external = codec::read_json(R"({"Ma":"A-1","Kenh":"2","NgayGui":"","SoLuong":1,"Trang":[]})", arena);
  const auto other = codec::read_json(R"({"code":"A-2","count":1})", arena);
  EXPECT_TRUE(law_in_then_out(*mapping.plans.json, *external, *external).empty());
  EXPECT_FALSE(law_in_then_out(LyingPlan(*mapping.plans.json, *other), *external, *external).empty());
}

TEST(Documents, LoseMembersInEveryItemOfAListAndRecordsThatAreEmptiedByIt) {
  codec::Arena arena;
  const auto value = codec::read_json(R"({"a":[{"b":1,"c":2},{"b":3}],"d":{"e":1},"f":[]})", arena);
  EXPECT_EQ(codec::write_json(without(*value, {"a.b", "d.e"}, arena)), R"({"a":[{"c":2},{}],"f":[]})");
  EXPECT_EQ(member_paths(*value), (Paths{"a", "a.b", "a.c", "d", "d.e", "f"}));
}

}  // namespace
}  // namespace lienthong::golden
