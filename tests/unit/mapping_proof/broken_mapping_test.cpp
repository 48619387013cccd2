#include "codec/json.hpp"
#include "mapping/proof/prove.hpp"
#include "unit/mapping_proof/fixture_mappings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// Mappings that compile and are wrong all the same.

namespace lienthong::mapping {
namespace {

Certificate proof_of(const char* mapping, const Changes& changes, std::vector<Witness> witnesses = {}) {
  const auto plan = fixture_plan(mapping, changes);
  ProofOptions options{.seed = 1, .random_cases = 0, .most_counter_examples = 3, .witnesses = std::move(witnesses)};
  return plan ? prove(*plan, options) : Certificate{};
}

bool has(const Certificate& certificate, Way way, std::string_view path, std::string_view what) {
  const auto& all = certificate.counter_examples;
  return std::any_of(all.begin(), all.end(), [&](const CounterExample& one) {
    return one.way == way && one.path == path && one.what.find(what) != std::string::npos;
  });
}

/// A citizen's registration, as the desk sends it and as we understand it.
std::vector<Witness> citizen(codec::Arena& arena) {
  const auto external = codec::read_json(
      R"({"MA":"H57-0001","LOAI":"1","TIEPNHAN":1781487000000,"HENTRA":"","NGAYKY":"15/06/2026 08:30:00",
          "SOGIAYTO":"046090000001","THAMCHIEU":"dvcH5700011781487000000","KENH":"2"})",
      arena);
  const auto canonical = codec::read_json(
      R"({"code":"H57-0001","kind":"citizen","identity":"046090000001","received_at":"2026-06-15T08:30:00.000+07:00",
          "signed_at":"2026-06-15T08:30:00.000+07:00"})",
      arena);
  return {{"citizen", *external, *canonical}};
}

TEST(BrokenMapping, TheRightOneAgreesWithItsWitness) {
  codec::Arena arena;
  const Certificate certificate = proof_of("dang-ky", {}, citizen(arena));
  EXPECT_EQ(certificate.witnesses, 1U);
  EXPECT_FALSE(has(certificate, Way::in, "", "citizen")) << to_text(certificate);
  EXPECT_FALSE(has(certificate, Way::in, "signed_at", "citizen")) << to_text(certificate);
}

TEST(BrokenMapping, CutsTextsThatTheOtherSideHasRoomFor) {
  const Certificate certificate = proof_of("dang-ky", {{"text(max=40)", "text(max=30)"}});
  EXPECT_TRUE(has(certificate, Way::out, "summary", "has room for 40")) << to_text(certificate);
  EXPECT_TRUE(has(certificate, Way::in, "summary", "has room for 40")) << to_text(certificate);
}

/// Such a mapping does not come as far as the proof.
TEST(BrokenMapping, ThatCutsTextsTooLateDoesNotCompile) {
  const std::string problems = compile_problems("dang-ky", {{"text(max=40)", "text(max=60)"}});
  EXPECT_NE(problems.find("text.limit"), std::string::npos) << problems;
}

/// Nothing that one side writes is ever a value of the other.
TEST(BrokenMapping, HasAFieldThatNoValueFits) {
  const Certificate certificate =
      proof_of("dang-ky", {{"instant(dd/MM/yyyy HH:mm:ss, +07:00)", "instant(yyyyMMddHHmmss, +07:00)"}});
  const auto& missing = certificate.out.fields_not_covered;
  EXPECT_FALSE(certificate.proven());
  EXPECT_EQ(missing, std::vector<std::string>{"signed_at ↔ NGAYKY"}) << to_text(certificate);
}

/// Both laws hold for a zone that is wrong in both directions; only a pair of documents tells.
TEST(BrokenMapping, ReadsMomentsInAnotherZone) {
  codec::Arena arena;
  const Certificate certificate = proof_of(
      "dang-ky", {{"instant(dd/MM/yyyy HH:mm:ss, +07:00)", "instant(dd/MM/yyyy HH:mm:ss, Z)"}}, citizen(arena));
  EXPECT_TRUE(has(certificate, Way::in, "signed_at", "citizen: means")) << to_text(certificate);
}

TEST(BrokenMapping, SwapsTwoGroups) {
  codec::Arena arena;
  const Certificate certificate = proof_of("dang-ky",
                                           {{"is = \"citizen\"", "is = \"the other\""},
                                            {"is = \"business\"", "is = \"citizen\""},
                                            {"is = \"the other\"", "is = \"business\""}},
                                           citizen(arena));
  EXPECT_TRUE(has(certificate, Way::in, "identity", "citizen: means")) << to_text(certificate);
}

TEST(BrokenMapping, SwapsTwoFieldsOfOneType) {
  codec::Arena arena;
  const Certificate certificate = proof_of("dang-ky",
                                           {{"canonical = \"identity\"", "canonical = \"tax_code of the other\""},
                                            {"canonical = \"tax_code\",", "canonical = \"identity\","},
                                            {"canonical = \"tax_code of the other\"", "canonical = \"tax_code\""}},
                                           citizen(arena));
  EXPECT_TRUE(has(certificate, Way::in, "identity", "citizen: means")) << to_text(certificate);
}

/// A fee of nothing is a fee; the certificate says that it will be read as none.
TEST(BrokenMapping, SpellsNothingLikeAValue) {
  const Changes changes{
      {"external = \"LEPHI\", as = \"integer\"", "external = \"LEPHI\", as = \"integer\", absent = \"0\""}};
  const Certificate certificate = proof_of("dang-ky", changes);
  EXPECT_TRUE(certificate.normalisations.contains({"value.absent", "fee"})) << to_text(certificate);
}

/// Several codes for one are a declared loss; the certificate says which.
TEST(BrokenMapping, NamesEveryCodeThatIsToldAsAnother) {
  const Certificate certificate = proof_of("dang-ky", {});
  EXPECT_TRUE(certificate.normalisations.contains({"code.many", "commune"})) << to_text(certificate);
  EXPECT_FALSE(certificate.normalisations.contains({"code.many", "kind"})) << to_text(certificate);
  ASSERT_EQ(certificate.tables.size(), 3U);
  EXPECT_EQ(certificate.tables[1].from, "2000-01-01");
  EXPECT_EQ(certificate.tables[1].refused_canonical.front().code, "thuan-hoa");
}

}  // namespace
}  // namespace lienthong::mapping
