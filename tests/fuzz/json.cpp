#include "codec/json.hpp"

#include "base/text.hpp"
#include "fuzz/property.hpp"

namespace lienthong::fuzz {
namespace {

using codec::Arena;
using codec::Value;

Accepted accepted;

/// NFC can make a name up to three times as long, and what we wrote must always be readable.
codec::Limits limits_for_our_own() {
  codec::Limits limits;
  limits.name_bytes *= 3;
  return limits;
}

Value read_again(const std::string& text, Arena& arena) {
  const auto again = codec::read_json(text, arena, limits_for_our_own());
  require(again.has_value(), "what the writer wrote is accepted");
  return *again;
}

void check_written(const Value& value, Arena& arena) {
  const std::string written = codec::write_json(value);
  const Value again = read_again(written, arena);
  require(codec::same(value, again), "a written value reads back as the same value");
  require(codec::write_json(again) == written, "the order of members survives writing");
}

void check_canonical(const Value& value, Arena& arena) {
  const std::string canonical = codec::write_canonical_json(value);
  const Value again = read_again(canonical, arena);
  require(codec::same(value, again), "the canonical text reads back as the same value");
  require(codec::write_canonical_json(again) == canonical, "the canonical text is a fixed point");
  require(codec::write_json(again) == canonical, "the canonical text is in its own order");
}

void check_without_nul(std::string_view bytes, const Value& value, Arena& arena) {
  codec::Limits limits;
  limits.nul_in_text = codec::NulInText::refuse;
  const auto strict = codec::read_json(bytes, arena, limits);
  if (strict) return require(codec::same(value, *strict), "refusing NUL changes no other document");
  require(strict.error().code() == "json.nul", "refusing NUL refuses nothing else");
}

void run(std::string_view bytes) {
  Arena arena;
  const auto value = codec::read_json(bytes, arena);
  if (!value) return require_rule(value.error().code(), "json.", "a refusal names a rule of JSON");
  accepted.add();
  require(base::is_utf8(bytes), "only UTF-8 is accepted");
  check_written(*value, arena);
  check_canonical(*value, arena);
  check_without_nul(bytes, *value, arena);
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
