#include "base/text.hpp"

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/sha256.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::base {
namespace {

constexpr std::string_view decomposed = "Nguye\xCC\x82\xCC\x83n Thi\xCC\xA3 \xC4\x90\x61\xCC\x80o";  // NFD

TEST(Text, ComposesVietnameseToNfc) { EXPECT_EQ(to_nfc(decomposed), "Nguyễn Thị Đào"); }

TEST(Text, FoldsMarksAndTheLetterDThatHasNoDecomposition) {
  EXPECT_EQ(fold_vietnamese("Nguyễn Thị Đào, ĐƯỜNG SỐ 5"), "nguyen thi dao, duong so 5");
  EXPECT_EQ(fold_vietnamese(decomposed), "nguyen thi dao");
}

TEST(Text, LowersBothFormsToTheSameBytes) {
  EXPECT_EQ(to_nfc_lower("ĐÃ TỒN TẠI"), to_nfc_lower("đã to\xCC\x82\xCC\x80n tại"));
}

TEST(Text, RefusesWhatIsNotUtf8) {
  EXPECT_TRUE(is_utf8("Hồ sơ"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_utf8("H\xE1\xBB"));         // cut
}

TEST(Text, CutsOnCodePointsAndKeepsMarksWithTheirLetter) {
  EXPECT_EQ(cut_code_points("Đặng", 2), "Đặ");
  EXPECT_EQ(cut_code_points("Đặng", 9), "Đặng");
  EXPECT_EQ(cut_code_points("ae\xCC\x82z", 2), "a");  // "ê" in two code points does not fit in one
  EXPECT_EQ(cut_code_points("ae\xCC\x82z", 3), "ae\xCC\x82");
}

TEST(Text, TrimsBlanksThatOperatorsPaste) { EXPECT_EQ(trim(" \xC2\xA0H55.12-250613-0001 \t\n"), "H55.12-250613-0001"); }

TEST(Digest, Sha256OfNothingIsTheKnownOne) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, PiecesHaveTheDigestOfTheWhole) {
  Sha256 sum;
  for (const std::string_view piece : {"a", "", "bc"}) sum.add(piece);
  EXPECT_EQ(sum.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 4231, test case 2.
TEST(Digest, HmacIsTheKnownOne) {
  EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Digest, Base64ReadsOnlyItsCanonicalForm) {
  EXPECT_EQ(from_base64(to_base64("Hồ sơ")), "Hồ sơ");
  EXPECT_EQ(from_base64("JVBE\nRi0x\nLjQK"), "%PDF-1.4\n");
  EXPECT_FALSE(from_base64("JVBERi0").has_value());
  EXPECT_FALSE(from_base64("AB==").has_value());  // stray bits
  EXPECT_FALSE(from_base64("A=BC").has_value());
}

/// `count` marks of two classes in turns behind one letter: every pair is out of order.
std::string marked_letter(std::size_t count) {
  std::string out = "a";
  for (std::size_t i = 0; i < count; ++i) out += i % 2 == 0 ? "\u0301" : "\u0323";
  return out;
}

TEST(Text, KnowsMoreMarksThanAnyLanguageHas) {
  EXPECT_TRUE(is_stream_safe(""));
  EXPECT_TRUE(is_stream_safe("Nguyễn Thị Mơ"));
  EXPECT_TRUE(is_stream_safe(marked_letter(30) + marked_letter(30)));
  EXPECT_FALSE(is_stream_safe(marked_letter(31)));
}

TEST(Text, OrdersALongRowOfMarksInTimeLinearInIt) {
  // With the square of the length this would take hours.
  const std::string text = marked_letter(2'000'000);
  EXPECT_EQ(to_nfc(text).size(), text.size());
  EXPECT_EQ(to_nfc(marked_letter(2)), "\u1EA1\u0301");
}

TEST(Instant, ReadsOnlyTheExactForm) {
  for (const char* text :
       {"2025-6-3T9:30:00+7:00", "2026-06-15T08:30:00+0700", "2026-06-15t08:30:00Z", "2026-06-15T08:30Z",
        "2026-06-15T08:30:00.Z", "2026-06-15T08:30:00", " 2026-06-15T08:30:00Z", "2026-06-15T08:30:00Z ",
        "+026-06-15T08:30:00Z", "2026-06-15T08:30:00.1234567890Z", "2026-06-15T08:30:00.1234Z", "2026-02-29T08:30:00Z",
        "2026-06-15T24:00:00Z", "2026-06-15T08:30:60Z", "2026-06-15T08:30:00+24:00", "2026-06-15T08:30:00+06:60", ""}) {
    EXPECT_FALSE(from_rfc3339(text).has_value()) << text;
  }
}

TEST(Instant, ReadsMillisecondsAndTheirMissingDigits) {
  EXPECT_EQ(unix_ms(from_rfc3339("1970-01-01T00:00:01.5Z").value()), 1'500);
  EXPECT_EQ(unix_ms(from_rfc3339("1970-01-01T00:00:01.057Z").value()), 1'057);
  EXPECT_EQ(unix_ms(from_rfc3339("1969-12-31T18:30:00-05:30").value()), 0);
}

TEST(Instant, ReadsAnyOffsetAndWritesVietnamTime) {
  const auto at = from_rfc3339("2026-06-15T01:30:00Z");
  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(to_rfc3339(*at), "2026-06-15T08:30:00.000+07:00");
  EXPECT_EQ(to_vietnamese(*at), "15/06/2026 08:30");
  EXPECT_EQ(from_rfc3339("2026-06-15T08:30:00.000+07:00").value(), *at);
  EXPECT_FALSE(from_rfc3339("2026-06-15 08:30:00").has_value());
  EXPECT_FALSE(from_rfc3339("2026-13-15T08:30:00Z").has_value());
}

}  // namespace
}  // namespace lienthong::base
