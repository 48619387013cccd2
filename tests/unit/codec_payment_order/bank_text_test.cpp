#include "codec/payment_order/bank_text.hpp"

#include "codec/payment_order/bank_code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

std::string unicode(std::string_view text) { return bank_text(text, BankCharacters::unicode).value_or("refused"); }
std::string swift(std::string_view text) { return bank_text(text, BankCharacters::swift).value_or("refused"); }

TEST(BankText, NamesStayAsTheyAreWhereTheBankTakesUnicode) {
  EXPECT_EQ(unicode("Sở Tài chính – tỉnh Thái Nguyên & \"đối tác\""), "Sở Tài chính – tỉnh Thái Nguyên & \"đối tác\"");
  EXPECT_EQ(unicode("  Đồng Quang\u00A0"), "Đồng Quang");
  EXPECT_EQ(unicode("a\u0302\u0301"), "\u1EA5") << "NFC";
  EXPECT_EQ(unicode(""), "");
}

TEST(BankText, NamesAreFoldedWhereItTakesTheSwiftSetOnly) {
  EXPECT_EQ(swift("Sở Tài chính – tỉnh Thái Nguyên"), "SO TAI CHINH - TINH THAI NGUYEN");
  EXPECT_EQ(swift("Đơn vị “Ươm mầm”; số 7_A & B [cũ]…"), "DON VI 'UOM MAM', SO 7-A + B (CU)...");
  EXPECT_EQ(swift("\u2009Đ"), "D");
}

TEST(BankText, WhatCannotBeSentIsRefusedNotGuessed) {
  for (const std::string& text : std::vector<std::string>{"a\nb", "a\tb", std::string("a\0b", 3), "\x7F", "a\u0085",
                                                          "\xC3", "\xED\xA0\x80", "a\uFFFE", "a\uFFFF", "\x1B[1m"}) {
    EXPECT_EQ(unicode(text), "refused") << text;
    EXPECT_EQ(swift(text), "refused") << text;
  }
  for (const std::string_view text : {"100 %", "thuế@", "日本", "1 < 2", "€", "😀"}) {
    EXPECT_EQ(unicode(text), text);
    EXPECT_EQ(swift(text), "refused") << text;
  }
}

TEST(BankText, ReferencesAreOfTheSwiftSetWithoutSlashesThatBanksReadAsCodes) {
  for (const std::string_view text : {"LT202511TT1N0001", "a/b-c?d:e(f).g,h'i+j k", "1"}) {
    EXPECT_TRUE(is_reference(text)) << text;
  }
  for (const std::string_view text : {"", "/a", "a/", "a//b", " a", "a ", "a_b", "mã", "a\nb", "a;b"}) {
    EXPECT_FALSE(is_reference(text)) << text;
  }
}

TEST(BankCode, ItsFormSaysHowTheBankIsNamed) {
  for (const std::string_view code : {"BFTVVNVX", "VBAAVNVX", "BFTVVNVX002", "HSBCVN2X"}) {
    EXPECT_EQ(bank_code_kind(code), BankCodeKind::bic) << code;
  }
  EXPECT_EQ(bank_code_kind("01203001"), BankCodeKind::clearing_member);
  for (const std::string_view code : {"AGRIBANK", "KBNN-TN", "VCB", "0120300", "012030011", "BFTVVN0X", "BFTVVNVO",
                                      "bftvvnvx", "BFTVVNVX00", "BFT1VNVX", "BFTVVNV*", "0120300a", ""}) {
    EXPECT_EQ(bank_code_kind(code), BankCodeKind::other) << code;
  }
}

RC_GTEST_PROP(BankTextProperty, what_is_folded_is_of_the_set_and_stays_as_it_is, ()) {
  static const std::vector<std::string> letters{"a", "Đ", "ữ", "Ơ", "ỵ", "é",      " ",
                                                "-", "–", "9", "ß", "&", "\u0301", "%"};
  std::string text;
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) text += *rc::gen::elementOf(letters);
  const auto folded = bank_text(text, BankCharacters::swift);
  if (!folded) return;
  RC_ASSERT(is_swift_text(*folded));
  RC_ASSERT(bank_text(*folded, BankCharacters::swift) == folded);
}

}  // namespace
}  // namespace lienthong::codec
