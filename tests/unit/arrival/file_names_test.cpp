#include "arrival/file_names.hpp"

#include <gtest/gtest.h>

namespace lienthong::arrival {
namespace {

TEST(FileNames, OddOnesAreThoseThatCannotBeShownOrStoredSafely) {
  for (const std::string name : {"", ".", "..", "a/b", "/etc/passwd", "..\\a", "a\nb", "a\x7F", "\xFF\xFE"}) {
    EXPECT_TRUE(is_odd_name(name)) << name;
  }
  EXPECT_TRUE(is_odd_name(std::string("a\0b", 3)));
  EXPECT_TRUE(is_odd_name(std::string(longest_name + 1, 'a')));
  EXPECT_FALSE(is_odd_name(std::string(longest_name, 'a')));
  for (const std::string name : {"sao kê tháng 6.xml", "camt.053_2026-06-15 (2).xml", "...", "'; drop table", "–"}) {
    EXPECT_FALSE(is_odd_name(name)) << name;
  }
}

/// A code point from U+0080 to U+FFFF in UTF-8.
std::string utf8(unsigned int point) {
  const auto tail = [](unsigned int bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
  if (point < 0x800U) return {static_cast<char>(0xC0U | (point >> 6U)), tail(point)};
  return {static_cast<char>(0xE0U | (point >> 12U)), tail(point >> 6U), tail(point)};
}

TEST(FileNames, ControlsSeparatorsAndWhatTurnsTheDirectionAreOddNothingElseIs) {
  for (unsigned int point = 0x80; point <= 0xFFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const bool odd = point <= 0x9F || (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    ASSERT_EQ(is_odd_name("a" + utf8(point) + "b"), odd) << std::hex << point;
  }
}

TEST(FileNames, TemporaryOnesAreKnownByTheirEndInAnyCase) {
  for (const std::string name :
       {"a.xml.part", "a.TMP", "a.filepart", "a.xml.Partial", "a.crdownload", "a~", "~$a.xlsx"}) {
    EXPECT_TRUE(is_temporary_name(name)) << name;
  }
  for (const std::string name : {"part", "tmp", ".part", "a.party", "part.xml", "~"}) {
    EXPECT_FALSE(is_temporary_name(name)) << name;
  }
}

TEST(FileNames, AFinishedFileLosesWhatMadeItTemporary) {
  EXPECT_EQ(finished_name("a.xml.part"), "a.xml");
  EXPECT_EQ(finished_name("a.xml.FILEPART"), "a.xml");
  EXPECT_EQ(finished_name(".a.xml"), "a.xml");
  EXPECT_EQ(finished_name(".a.xml.tmp"), "a.xml");
  EXPECT_EQ(finished_name("a.xml"), "a.xml");
}

TEST(FileNames, AUsedNameGetsTheFilesTimeBeforeItsEnd) {
  const auto at = base::from_rfc3339("2026-06-15T08:30:05.678+07:00").value();
  EXPECT_EQ(free_name("sao-ke.xml", at, 0), "sao-ke.xml");
  EXPECT_EQ(free_name("sao-ke.xml", at, 1), "sao-ke.20260615083005.xml");
  EXPECT_EQ(free_name("sao-ke.xml", at, 2), "sao-ke.20260615083005-2.xml");
  EXPECT_EQ(free_name("saoke", at, 1), "saoke.20260615083005");
  EXPECT_LE(free_name(std::string(longest_name, 'a'), at, 1).size(), 255U);
}

}  // namespace
}  // namespace lienthong::arrival
