#include "mapping/epoch.hpp"

#include "mapping/rfc3339.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lienthong::mapping {
namespace {

/// The moment as a canonical text, with '~' behind it when the way back is another, or the refusal.
std::string in(std::string_view lexeme, EpochUnit unit) {
  const auto read = read_epoch(lexeme, unit);
  if (!read) return std::string(read.error().code);
  codec::Arena arena;
  return std::string(write_rfc3339(read->at, arena)) + (read->exactness == Exactness::exact ? "" : "~");
}
std::string out(std::string_view canonical, EpochUnit unit) {
  codec::Arena arena;
  const auto written = write_epoch(*read_rfc3339(canonical), unit, arena);
  if (!written) return std::string(written.error().code);
  return std::string(written->text) + (written->exactness == Exactness::exact ? "" : "~");
}

TEST(Epoch, CountsInTheUnitItIsTold) {
  EXPECT_EQ(in("1749781815", EpochUnit::seconds), "2025-06-13T09:30:15.000+07:00");
  EXPECT_EQ(in("1749781815040", EpochUnit::milliseconds), "2025-06-13T09:30:15.040+07:00");
  EXPECT_EQ(out("2025-06-13T09:30:15+07:00", EpochUnit::seconds), "1749781815");
  EXPECT_EQ(out("2025-06-13T09:30:15.040+07:00", EpochUnit::milliseconds), "1749781815040");
  EXPECT_EQ(in("0", EpochUnit::seconds), "1970-01-01T07:00:00.000+07:00");
}

TEST(Epoch, DetectsTheUnitByItsSizeAndWritesMilliseconds) {
  EXPECT_EQ(in("1749781815", EpochUnit::detect), "2025-06-13T09:30:15.000+07:00~");
  EXPECT_EQ(in("1749781815000", EpochUnit::detect), "2025-06-13T09:30:15.000+07:00");
  EXPECT_EQ(out("2025-06-13T09:30:15+07:00", EpochUnit::detect), "1749781815000");
  EXPECT_EQ(in("99999999999", EpochUnit::detect), "5138-11-16T16:46:39.000+07:00~");
  EXPECT_EQ(in("100000000000", EpochUnit::detect), "1973-03-03T16:46:40.000+07:00");
}

TEST(Epoch, DetectsNothingThatItWouldWriteAsTheOtherUnit) {
  EXPECT_EQ(in("0", EpochUnit::detect), "mapping.epoch");
  EXPECT_EQ(in("99999999", EpochUnit::detect), "mapping.epoch");
  EXPECT_EQ(in("100000000", EpochUnit::detect), "1973-03-03T16:46:40.000+07:00~");
  EXPECT_EQ(out("1973-03-03T16:46:39.999+07:00", EpochUnit::detect), "mapping.epoch");
}

TEST(Epoch, SaysWhenSecondsDropMilliseconds) {
  EXPECT_EQ(out("2025-06-13T09:30:15.040+07:00", EpochUnit::seconds), "1749781815~");
}

TEST(Epoch, RefusesWhatIsNoMomentSince1970) {
  for (const EpochUnit unit : {EpochUnit::seconds, EpochUnit::milliseconds, EpochUnit::detect}) {
    for (const char* lexeme : {"", "-1", "-0", "+5", " 1749781815", "1749781815 ", "1749781815.0", "1.7e9", "0x10",
                               "007", "99999999999999999999", "9223372036854775807", "253402275600000", "true"}) {
      EXPECT_EQ(in(lexeme, unit), "mapping.epoch") << lexeme;
    }
    EXPECT_EQ(out("1970-01-01T06:59:59.999+07:00", unit), "mapping.epoch");
  }
  EXPECT_EQ(in("253402275599999", EpochUnit::milliseconds), "9999-12-31T23:59:59.999+07:00");
  EXPECT_EQ(in("253402275599", EpochUnit::seconds), "9999-12-31T23:59:59.000+07:00");
  EXPECT_EQ(in("253402275600", EpochUnit::seconds), "mapping.epoch");
}

TEST(Epoch, IsAnIsomorphismWhereItIsExact) {
  const auto unit = rc::gen::element(EpochUnit::seconds, EpochUnit::milliseconds, EpochUnit::detect);
  EXPECT_TRUE(rc::check("what is read is written as it was, unless noted", [&] {
    const EpochUnit one = *unit;
    const auto lexeme = std::to_string(*rc::gen::inRange<std::int64_t>(0, 400'000'000'000'000));
    const auto read = read_epoch(lexeme, one);
    if (!read) return;
    codec::Arena arena;
    const auto written = write_epoch(read->at, one, arena);
    RC_ASSERT(written.has_value());
    RC_ASSERT((written->text == lexeme) == (read->exactness == Exactness::exact));
    RC_ASSERT(read_epoch(written->text, one)->at == read->at);
  }));
  EXPECT_TRUE(rc::check("what is written is read as the same moment, unless noted", [&] {
    const EpochUnit one = *unit;
    const base::Instant at = base::from_unix_ms(*rc::gen::inRange<std::int64_t>(-1'000, 300'000'000'000'000));
    codec::Arena arena;
    const auto written = write_epoch(at, one, arena);
    if (!written) return;
    const auto back = read_epoch(written->text, one);
    RC_ASSERT(back.has_value());
    RC_ASSERT((back->at == at) == (written->exactness == Exactness::exact));
  }));
}

}  // namespace
}  // namespace lienthong::mapping
