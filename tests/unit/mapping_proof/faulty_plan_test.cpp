#include "unit/mapping_proof/faulty_plan.hpp"

#include "base/instant.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "mapping/proof/prove.hpp"
#include "unit/mapping_proof/fixture_mappings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

// A proof that cannot fail proves nothing: each test breaks the engine in one way behind the plan's interface.

namespace lienthong::mapping {
namespace {

using codec::Arena;
using codec::Value;
using Edited = std::function<std::optional<Value>(const Value&, Arena&)>;

/// Changes one member of the document's record; nothing: takes it out.
Distortion at(const std::string& name, Edited edited) {
  return [name, edited](const Value& document, Arena& arena) -> base::Result<Value> {
    codec::RecordBuilder out(arena);
    for (const codec::Member& member : document.members()) {
      const auto value = member.name == name ? edited(member.value, arena) : std::optional(member.value);
      if (value) out.add(member.name, *value);
    }
    return out.build();
  };
}

Value text(Arena& arena, const std::string& bytes) { return Value::text(arena.copy(bytes)); }

Certificate proof_of(const char* mapping, Distortion inward, Distortion outward) {
  const FaultyPlan plan(fixture_plan(mapping), std::move(inward), std::move(outward));
  return prove(plan, {.seed = 1, .random_cases = 0, .most_counter_examples = 1});
}

/// A counter-example names the place and is small: the required fields and what the fault needs.
void expect_caught(const Certificate& certificate, const std::string& path, const std::string& what,
                   std::size_t members) {
  EXPECT_FALSE(certificate.proven());
  const auto& all = certificate.counter_examples;
  const auto found = std::find_if(all.begin(), all.end(), [&](const CounterExample& one) {
    return one.path.starts_with(path) && one.what.find(what) != std::string::npos;
  });
  ASSERT_NE(found, all.end()) << to_text(certificate);
  Arena arena;
  const auto document = codec::read_json(found->document, arena);
  ASSERT_TRUE(document) << found->document;
  EXPECT_LE(document->members().size(), members) << found->document;
}

constexpr std::size_t required_canonical = 3;
constexpr std::size_t required_external = 6;

TEST(FaultyPlan, LosesTheLastCharacterOfATextOnTheWayIn) {
  const auto shorter = [](const Value& value, Arena& arena) {
    const std::string all(value.scalar());
    return std::optional(text(arena, all.size() > 8 ? all.substr(0, 8) : all));
  };
  expect_caught(proof_of("dang-ky", at("site", shorter), nullptr), "site", "came back as", required_canonical + 1);
}

TEST(FaultyPlan, ReadsMomentsAnHourLate) {
  const auto later = [](const Value& value, Arena& arena) {
    const auto moment = base::from_rfc3339(value.scalar());
    return std::optional(text(arena, base::to_rfc3339(*moment + std::chrono::hours(1))));
  };
  expect_caught(proof_of("dang-ky", at("signed_at", later), nullptr), "signed_at", "came back as",
                required_canonical + 1);
}

TEST(FaultyPlan, CutsWithoutANote) {
  const auto cut = [](const Value& value, Arena&) {
    return std::optional(Value::text(value.scalar().substr(0, value.scalar().size() > 40 ? 1 : 99)));
  };
  expect_caught(proof_of("dang-ky", nullptr, at("TRANG", cut)), "TRANG", "does not come back", required_canonical + 1);
}

TEST(FaultyPlan, ForgetsAField) {
  const auto gone = [](const Value&, Arena&) -> std::optional<Value> { return std::nullopt; };
  expect_caught(proof_of("dang-ky", nullptr, at("LEPHI", gone)), "fee", "came back as nothing", required_canonical + 1);
  expect_caught(proof_of("dang-ky", at("fee", gone), nullptr), "fee", "came back as nothing", required_canonical + 1);
}

TEST(FaultyPlan, ForgetsTheLastOfManyItems) {
  const auto fewer = [](const Value& value, Arena& arena) {
    const auto items = value.items();
    return std::optional(Value::list(arena.copy(items.size() > 1 ? items.first(items.size() - 1) : items)));
  };
  expect_caught(proof_of("dang-ky", at("members", fewer), nullptr), "members[1]", "came back as nothing",
                required_canonical + 1);
}

TEST(FaultyPlan, TakesTwoCodesForOne) {
  const auto one = [](const Value&, Arena&) { return std::optional(Value::text("1")); };
  EXPECT_FALSE(proof_of("dang-ky", nullptr, at("LOAI", one)).proven());
}

TEST(FaultyPlan, WritesTheFieldOfAnotherGroup) {
  const auto other = [](const Value& document, Arena& arena) -> base::Result<Value> {
    codec::RecordBuilder out(arena);
    for (const codec::Member& member : document.members())
      out.add(member.name == "tax_code" ? "identity" : member.name, member.value);
    return out.build();
  };
  expect_caught(proof_of("dang-ky", other, nullptr), "identity", "came back as", required_canonical + 1);
}

TEST(FaultyPlan, WritesWhatTheSchemaRefuses) {
  const auto odd = [](const Value&, Arena&) { return std::optional(Value::text("ngày mai")); };
  expect_caught(proof_of("dang-ky", nullptr, at("NGAYKY", odd)), "NGAYKY", "breaks its schema: pattern",
                required_canonical + 1);
}

TEST(FaultyPlan, WritesAnotherConstant) {
  const auto other = [](const Value&, Arena&) { return std::optional(Value::text("3")); };
  expect_caught(proof_of("dang-ky", nullptr, at("KENH", other)), "KENH", "came back as \"3\"", required_external + 2);
}

TEST(FaultyPlan, DriftsWithEveryRound) {
  const auto longer = [](const Value& value, Arena& arena) {
    return std::optional(text(arena, std::string(value.scalar()) + "!"));
  };
  EXPECT_FALSE(proof_of("dang-ky", at("summary", longer), nullptr).proven());
}

/// What the right plan refuses is taken as if it were nothing.
TEST(FaultyPlan, TakesWhatTheSchemaRefuses) {
  const FaultyPlan plan(fixture_plan("dang-ky"), FaultyPlan::Refusals::taken);
  const Certificate certificate = prove(plan, {.seed = 1, .random_cases = 0, .most_counter_examples = 3});
  for (const Way way : {Way::out, Way::in}) {
    EXPECT_TRUE(std::any_of(
        certificate.counter_examples.begin(), certificate.counter_examples.end(),
        [&](const CounterExample& one) { return one.way == way && one.law == "agreement with the schema"; }))
        << to_text(certificate);
  }
}

TEST(FaultyPlan, RefusesWhatItMustCarry) {
  const auto strict = [](const Value& document, Arena&) -> base::Result<Value> {
    const Value* copies = document.find("SOBAN");
    if (copies != nullptr && copies->scalar() == "9")
      return base::fail(base::ErrorKind::invalid, "mapping.range", "copies: is too large");
    return document;
  };
  expect_caught(proof_of("dang-ky", nullptr, strict), "copies", "refused: mapping.range", required_canonical + 1);
}

}  // namespace
}  // namespace lienthong::mapping
