#include "unit/codec_statement/camt_document.hpp"
#include "unit/codec_statement/recorder.hpp"
#include "unit/codec_statement/schema_agreement.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace lienthong::codec {
namespace {

using testing::Agreement;
using testing::camt_document;
using testing::CamtVersion;

const std::filesystem::path own_schemas = "schemas/external/bank-statement";
const std::filesystem::path corpus = "../shared/corpora/iso20022-camt";

std::vector<CamtVersion> all_versions() {
  std::vector<CamtVersion> out;
  for (const auto* kind : {"052", "053", "054"}) {
    for (int number = 2; number <= 8; ++number) out.push_back({kind, number});
  }
  return out;
}

void tell(const char* what, const Agreement& agreement) {
  std::cout << what << ": both accept " << agreement.accepted << ", both refuse " << agreement.refused
            << "; refused by the schema alone where ours is open " << agreement.open
            << ", by the reader alone for its meaning " << agreement.meaning << "\n";
}

TEST(CamtSchema, TheReaderJudgesAsLibxmlDoesByOurSchemas) {
  constexpr std::size_t part = 30;
  Agreement agreement;
  std::size_t phase = 0;
  for (const auto& version : all_versions()) {
    SCOPED_TRACE(version.name());
    const auto schema = testing::load_camt_xsd(own_schemas / (version.name() + ".xsd"));
    testing::expect_agreement(camt_document(version), *schema, phase++, part, agreement);
  }
  tell("our schemas", agreement);
  EXPECT_EQ(agreement.open, 0U);
  EXPECT_GT(agreement.accepted, 400U);
  EXPECT_GT(agreement.refused, 1000U);
}

std::filesystem::path official(const std::string& version) {
  const auto beside = corpus / (version + ".xsd");
  return std::filesystem::exists(beside) ? beside : corpus / "more-xsd" / (version + ".xsd");
}

TEST(CamtSchema, TheReaderJudgesAsTheOfficialSchemasDo) {
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "skipped: no " << corpus;
  constexpr std::size_t part = 30;
  Agreement agreement;
  std::size_t phase = 0;
  for (const auto& version : all_versions()) {
    SCOPED_TRACE(version.name());
    const auto schema = testing::load_camt_xsd(official(version.name()));
    testing::expect_agreement(camt_document(version), *schema, phase++, part, agreement);
  }
  tell("official schemas", agreement);
  EXPECT_GT(agreement.accepted, 400U);
  EXPECT_GT(agreement.refused, 1000U);
}

TEST(CamtSchema, TheReaderJudgesTheSamplesAsTheOfficialSchemasDo) {
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "skipped: no " << corpus;
  constexpr std::size_t part = 9;
  Agreement agreement;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    if (entry.path().extension() != ".xml") continue;
    SCOPED_TRACE(entry.path().filename());
    std::ifstream in(entry.path());
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto at = bytes.find("camt.05");
    const auto schema = testing::load_camt_xsd(official(bytes.substr(at, 15)));
    testing::expect_agreement(bytes, *schema, 0, part, agreement);
  }
  tell("samples", agreement);
  EXPECT_GT(agreement.accepted, 100U);
  EXPECT_GT(agreement.refused, 400U);
}

}  // namespace
}  // namespace lienthong::codec
