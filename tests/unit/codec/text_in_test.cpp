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
  for (std::size_t before = 0; before < 100; ++before) {
    const std::string text(before, 'a');
    EXPECT_FALSE(is_plainly_nfc(text + "e\xCC\x81"));
    EXPECT_FALSE(is_plainly_nfc(text + "ế\xE1\xBD\xB1" + text));
    EXPECT_FALSE(is_ascii(text + "é" + text));
    EXPECT_TRUE(is_ascii(text));
  }
}

TEST(IsPlainlyNfc, IsTrueOnlyOfUtf8InNfcWhateverTheBytes) {
  const std::string bytes = "a\x7F\x80\xB7\xB8\xBB\xBC\xBF\xC1\xC2\xCB\xCC\xE1\xE2\xF0\xFF";
  int plain = 0;
  for (std::size_t number = 0; number < bytes.size() * bytes.size() * bytes.size() * bytes.size(); ++number) {
    std::string text;
    for (std::size_t left = number, i = 0; i < 4; ++i, left /= bytes.size()) text += bytes[left % bytes.size()];
    for (std::size_t size = 1; size <= 4; ++size) {
      const auto part = std::string_view(text).substr(0, size);
      if (is_plainly_nfc(part)) {
        ++plain;
        ASSERT_TRUE(base::is_utf8(part) && base::to_nfc(part) == part) << testing::PrintToString(part);
      }
      // Wherever it stands, alone or between others, the answer is the same.
      const std::string after(30 + number % 6, 'a');
      ASSERT_EQ(is_plainly_nfc(after + std::string(part)), is_plainly_nfc(part));
      ASSERT_EQ(is_plainly_nfc("a" + std::string(part) + after), is_plainly_nfc(part));
    }
  }
  EXPECT_GT(plain, 10'000);
}

TEST(NfcOf, GivesTheTextItselfWhereItIsPlain) {
  Arena arena;
  const std::string plain = "Nguyễn";
  EXPECT_EQ(nfc_of(arena, plain).data(), plain.data());
  EXPECT_EQ(nfc_of(arena, "Nguye\xCC\x82\xCC\x83n – x"), "Nguyễn – x");
}

TEST(KeepNfc, ComposesWhatIsNot) {
  Arena arena;
  EXPECT_EQ(keep_nfc(arena, "Nguye\xCC\x82\xCC\x83n"), "Nguyễn");
  EXPECT_EQ(keep_nfc(arena, "\xE1\xBD\xB1"), "ά");
  EXPECT_EQ(keep_nfc(arena, ""), "");
}

}  // namespace
}  // namespace lienthong::codec
