#include "codec/json.hpp"
#include "mapping/proof/prove.hpp"
#include "mapping/proof/witness_files.hpp"
#include "mapping/workbench/message.hpp"
#include "mapping/workbench/sources.hpp"
#include "unit/mapping_proof/fixture_mappings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// Documents that somebody wrote have more in them than those that the prover makes.

namespace lienthong::mapping {
namespace {

Witness witness_of(const Plan& plan, const char* external, const char* canonical, std::set<std::string> notes,
                   codec::Arena& arena) {
  const auto theirs = read_external(plan, external, arena);
  const auto ours = codec::read_json(canonical, arena);
  EXPECT_TRUE(theirs && ours);
  return {"witness", theirs ? *theirs : codec::Value{}, ours ? *ours : codec::Value{}, std::move(notes)};
}

/// "way path: what" of each counter-example that is a witness.
std::string said_of(const Plan& plan, const Witness& witness) {
  std::string out;
  for (const CounterExample& one :
       prove(plan, {.seed = 1, .random_cases = 0, .witnesses = {witness}}).counter_examples) {
    if (one.law == "witness") out += std::string(name(one.way)) + " " + one.path + ": " + one.what + "\n";
  }
  return out;
}

constexpr const char* canonical_slip =
    R"({"code":"H57-0001","kind":"citizen","received_at":"2026-06-15T08:30:00.000+07:00","name":"Hồ Mơ","copies":2,"fee":15000,"urgent":true})";

std::string slip(std::string_view copies, std::string_view fee, std::string_view urgent) {
  return R"(<Phieu xmlns="urn:phieu"><Ma>H57-0001</Ma><Loai>1</Loai><TiepNhan>2026-06-15T08:30:00.000+07:00</TiepNhan>)"
         R"(<HoTen soBan=")" +
         std::string(copies) + R"(">Hồ Mơ</HoTen><LePhi>)" + std::string(fee) + "</LePhi><Khan>" + std::string(urgent) +
         "</Khan></Phieu>";
}

TEST(Witness, MayHaveWhiteSpaceAroundXmlValuesThatAreNoTexts) {
  const auto plan = fixture_plan("phieu");
  codec::Arena arena;
  for (const std::string& bytes : {slip("2", "15000", "true"), slip(" 2", "\n 15000 ", " 1 ")})
    EXPECT_EQ(said_of(*plan, witness_of(*plan, bytes.c_str(), canonical_slip, {}, arena)), "") << bytes;
}

TEST(Witness, MustMeanItsNumbersAllTheSame) {
  const auto plan = fixture_plan("phieu");
  codec::Arena arena;
  const std::string other = slip("2", " 15001 ", "true");
  EXPECT_EQ(said_of(*plan, witness_of(*plan, other.c_str(), canonical_slip, {}, arena)),
            "in fee: witness: means 15000, is mapped to 15001\n");
}

constexpr const char* registration =
    R"({"MA":"H57-0001","LOAI":"1","TIEPNHAN":1781487000000,"THAMCHIEU":"dvcH5700011781487000000","KENH":"2","HENTRA":"",
        "NGAYKY":"15/06/2026 08:30:00","MOI":{"a":[1,2]},"MST":"12"})";
constexpr const char* canonical_registration =
    R"({"code":"H57-0001","kind":"citizen","received_at":"2026-06-15T08:30:00.000+07:00",
        "signed_at":"2026-06-15T08:30:00.000+07:00"})";

TEST(Witness, MayHaveFieldsThatItsCaseDeclaresAsUnread) {
  const auto plan = fixture_plan("dang-ky");
  codec::Arena arena;
  const std::set<std::string> declared{"field.unread MOI", "field.unread MST"};
  EXPECT_EQ(said_of(*plan, witness_of(*plan, registration, canonical_registration, declared, arena)), "");
}

TEST(Witness, MayHaveNoOtherUnreadField) {
  const auto plan = fixture_plan("dang-ky");
  codec::Arena arena;
  EXPECT_EQ(said_of(*plan, witness_of(*plan, registration, canonical_registration, {"field.unread MOI"}, arena)),
            "in MST: witness: a field that the mapping knows was not read\n");
}

TEST(Witness, HasTheNotesOfItsCase) {
  const std::filesystem::path adapter = "tests/golden/contracts/adapters/portal";
  Diagnostics problems;
  const auto plans = load_mapping(adapter / "mappings/tech-id.toml", SourceChoice{}, problems);
  ASSERT_TRUE(plans);
  codec::Arena arena;
  const auto witnesses = load_witnesses(*plans->json, adapter / "cases", "tech-id", arena);
  const auto two = std::find_if(witnesses.begin(), witnesses.end(),
                                [](const Witness& one) { return one.name.starts_with("tech-id-two"); });
  ASSERT_NE(two, witnesses.end());
  EXPECT_EQ(two->notes, std::set<std::string>{"field.unread result[1]"});
}

}  // namespace
}  // namespace lienthong::mapping
