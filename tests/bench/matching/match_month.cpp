// A month on standard input, what matching says of it on standard output: for matching_quality.py.

#include "bench/matching/read_month.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"

#include <exception>
#include <iostream>
#include <iterator>
#include <string>

namespace lienthong::bench {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;

Value number(Arena& arena, std::size_t value) { return Value::number(arena.copy(std::to_string(value))); }

Value movement(Arena& arena, const domain::MovementId& id) {
  RecordBuilder out(arena);
  out.add_text("statement", id.statement);
  out.add("entry", number(arena, id.entry));
  out.add("detail", number(arena, id.detail));
  return out.build();
}

Value match_row(Arena& arena, const domain::Match& match, const domain::MovementId& id) {
  RecordBuilder out(arena);
  out.add("movement", movement(arena, id));
  out.add_text("confidence", match.confidence == domain::Confidence::certain ? "certain" : "likely");
  out.add("score", number(arena, static_cast<std::size_t>(match.score)));
  ListBuilder claims(arena);
  for (const std::string& claim : match.claims) claims.add(Value::text(arena.copy(claim)));
  out.add("claims", claims.build());
  ListBuilder reasons(arena);
  for (const domain::MatchReason reason : match.reasons) reasons.add(Value::text(name(reason)));
  out.add("reasons", reasons.build());
  return out.build();
}

Value matching(Arena& arena, const domain::Matching& found) {
  ListBuilder out(arena);
  for (const domain::Match& match : found.matches) {
    for (const domain::MovementId& id : match.movements) out.add(match_row(arena, match, id));
  }
  return out.build();
}

void run() {
  const std::string input(std::istreambuf_iterator<char>(std::cin), {});
  Arena arena;
  const auto month = codec::read_json(input, arena);
  if (!month) throw std::runtime_error(month.error().describe());
  const auto found = domain::match(read_entries(*month), read_expected(*month));
  std::cout << codec::write_json(matching(arena, found)) << "\n";
}

}  // namespace
}  // namespace lienthong::bench

int main() {
  try {
    lienthong::bench::run();
    return 0;
  } catch (const std::exception& problem) {
    std::cerr << "match_month: " << problem.what() << "\n";
    return 1;
  }
}
