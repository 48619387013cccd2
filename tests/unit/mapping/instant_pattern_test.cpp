#include "mapping/instant_pattern.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lienthong::mapping {
namespace {

InstantPattern pattern(std::string_view arguments) {
  std::string why;
  auto out = InstantPattern::parse(arguments, why);
  EXPECT_TRUE(out.has_value()) << why;
  return *out;
}

std::string refused(std::string_view arguments) {
  std::string why;
  return InstantPattern::parse(arguments, why) ? "accepted" : why;
}

base::Instant at(std::string_view rfc3339) { return *read_rfc3339(rfc3339); }

TEST(InstantPattern, ReadsTheNationalFormInVietnameseTime) {
  EXPECT_EQ(pattern("yyyyMMddHHmmss, +07:00").read("20250613093015"), at("2025-06-13T02:30:15Z"));
}

TEST(InstantPattern, TakesAQuotedZAsALetterAndNotAsUtc) {
  const auto java = pattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z', +07:00");
  EXPECT_EQ(java.read("2025-06-13T09:30:15.000Z"), at("2025-06-13T09:30:15.000+07:00"));
  EXPECT_EQ(java.write(at("2025-06-13T09:30:15.040+07:00")), "2025-06-13T09:30:15.040Z");
}

TEST(InstantPattern, RefusesDatesThatDoNotExist) {
  const auto national = pattern("yyyyMMddHHmmss, +07:00");
  for (const char* text : {"20250230000000", "20251301000000", "20250600000000", "20230229000000", "20250613240000",
                           "20250613006000", "20250613000060", "00000000000000", "00000101000000"}) {
    EXPECT_FALSE(national.read(text)) << text;
  }
  EXPECT_TRUE(national.read("20240229235959"));
}

TEST(InstantPattern, RefusesTextsThatAreLongerShorterOrOtherwiseShaped) {
  const auto national = pattern("yyyyMMddHHmmss, +07:00");
  for (const char* text : {"", "2025061309301", "202506130930155", "2025-06-13 09:30", "2025061309301a",
                           " 20250613093015", "+0250613093015"}) {
    EXPECT_FALSE(national.read(text)) << text;
  }
  EXPECT_FALSE(pattern("dd/MM/yyyy, +07:00").read("13-06-2025"));
}

TEST(InstantPattern, KeepsWhatItCanWrite) {
  const base::Instant moment = at("2025-06-13T23:59:59.987+07:00");
  EXPECT_EQ(pattern("yyyyMMddHHmmss, +07:00").kept(moment), at("2025-06-13T23:59:59+07:00"));
  EXPECT_EQ(pattern("yyyyMMddHHmm, +07:00").kept(moment), at("2025-06-13T23:59:00+07:00"));
  EXPECT_EQ(pattern("yyyyMMddHH, +07:00").kept(moment), at("2025-06-13T23:00:00+07:00"));
  EXPECT_EQ(pattern("dd/MM/yyyy, +07:00").kept(moment), at("2025-06-13T00:00:00+07:00"));
  EXPECT_EQ(pattern("yyyyMMddHHmmssSSS, Z").kept(moment), moment);
}

TEST(InstantPattern, RefusesPatternsThatAreNoneWithTheReason) {
  EXPECT_NE(refused("yyyyMMddhhmmss, +07:00").find("'hh'"), std::string::npos);
  EXPECT_NE(refused("yyyyMMdd").find("offset"), std::string::npos);
  EXPECT_NE(refused("yyyyMMdd, 7").find("offset"), std::string::npos);
  EXPECT_NE(refused("yyyyMMdd, +24:00").find("offset"), std::string::npos);
  EXPECT_NE(refused("yyyyMM, Z").find("needs"), std::string::npos);
  EXPECT_NE(refused("yyyyMMddHHss, Z").find("leaves out"), std::string::npos);
  EXPECT_NE(refused("yyyyMMddyyyy, Z").find("twice"), std::string::npos);
  EXPECT_NE(refused("yyyyMMdd'T, Z").find("quote"), std::string::npos);
}

TEST(Rfc3339, IsReadStrictly) {
  EXPECT_EQ(at("2025-06-13T09:30:15+07:00"), at("2025-06-13T02:30:15.000Z"));
  EXPECT_EQ(at("2025-06-13T09:30:15.5Z"), at("2025-06-13T09:30:15.500999Z"));
  for (const char* text : {"2025-06-13", "2025-06-13T09:30:15", "2025-06-13 09:30:15Z", "2025-02-30T00:00:00Z",
                           "2025-06-13T09:30:15.Z", "2025-06-13T09:30:15+0700", "2025-06-13T09:30:60Z",
                           "2025-06-13T09:30:15.1234567890Z", "2025-6-13T09:30:15ZZZ", "2025-06-13T09:30:15Zx", ""}) {
    EXPECT_FALSE(read_rfc3339(text)) << text;
  }
}

base::Instant any_instant() {
  // The years 1900 to 2199, to the millisecond.
  return base::from_unix_ms(*rc::gen::inRange<std::int64_t>(-2'208'988'800'000, 7'258'118'400'000));
}

TEST(Rfc3339, WritesExactlyWhatBaseWrites) {
  EXPECT_TRUE(rc::check("same text, and read back the same", [] {
    const base::Instant moment = any_instant();
    RC_ASSERT(write_rfc3339(moment) == base::to_rfc3339(moment));
    RC_ASSERT(read_rfc3339(write_rfc3339(moment)) == moment);
  }));
}

TEST(InstantPattern, IsAnIsomorphismOnWhatItKeeps) {
  const std::vector<InstantPattern> patterns{
      pattern("yyyyMMddHHmmss, +07:00"), pattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z', +07:00"), pattern("dd/MM/yyyy, +07:00"),
      pattern("HH:mm dd-MM-yyyy, Z"), pattern("yyyyMMddHHmmss, -05:30")};
  EXPECT_TRUE(rc::check("out then in gives what was kept; in then out gives the same text", [&] {
    const base::Instant moment = any_instant();
    for (const auto& one : patterns) {
      const auto text = one.write(moment);
      RC_ASSERT(text.has_value());
      const auto back = one.read(*text);
      RC_ASSERT(back == one.kept(moment));
      RC_ASSERT(one.write(*back) == text);
    }
  }));
}

}  // namespace
}  // namespace lienthong::mapping
