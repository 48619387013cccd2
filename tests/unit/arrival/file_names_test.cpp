#include "arrival/file_names.hpp"

#include <gtest/gtest.h>

namespace lienthong::arrival {
namespace {

TEST(FileNames, OddOnesAreThoseThatCannotBeShownOrStoredSafely) {
  for (const std::string name : {"", ".", "..", "a/b", "/etc/passwd", "..\\a", "a\nb", "a\x7F", "\xFF\xFE", "a\u0085",
                                 "ngh\u202Efdp.xml", "\u2066a", "a\u2028b"}) {
    EXPECT_TRUE(is_odd_name(name)) << name;
  }
  EXPECT_TRUE(is_odd_name(std::string("a\0b", 3)));
  EXPECT_TRUE(is_odd_name(std::string(longest_name + 1, 'a')));
  EXPECT_FALSE(is_odd_name(std::string(longest_name, 'a')));
  for (const std::string name : {"sao kê tháng 6.xml", "camt.053_2026-06-15 (2).xml", "...", "'; drop table", "–"}) {
    EXPECT_FALSE(is_odd_name(name)) << name;
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
