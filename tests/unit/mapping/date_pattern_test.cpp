#include "mapping/date_pattern.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lienthong::mapping {
namespace {

/// The usual list: a day, a month or a year.
std::vector<DatePattern> patterns(std::string_view written = "dd/MM/yyyy|MM/yyyy|yyyy") {
  std::string why;
  auto out = parse_date_patterns(written, why);
  EXPECT_TRUE(out.has_value()) << why;
  return std::move(*out);
}

std::string refused(std::string_view written) {
  std::string why;
  return parse_date_patterns(written, why) ? "accepted" : why;
}

std::string in(const std::vector<DatePattern>& forms, std::string_view text) {
  codec::Arena arena;
  return std::string(read_date(forms, text, arena).value_or("refused"));
}
std::string out(const std::vector<DatePattern>& forms, std::string_view canonical) {
  codec::Arena arena;
  return std::string(write_date(forms, canonical, arena).value_or("refused"));
}

TEST(DatePattern, TakesEachPrecisionThroughItsOwnPattern) {
  const auto forms = patterns();
  for (const auto& [external, canonical] : {std::pair{"12/03/1991", "1991-03-12"},
                                            {"06/2025", "2025-06"},
                                            {"2005", "2005"},
                                            {"29/02/2024", "2024-02-29"}}) {
    EXPECT_EQ(in(forms, external), canonical);
    EXPECT_EQ(out(forms, canonical), external);
  }
}

TEST(DatePattern, RefusesDatesThatDoNotExistAndOtherForms) {
  const auto forms = patterns();
  for (const char* text : {"30/02/2024", "29/02/2023", "00/01/2024", "01/00/2024", "13/2024", "00/2024", "0000", "",
                           "1/1/2024", "12-03-1991", "1991-03-12", "12/03/1991 ", "12/03/91", "mười"}) {
    EXPECT_EQ(in(forms, text), "refused") << text;
  }
  for (const char* text : {"1991-3-12", "1991-02-30", "1991-13", "0000", "12/03/1991", "1991-03-12T00:00:00Z", ""}) {
    EXPECT_EQ(out(forms, text), "refused") << text;
  }
}

TEST(DatePattern, RefusesAPrecisionThatIsNotListed) {
  const auto day_only = patterns("dd.MM.yyyy");
  EXPECT_EQ(in(day_only, "12.03.1991"), "1991-03-12");
  EXPECT_EQ(in(day_only, "1991"), "refused");
  EXPECT_EQ(out(day_only, "1991-03"), "refused");
}

TEST(DatePattern, RefusesListsThatLeaveAChoice) {
  EXPECT_NE(refused("dd/MM/yyyy|yyyy-MM-dd").find("precision"), std::string::npos);
  EXPECT_NE(refused("yyyy|yyyy").find("precision"), std::string::npos);
  EXPECT_NE(refused("yyyy'00'|yyyyMM").find("same text"), std::string::npos);
  EXPECT_EQ(refused("yyyy'xx'|yyyyMM"), "accepted");
  EXPECT_EQ(refused("ddMMyyyy | MMyyyy | yyyy"), "accepted");
}

TEST(DatePattern, RefusesPatternsThatAreNoDate) {
  for (const char* written :
       {"", "dd/yyyy", "dd/MM", "MM", "dd/MM/yyyy HH:mm", "yyyy|", "dd/MM/yy", "hh/MM/yyyy", "dd/MM/yyyy'"}) {
    EXPECT_NE(refused(written), "accepted") << written;
  }
}

TEST(CalendarDate, ReadsOnlyItsThreeForms) {
  EXPECT_EQ(read_date("1991-03-12")->precision, DatePrecision::day);
  EXPECT_EQ(read_date("1991-03")->precision, DatePrecision::month);
  EXPECT_EQ(read_date("1991")->precision, DatePrecision::year);
  for (const char* text : {"199", "1991-", "1991/03", "1991-00", "1991-03-00", "1991-03/12", "abcd", "19910312"}) {
    EXPECT_FALSE(read_date(text)) << text;
  }
}

TEST(DatePattern, IsAnIsomorphism) {
  const std::vector<std::vector<DatePattern>> lists{patterns(), patterns("yyyyMMdd|yyyy|yyyyMM"),
                                                    patterns("'năm 'yyyy|MM.yyyy|yyyy-MM-dd")};
  EXPECT_TRUE(rc::check("out then in gives the same date of any precision", [&] {
    CalendarDate date{*rc::gen::element(DatePrecision::year, DatePrecision::month, DatePrecision::day),
                      *rc::gen::inRange(1, 10'000)};
    if (date.precision >= DatePrecision::month) date.month = *rc::gen::inRange(1, 13);
    if (date.precision == DatePrecision::day) date.day = *rc::gen::inRange(1, 32);
    RC_PRE(date.is_real());
    codec::Arena arena;
    const std::string canonical(write_date(date, arena));
    RC_ASSERT(read_date(canonical).has_value());
    for (const auto& list : lists) RC_ASSERT(in(list, out(list, canonical)) == canonical);
  }));
}

}  // namespace
}  // namespace lienthong::mapping
