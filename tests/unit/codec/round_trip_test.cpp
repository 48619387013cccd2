#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "unit/codec/value_maker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using Bytes = std::vector<std::uint8_t>;

const XmlNames names{{"urn:h", "h"}};

TEST(RoundTrip, WhateverJsonIsWrittenIsReadBackTheSame) {
  EXPECT_TRUE(rc::check("read_json(write_json(x)) is x", [](const Bytes& choices) {
    Arena arena;
    const auto made = ValueMaker(choices, arena).json();
    const auto back = read_json(write_json(made), arena);
    RC_ASSERT(back.has_value());
    RC_ASSERT(same(*back, made));
    RC_ASSERT(write_json(*back) == write_json(made));
  }));
}

TEST(RoundTrip, CanonicalJsonIsAFixedPointAndTheSameForEveryOrder) {
  EXPECT_TRUE(rc::check("canonical(read(canonical(x))) is canonical(x)", [](const Bytes& choices) {
    Arena arena;
    const auto made = ValueMaker(choices, arena).json();
    const auto canonical = write_canonical_json(made);
    const auto back = read_json(canonical, arena);
    RC_ASSERT(back.has_value());
    RC_ASSERT(same(*back, made));
    RC_ASSERT(write_canonical_json(*back) == canonical);
    std::vector<Member> reversed(made.members().rbegin(), made.members().rend());
    if (made.is_record()) RC_ASSERT(write_canonical_json(Value::record(reversed)) == canonical);
  }));
}

TEST(RoundTrip, WhateverXmlIsWrittenIsReadBackTheSame) {
  EXPECT_TRUE(rc::check("read_xml(write_xml(x)) is x", [](const Bytes& choices) {
    Arena arena;
    const auto made = ValueMaker(choices, arena).xml();
    const auto bytes = write_xml({"h:root", made}, names);
    RC_ASSERT(bytes.has_value());
    const auto back = read_xml(*bytes, names, arena);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->root == "h:root");
    RC_ASSERT(same(back->content, made));
  }));
}

TEST(RoundTrip, NoBytesMakeAReaderFailToAnswer) {
  EXPECT_TRUE(rc::check("any bytes are read or refused", [](const Bytes& bytes) {
    Arena arena;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto json = read_json(text, arena);
    if (json) RC_ASSERT(read_json(write_json(*json), arena).has_value());
    const auto xml = read_xml(text, names, arena);
    RC_ASSERT(xml.has_value() || !xml.error().code().empty());
  }));
}

}  // namespace
}  // namespace lienthong::codec
