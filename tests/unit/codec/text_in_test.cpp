#include "codec/text_in.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

std::string utf8(unsigned point) {
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0U | (point >> 6U)), static_cast<char>(0x80U | (point & 0x3FU))};
  return {static_cast<char>(0xE0U | (point >> 12U)), static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)),
          static_cast<char>(0x80U | (point & 0x3FU))};
}

TEST(IsPlainlyNfc, IsRightAboutEveryCharacterOfTheBasicPlaneAloneAndAfterALetter) {
  int plain = 0;
  for (unsigned point = 1; point < 0x10000; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const auto text = "e" + utf8(point) + utf8(point);
    if (!is_plainly_nfc(text)) continue;
    ++plain;
    EXPECT_EQ(base::to_nfc(text), text) << std::hex << point;
  }
  EXPECT_EQ(plain, 0x2FF + 0x100);
}

TEST(IsPlainlyNfc, SeesTheCharacterThatIsNotWhereverItStands) {
  EXPECT_TRUE(is_plainly_nfc("Nguyễn Thị Đào, đường số 5, phường Bến Nghé"));
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string text(before, 'a');
    EXPECT_FALSE(is_plainly_nfc(text + "e\xCC\x81"));
    EXPECT_FALSE(is_plainly_nfc(text + "ế\xE1\xBD\xB1" + text));
    EXPECT_FALSE(is_ascii(text + "é" + text));
    EXPECT_TRUE(is_ascii(text));
  }
}

TEST(KeepNfc, ComposesWhatIsNot) {
  Arena arena;
  EXPECT_EQ(keep_nfc(arena, "Nguye\xCC\x82\xCC\x83n"), "Nguyễn");
  EXPECT_EQ(keep_nfc(arena, "\xE1\xBD\xB1"), "ά");
  EXPECT_EQ(keep_nfc(arena, ""), "");
}

}  // namespace
}  // namespace lienthong::codec
