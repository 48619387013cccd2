#include "mapping/instant_pattern.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <stdexcept>
#include <string>
#include <vector>

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

/// Nothing: a year that the pattern cannot write.
std::optional<std::string> written(const InstantPattern& pattern, base::Instant moment) {
  codec::Arena arena;
  const auto text = pattern.write(moment, arena);
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::string canonical(base::Instant moment) {
  codec::Arena arena;
  return std::string(write_rfc3339(moment, arena));
}

TEST(InstantPattern, ReadsTheNationalFormInVietnameseTime) {
  EXPECT_EQ(pattern("yyyyMMddHHmmss, +07:00").read("20250613093015"), at("2025-06-13T02:30:15Z"));
}

TEST(InstantPattern, TakesAQuotedZAsALetterAndNotAsUtc) {
  const auto java = pattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z', +07:00");
  EXPECT_EQ(java.read("2025-06-13T09:30:15.000Z"), at("2025-06-13T09:30:15.000+07:00"));
  EXPECT_EQ(written(java, at("2025-06-13T09:30:15.040+07:00")), "2025-06-13T09:30:15.040Z");
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

/// A day of the years 2 to 9998, so that no offset leaves the four-digit years, and any millisecond of it.
base::Instant any_instant() {
  const auto day = *rc::gen::inRange<std::int64_t>(-718'797, 2'932'166);
  return base::from_unix_ms(day * 86'400'000 + *rc::gen::inRange<std::int64_t>(0, 86'400'000));
}

TEST(Rfc3339, EndsWhereVietNamNoLongerWritesFourDigits) {
  EXPECT_EQ(canonical(at("0001-01-01T00:00:00+07:00")), "0001-01-01T00:00:00.000+07:00");
  EXPECT_EQ(canonical(at("9999-12-31T23:59:59.999+07:00")), "9999-12-31T23:59:59.999+07:00");
  EXPECT_FALSE(read_rfc3339("0001-01-01T00:00:00+07:01"));
  EXPECT_FALSE(read_rfc3339("9999-12-31T23:59:59Z"));
  EXPECT_THROW((void)canonical(base::Instant::max()), std::out_of_range);
  EXPECT_THROW((void)canonical(base::Instant::min()), std::out_of_range);
}

TEST(Rfc3339, WritesExactlyWhatBaseWrites) {
  EXPECT_TRUE(rc::check("same text, and read back the same", [] {
    const base::Instant moment = any_instant();
    RC_ASSERT(canonical(moment) == base::to_rfc3339(moment));
    RC_ASSERT(read_rfc3339(canonical(moment)) == moment);
  }));
}

TEST(InstantPattern, SaysWhatToDoWithATwelveHourClock) {
  const std::string why = refused("yyyyMMddhhmmss, +07:00");
  EXPECT_NE(why.find("raw string"), std::string::npos) << why;
  EXPECT_NE(why.find("HH"), std::string::npos) << why;
}

TEST(InstantPattern, ReadsAnyOffsetOfRfc3339AndWritesItsOwn) {
  const auto local = pattern("rfc3339, +07:00");
  EXPECT_EQ(local.read("2025-06-13T02:30:15Z"), at("2025-06-13T09:30:15+07:00"));
  EXPECT_EQ(local.read("2025-06-12T21:00:15.04-05:30"), at("2025-06-13T09:30:15.040+07:00"));
  EXPECT_FALSE(local.read("20250613093015"));
  const base::Instant moment = at("2025-06-13T09:30:15.040+07:00");
  EXPECT_EQ(written(local, moment), "2025-06-13T09:30:15.040+07:00");
  EXPECT_EQ(written(pattern("rfc3339, Z"), moment), "2025-06-13T02:30:15.040Z");
  EXPECT_EQ(written(pattern("rfc3339, -05:30"), moment), "2025-06-12T21:00:15.040-05:30");
  EXPECT_EQ(local.kept(moment), moment);
}

TEST(InstantPattern, CannotWriteAYearWithoutFourDigits) {
  const base::Instant last = at("9999-12-31T23:59:59+07:00");
  EXPECT_TRUE(written(pattern("yyyyMMdd, +07:00"), last));
  EXPECT_FALSE(written(pattern("yyyyMMdd, +14:00"), last));
  EXPECT_FALSE(written(pattern("yyyyMMdd, Z"), at("0001-01-01T00:00:00+07:00")));
}

TEST(InstantPattern, ReadsLiteralsByteForByte) {
  const auto spoken = pattern("'ngày 'dd'/'MM/yyyy' lúc 'HH'h'mm, +07:00");
  EXPECT_EQ(spoken.read("ngày 13/06/2025 lúc 09h30"), at("2025-06-13T09:30:00+07:00"));
  EXPECT_EQ(written(spoken, at("2025-06-13T09:30:00+07:00")), "ngày 13/06/2025 lúc 09h30");
  EXPECT_FALSE(spoken.read("ngày 13/06/2025 luc 09h30"));
}

TEST(InstantPattern, ReadsOnlyWhatItWouldWriteItself) {
  const auto national = pattern("yyyyMMddHHmmss, +07:00");
  EXPECT_TRUE(rc::check("a text of digits is refused or comes back as it is", [&] {
    const auto text = *rc::gen::container<std::string>(14, rc::gen::element('0', '1', '2', '3', '4', '5', '6'));
    const auto moment = national.read(text);
    if (moment) RC_ASSERT(written(national, *moment) == text);
  }));
}

TEST(InstantPattern, IsAnIsomorphismOnWhatItKeeps) {
  const std::vector<InstantPattern> patterns{
      pattern("yyyyMMddHHmmss, +07:00"), pattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z', +07:00"), pattern("dd/MM/yyyy, +07:00"),
      pattern("HH:mm dd-MM-yyyy, Z"), pattern("yyyyMMddHHmmss, -05:30")};
  EXPECT_TRUE(rc::check("out then in gives what was kept; in then out gives the same text", [&] {
    const base::Instant moment = any_instant();
    for (const auto& one : patterns) {
      const auto text = written(one, moment);
      RC_ASSERT(text.has_value());
      const auto back = one.read(*text);
      RC_ASSERT(back == one.kept(moment));
      RC_ASSERT(written(one, *back) == text);
    }
  }));
}

}  // namespace
}  // namespace lienthong::mapping
