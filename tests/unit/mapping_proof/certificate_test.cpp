#include "codec/json.hpp"
#include "mapping/proof/prove.hpp"
#include "unit/mapping_proof/fixture_mappings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::mapping {
namespace {

Certificate certificate_of(const char* mapping, std::uint64_t seed, std::size_t random_cases = 10) {
  return prove(*fixture_plan(mapping), {.seed = seed, .random_cases = random_cases});
}

const Certificate& usual() {
  static const Certificate certificate = certificate_of("dang-ky", 1);
  return certificate;
}

class Language : public testing::TestWithParam<const char*> {};

TEST_P(Language, IsProvenWhole) {
  const Certificate certificate = certificate_of(GetParam(), 1);
  EXPECT_TRUE(certificate.proven()) << to_text(certificate);
  EXPECT_EQ(certificate.out.unusable, 0U) << to_text(certificate);
  EXPECT_EQ(certificate.in.unusable, 0U) << to_text(certificate);
}

INSTANTIATE_TEST_SUITE_P(Proof, Language, testing::Values("dang-ky", "phieu", "to-khai", "to-khai-xml"));

TEST(Certificate, CountsEveryFieldCodeAndEnumValueOfBothWays) {
  const Certificate& certificate = usual();
  EXPECT_EQ(certificate.out.fields, certificate.in.fields + 1) << "the constant is only written";
  // kind 2, urgent 2, digital 2; commune 2 and 3 by version, twice.
  EXPECT_EQ(certificate.out.values, 16U);
  EXPECT_EQ(certificate.in.values, 12U);
}

TEST(Certificate, NamesLossesWithTheirReasons) {
  const Certificate& certificate = usual();
  const auto note = std::find_if(certificate.losses.begin(), certificate.losses.end(),
                                 [](const LostField& loss) { return loss.path == "GHICHU"; });
  ASSERT_NE(note, certificate.losses.end());
  EXPECT_EQ(note->why, "nobody reads it");
}

TEST(Certificate, IsTheSameForTheSameSeed) {
  EXPECT_EQ(to_json(certificate_of("to-khai", 7)), to_json(certificate_of("to-khai", 7)));
  EXPECT_EQ(to_json(certificate_of("dang-ky", 1)), to_json(usual()));
}

TEST(Certificate, TriesOtherDocumentsWithAnotherSeed) {
  EXPECT_NE(certificate_of("dang-ky", 2).normalisations, usual().normalisations);
}

TEST(Certificate, IsJsonForPrograms) {
  codec::Arena arena;
  const std::string text = to_json(certificate_of("phieu", 1));
  const auto value = codec::read_json(text, arena);
  ASSERT_TRUE(value) << text;
  EXPECT_EQ(value->find("format")->scalar(), "xml");
  EXPECT_EQ(value->find("seed")->scalar(), "1");
  EXPECT_EQ(value->find("out")->find("fields_not_covered")->items().size(), 0U);
}

TEST(Certificate, WithoutAnythingTriedIsNoProof) { EXPECT_FALSE(Certificate{}.proven()); }

}  // namespace
}  // namespace lienthong::mapping
