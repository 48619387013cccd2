#include "base/instant.hpp"
#include "base/text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

// The two laws on documents nobody wrote: out-then-in gives the same canonical, in-then-out the same external.

namespace lienthong::mapping {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;

std::string words(std::size_t least, std::size_t most) {
  static const std::vector<std::string> letters{"a", "Đ", "ườ", "n", " ", "ễ", "7", "\"", "\\", "<", "&", "😀"};
  const auto count = *rc::gen::inRange(least, most + 1);
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += *rc::gen::elementOf(letters);
  return out;
}

bool chance() { return *rc::gen::arbitrary<bool>(); }

Value some_sender(Arena& arena) {
  RecordBuilder sender(arena);
  sender.add_text("name", words(1, 15));
  if (chance()) sender.add_text("phone", words(0, 5));
  if (chance()) sender.add("trusted", Value::boolean(chance()));
  return sender.build();
}

Value some_pages(Arena& arena) {
  ListBuilder pages(arena);
  const auto count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) {
    RecordBuilder page(arena);
    page.add_text("title", words(1, 9));
    if (chance()) page.add("number", Value::number(arena.copy(std::to_string(*rc::gen::arbitrary<std::int64_t>()))));
    pages.add(page.build());
  }
  return pages.build();
}

/// A canonical letter that the portal of thu.toml can hold without loss.
Value some_letter(Arena& arena) {
  RecordBuilder letter(arena);
  letter.add_text("code", words(3, 7));
  if (chance()) letter.add_text("status", *rc::gen::elementOf(std::vector<std::string>{"fresh", "open", "closed"}));
  if (chance()) letter.add("sender", some_sender(arena));
  if (chance()) {
    const auto seconds = *rc::gen::inRange<std::int64_t>(-2'208'988'800, 7'258'118'400);
    letter.add_text("sent_at", base::to_rfc3339(base::from_unix_ms(seconds * 1000)));
  }
  letter.add("count", Value::number(arena.copy(std::to_string(*rc::gen::arbitrary<std::int64_t>()))));
  if (chance()) letter.add("urgent", Value::boolean(chance()));
  if (chance()) letter.add_text("note", words(0, 10));
  if (chance()) letter.add("pages", some_pages(arena));
  return letter.build();
}

TEST(Laws, OutThenInGivesTheSameCanonical) {
  const Plan& plan = *desk_plans().json;
  EXPECT_TRUE(rc::check("any letter", [&] {
    Arena arena;
    Notes notes;
    const Value letter = some_letter(arena);
    RC_ASSERT(plan.canonical_schema().check(letter).empty());
    const auto external = plan.to_external(letter, arena, notes);
    RC_ASSERT(external.has_value());
    RC_ASSERT(plan.external_schema().check(*external).empty());
    const auto back = plan.to_canonical(*external, arena, notes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(codec::write_canonical_json(*back) == codec::write_canonical_json(letter));
    RC_ASSERT(notes.empty());
  }));
}

TEST(Laws, InThenOutGivesTheSameExternal) {
  const Plan& plan = *desk_plans().json;
  EXPECT_TRUE(rc::check("whatever the plan itself has written", [&] {
    Arena arena;
    Notes notes;
    const auto external = plan.to_external(some_letter(arena), arena, notes);
    RC_ASSERT(external.has_value());
    const auto canonical = plan.to_canonical(*external, arena, notes);
    RC_ASSERT(canonical.has_value());
    const auto again = plan.to_external(*canonical, arena, notes);
    RC_ASSERT(again.has_value());
    RC_ASSERT(codec::write_json(*again) == codec::write_json(*external));
  }));
}

TEST(Laws, ACutTextFitsItsLimitAndIsAPrefix) {
  const Plan& plan = *desk_plans().json;
  EXPECT_TRUE(rc::check("notes of any length", [&] {
    Arena arena;
    Notes notes;
    RecordBuilder letter(arena);
    letter.add_text("code", "A-1");
    const std::string note = words(0, 40);
    letter.add_text("note", note);
    const auto external = plan.to_external(letter.build(), arena, notes);
    RC_ASSERT(external.has_value());
    const std::string_view written = external->find("GhiChu")->scalar();
    RC_ASSERT(base::is_utf8(written));
    RC_ASSERT(base::code_points(written) <= 20U);
    RC_ASSERT(note.starts_with(written));
    RC_ASSERT((written.size() == note.size()) == notes.empty());
  }));
}

}  // namespace
}  // namespace lienthong::mapping
