#include "mapping/parts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lienthong::mapping {
namespace {

using Text = std::optional<std::string>;
using Texts = std::vector<Text>;

const Parts name_of_a_person{PartsKind::name_parts, {}};
const Parts date_of_birth{PartsKind::date_parts, {}};
const Parts address{PartsKind::join, ", "};
/// The district: gone since 01/07/2025.
constexpr std::size_t district = 2;

std::string_view view(const Text& text) {
  return text ? std::string_view(text->c_str(), text->size()) : std::string_view{};
}
Text text_of(std::string_view view) { return view.data() == nullptr ? Text{} : Text(std::string(view)); }

/// The parts, or the code of the refusal alone; behind them "~" where the way back is another.
Texts split(const Parts& parts, const std::string& whole, std::size_t count, std::optional<std::size_t> optional = {}) {
  codec::Arena arena;
  std::vector<std::string_view> out(count);
  const auto exactness = split_parts(parts, whole, optional, out, arena);
  if (!exactness) return {std::string(exactness.error().code)};
  Texts texts;
  for (const std::string_view part : out) texts.push_back(text_of(part));
  if (*exactness == Exactness::inexact) texts.emplace_back("~");
  return texts;
}

/// The text, or the code of the refusal; behind it "~" where the way back is another.
Text join(const Parts& parts, const Texts& texts, std::optional<std::size_t> optional = {}) {
  codec::Arena arena;
  std::vector<std::string_view> values;
  for (const Text& text : texts) values.push_back(view(text));
  const auto written = join_parts(parts, values, optional, arena);
  if (!written) return std::string(written.error().code);
  Text out = text_of(written->text);
  if (written->exactness == Exactness::inexact) out = out.value_or("") + "~";
  return out;
}

TEST(NameParts, AreTheFirstWordTheWordsBetweenAndTheLast) {
  EXPECT_EQ(split(name_of_a_person, "Nguyễn Thị Minh Khai", 3), (Texts{"Nguyễn", "Thị Minh", "Khai"}));
  EXPECT_EQ(split(name_of_a_person, "Trần Thị Mơ", 3), (Texts{"Trần", "Thị", "Mơ"}));
  EXPECT_EQ(split(name_of_a_person, "Lê Lợi", 3), (Texts{"Lê", std::nullopt, "Lợi"}));
  EXPECT_EQ(split(name_of_a_person, "Y", 3), (Texts{std::nullopt, std::nullopt, "Y"}));
  EXPECT_EQ(join(name_of_a_person, {"Nguyễn", "Thị Minh", "Khai"}), "Nguyễn Thị Minh Khai");
  EXPECT_EQ(join(name_of_a_person, {"Lê", std::nullopt, "Lợi"}), "Lê Lợi");
  EXPECT_EQ(join(name_of_a_person, {std::nullopt, std::nullopt, "Y"}), "Y");
}

TEST(NameParts, TakeAnyWhiteSpaceAndSayThatTheyDid) {
  for (const char* whole :
       {"Trần  Thị Mơ", " Trần Thị Mơ", "Trần Thị Mơ ", "Trần\tThị\nMơ", "Trần\u00A0Thị Mơ\u00A0"}) {
    EXPECT_EQ(split(name_of_a_person, whole, 3), (Texts{"Trần", "Thị", "Mơ", "~"})) << whole;
  }
  EXPECT_EQ(join(name_of_a_person, {" Trần", "Thị  Mai", "Mơ "}), "Trần Thị Mai Mơ~");
}

TEST(NameParts, WhoseBordersDifferAreJoinedAndNoted) {
  EXPECT_EQ(join(name_of_a_person, {"Tôn Nữ", "Thị", "Ninh"}), "Tôn Nữ Thị Ninh~");
  EXPECT_EQ(join(name_of_a_person, {"Nguyễn", std::nullopt, std::nullopt}), "Nguyễn~");
  EXPECT_EQ(join(name_of_a_person, {"Nguyễn", "", "An"}), "Nguyễn An~") << "an empty part comes back as none";
}

TEST(NameParts, WithoutAWordAreNoName) {
  EXPECT_EQ(split(name_of_a_person, "", 3), Texts{"mapping.name"});
  EXPECT_EQ(split(name_of_a_person, " \t\u00A0", 3), Texts{"mapping.name"});
  EXPECT_EQ(join(name_of_a_person, {"", " ", ""}), "mapping.name");
  EXPECT_EQ(join(name_of_a_person, {std::nullopt, std::nullopt, std::nullopt}), std::nullopt);
}

TEST(NameParts, AreAnIsomorphismWhereTheyAreExact) {
  const auto letters = rc::gen::container<std::string>(rc::gen::element('A', 'b', ' ', '\t'));
  EXPECT_TRUE(rc::check("a name comes back the same, or normalised and noted", [&] {
    const std::string whole = *letters;
    Texts parts = split(name_of_a_person, whole, 3);
    if (parts.front() == "mapping.name") return;
    const bool noted = parts.size() == 4;
    parts.resize(3);
    const std::string back = join(name_of_a_person, parts).value();
    RC_ASSERT((back == whole) == !noted);
    RC_ASSERT(split(name_of_a_person, back, 3) == parts);
  }));
  EXPECT_TRUE(rc::check("parts come back the same, or noted", [&] {
    const Texts parts{*letters, *letters, *letters};
    const Text whole = join(name_of_a_person, parts);
    if (whole == "mapping.name") return;
    if (!whole->ends_with('~')) RC_ASSERT(split(name_of_a_person, *whole, 3) == parts);
  }));
}

TEST(DateParts, AreDayMonthAndYear) {
  EXPECT_EQ(split(date_of_birth, "1991-03-12", 3), (Texts{"12", "03", "1991"}));
  EXPECT_EQ(split(date_of_birth, "1991-03", 3), (Texts{std::nullopt, "03", "1991"}));
  EXPECT_EQ(split(date_of_birth, "1991", 3), (Texts{std::nullopt, std::nullopt, "1991"}));
  EXPECT_EQ(join(date_of_birth, {"12", "03", "1991"}), "1991-03-12");
  EXPECT_EQ(join(date_of_birth, {std::nullopt, "03", "1991"}), "1991-03");
  EXPECT_EQ(join(date_of_birth, {std::nullopt, std::nullopt, "1991"}), "1991");
  EXPECT_EQ(join(date_of_birth, {std::nullopt, std::nullopt, std::nullopt}), std::nullopt);
}

TEST(DateParts, TakeNumbersWithoutTheirZeroAndEmptyOnesAndSayThatTheyDid) {
  EXPECT_EQ(join(date_of_birth, {"3", "4", "1991"}), "1991-04-03~");
  EXPECT_EQ(join(date_of_birth, {"", "", "1991"}), "1991~");
  EXPECT_EQ(join(date_of_birth, {"", "", ""}), "~");
}

TEST(DateParts, RefuseWhatIsNoDate) {
  for (const Texts& parts : {Texts{"30", "02", "1991"},
                             {"00", "01", "1991"},
                             {"12", "13", "1991"},
                             {"12", std::nullopt, "1991"},
                             {"12", "03", std::nullopt},
                             {"12", "03", "91"},
                             {"12", "03", "0000"},
                             {"012", "03", "1991"},
                             {"1a", "03", "1991"},
                             {"12", "-3", "1991"},
                             {" 1", "03", "1991"},
                             {"12", "03", "19910"}}) {
    EXPECT_EQ(join(date_of_birth, parts), "mapping.date");
  }
  for (const char* whole : {"", "1991-02-30", "12/03/1991", "1991-3-12"}) {
    EXPECT_EQ(split(date_of_birth, whole, 3), Texts{"mapping.date"}) << whole;
  }
}

TEST(Join, TakesAnAddressOfThreeLevelsAndOfTwo) {
  const Texts three{"Tổ 7", "phường Quang Trung", "thành phố Thái Nguyên", "tỉnh Thái Nguyên"};
  const Texts two{"Tổ 7", "phường Phan Đình Phùng", std::nullopt, "tỉnh Thái Nguyên"};
  EXPECT_EQ(split(address, "Tổ 7, phường Quang Trung, thành phố Thái Nguyên, tỉnh Thái Nguyên", 4, district), three);
  EXPECT_EQ(split(address, "Tổ 7, phường Phan Đình Phùng, tỉnh Thái Nguyên", 4, district), two);
  EXPECT_EQ(join(address, three, district), "Tổ 7, phường Quang Trung, thành phố Thái Nguyên, tỉnh Thái Nguyên");
  EXPECT_EQ(join(address, two, district), "Tổ 7, phường Phan Đình Phùng, tỉnh Thái Nguyên");
}

TEST(Join, LeavesTheSeparatorsOfAStreetInTheStreet) {
  const Texts parts{"Số 1, ngõ 2, Tổ 7", "phường A", "tỉnh B"};
  EXPECT_EQ(split(address, "Số 1, ngõ 2, Tổ 7, phường A, tỉnh B", 3), parts);
  EXPECT_EQ(join(address, parts), "Số 1, ngõ 2, Tổ 7, phường A, tỉnh B");
}

TEST(Join, RefusesPartsThatCouldNotBeSplitAgain) {
  EXPECT_EQ(join(address, {"Tổ 7", "phường A, B", "tỉnh C"}), "mapping.join");
  EXPECT_EQ(join(address, {"Số 1, ngõ 2", "phường A", std::nullopt, "tỉnh C"}, district), "mapping.join")
      << "ngõ 2 would be read as the ward";
  EXPECT_EQ(join({PartsKind::join, "--"}, {"a", "b", "-c"}), "mapping.join") << "the separator would begin later";
  EXPECT_EQ(join({PartsKind::join, "--"}, {"a", "b-", "c"}), "a--b---c");
}

TEST(Join, RefusesPartsThatAreMissing) {
  EXPECT_EQ(join(address, {"Tổ 7", std::nullopt, "tỉnh C"}), "mapping.join");
  EXPECT_EQ(join(address, {"Tổ 7", std::nullopt, "huyện B", "tỉnh C"}, district), "mapping.join");
  EXPECT_EQ(join(address, {"Tổ 7", std::nullopt, std::nullopt, "tỉnh C"}, district), "mapping.join");
  EXPECT_EQ(join(address, {std::nullopt, std::nullopt, std::nullopt}), std::nullopt);
  EXPECT_EQ(split(address, "Tổ 7, tỉnh C", 3), Texts{"mapping.join"});
  EXPECT_EQ(split(address, "Tổ 7, tỉnh C", 4, district), Texts{"mapping.join"});
  EXPECT_EQ(split(address, "Tổ 7", 2), Texts{"mapping.join"});
}

TEST(Join, MayLeaveOutItsFirstOrItsLastPart) {
  EXPECT_EQ(split(address, "phường A, tỉnh B", 3, 0), (Texts{std::nullopt, "phường A", "tỉnh B"}));
  EXPECT_EQ(join(address, {std::nullopt, "phường A", "tỉnh B"}, 0), "phường A, tỉnh B");
  EXPECT_EQ(split(address, "Tổ 7, phường A", 3, 2), (Texts{"Tổ 7", "phường A", std::nullopt}));
  EXPECT_EQ(join(address, {"Tổ 7", "phường A", std::nullopt}, 2), "Tổ 7, phường A");
}

TEST(Join, TellsAnEmptyPartFromNone) {
  EXPECT_EQ(split(address, "Tổ 7, , tỉnh C", 3, 1), (Texts{"Tổ 7", "", "tỉnh C"}));
  EXPECT_EQ(join(address, {"Tổ 7", "", "tỉnh C"}, 1), "Tổ 7, , tỉnh C");
  EXPECT_EQ(split(address, "", 2, 1), (Texts{"", std::nullopt}));
}

TEST(Join, IsAnIsomorphismOnWhatItAccepts) {
  EXPECT_TRUE(rc::check("in then out, and out then in, where it is not refused", [] {
    const Parts parts{PartsKind::join, *rc::gen::element<std::string>(",", ", ", "--", "aba")};
    const auto count = *rc::gen::inRange<std::size_t>(2, 6);
    const auto optional =
        *rc::gen::element<std::optional<std::size_t>>(std::nullopt, *rc::gen::inRange<std::size_t>(0, count));
    const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', ' ', '-'));

    const std::string whole = *letters;
    const Texts read = split(parts, whole, count, optional);
    if (read.front() != "mapping.join") RC_ASSERT(join(parts, read, optional) == whole);

    Texts values;
    for (std::size_t i = 0; i < count; ++i) values.emplace_back(*letters);
    if (optional && *rc::gen::arbitrary<bool>()) values[*optional] = std::nullopt;
    const Text written = join(parts, values, optional);
    if (written != "mapping.join") RC_ASSERT(split(parts, *written, count, optional) == values);
  }));
}

TEST(Parts, SayHowManyFieldsTheyHave) {
  const std::vector<std::size_t> none;
  const std::vector<std::size_t> two{0, 2};
  EXPECT_EQ(wrong_parts(name_of_a_person, 3, two), "");
  EXPECT_NE(wrong_parts(name_of_a_person, 2, none), "");
  EXPECT_EQ(wrong_parts(date_of_birth, 3, two), "");
  EXPECT_NE(wrong_parts(date_of_birth, 4, none), "");
  EXPECT_EQ(wrong_parts(address, 4, std::vector<std::size_t>{1}), "");
  EXPECT_NE(wrong_parts(address, 4, two), "");
  EXPECT_NE(wrong_parts(address, 1, none), "");
}

}  // namespace
}  // namespace lienthong::mapping
