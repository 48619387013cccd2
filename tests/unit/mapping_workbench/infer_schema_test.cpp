#include "mapping/workbench/infer_schema.hpp"

#include "codec/json.hpp"
#include "codec/schema.hpp"
#include "unit/mapping_workbench/desk.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

namespace lienthong::mapping {
namespace {

std::shared_ptr<const codec::Schema> loaded(const Desk& desk, const std::string& text) {
  const auto schema = codec::load_json_schema(desk.write("schemas/external/desk/new.schema.json", text));
  EXPECT_TRUE(schema) << schema.error().describe() << text;
  return schema.value_or(nullptr);
}

TEST(InferSchema, SaysWhatAllSamplesHaveInCommonAndNoValue) {
  codec::Arena arena;
  const std::array samples{
      *codec::read_json(
          R"({"MaHoSo":"T-01","SoTien":1,"Khan":true,"Tep":[{"Ten":"bí mật"},{"Ten":"b","Loai":2}],"Trong":[]})",
          arena),
      *codec::read_json(R"({"MaHoSo":"T-02","SoTien":1.5,"Tep":[],"Them":null})", arena)};
  const std::string text = infer_json_schema(samples, "external/desk/new");
  EXPECT_NE(text.find("guess"), std::string::npos);
  EXPECT_EQ(text.find("bí mật"), std::string::npos);
  EXPECT_EQ(text.find("T-01"), std::string::npos);
  const Desk desk;
  const auto schema = loaded(desk, text);
  ASSERT_NE(schema, nullptr);
  for (const auto& sample : samples) EXPECT_TRUE(schema->check(sample).empty()) << text;
  const auto wrong = [&](const char* bytes) { return !schema->check(*codec::read_json(bytes, arena)).empty(); };
  EXPECT_TRUE(wrong(R"({"MaHoSo":"T-01","SoTien":1})")) << "both samples have Tep";
  EXPECT_TRUE(wrong(R"({"MaHoSo":7,"SoTien":1,"Tep":[]})"));
  EXPECT_TRUE(wrong(R"({"MaHoSo":"T","SoTien":1,"Tep":[{"Loai":2}]})")) << "every item has Ten";
  EXPECT_FALSE(wrong(R"({"MaHoSo":"T","SoTien":1,"Tep":[{"Ten":"x"}],"Moi":1})")) << "what is new is let in";
}

/// JSON text of some value, names from a small set so that records meet.
std::string any_json(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  switch (kind) {
    case 0:
      return "null";
    case 1:
      return "true";
    case 2:
      return std::to_string(*rc::gen::arbitrary<int>());
    case 3:
      return "1.25";
    case 4:
      return "\"x\"";
    default:
      break;
  }
  const int size = *rc::gen::inRange(0, 4);
  std::string out;
  for (int i = 0; i < size; ++i) {
    out += i == 0 ? "" : ",";
    if (kind == 5) out += "\"" + std::string(1, static_cast<char>('a' + i)) + "\":";
    out += any_json(depth - 1);
  }
  return kind == 5 ? "{" + out + "}" : "[" + out + "]";
}

TEST(InferSchema, HoldsForItsSamples) {
  EXPECT_TRUE(rc::check("an inferred schema accepts what it was inferred from", [] {
    codec::Arena arena;
    std::vector<codec::Value> samples;
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) samples.push_back(*codec::read_json(arena.copy(any_json(3)), arena));
    const Desk desk;
    const auto schema = loaded(desk, infer_json_schema(samples, "external/desk/new"));
    RC_ASSERT(schema != nullptr);
    for (const auto& sample : samples) RC_ASSERT(schema->check(sample).empty());
  }));
}

}  // namespace
}  // namespace lienthong::mapping
