#include "peer/profiles/trimmed_codes.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace lienthong::peer {
namespace {

using codec::Value;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "<agency>-YYMMDD-XXXX": enough to know what the blanks surround; the canonical pattern judges the rest.
bool looks_like_code(std::string_view text) {
  const std::size_t second = text.rfind('-');
  if (second == std::string_view::npos || second < 8 || text.size() > 50) return false;
  const std::size_t first = second - 7;
  return text[first] == '-' && all_digits(text.substr(first + 1, 6)) && all_digits(text.substr(second + 1)) &&
         text.find(' ') == std::string_view::npos;
}

bool needs_trimming(const Value& value) {
  if (value.is_text()) {
    const std::string_view trimmed = base::trim(value.scalar());
    return trimmed.size() != value.scalar().size() && looks_like_code(trimmed);
  }
  const auto items = value.items();
  const auto members = value.members();
  return std::any_of(items.begin(), items.end(), needs_trimming) ||
         std::any_of(members.begin(), members.end(),
                     [](const codec::Member& member) { return needs_trimming(member.value); });
}

}  // namespace

Value trimmed_codes(const Value& document, codec::Arena& arena) {
  if (!needs_trimming(document)) return document;
  if (document.is_text()) return Value::text(base::trim(document.scalar()));
  if (document.is_list()) {
    std::vector<Value> items;
    for (const Value& item : document.items()) items.push_back(trimmed_codes(item, arena));
    return Value::list(arena.copy(std::span<const Value>(items)));
  }
  std::vector<codec::Member> members;
  for (const auto& member : document.members()) members.push_back({member.name, trimmed_codes(member.value, arena)});
  return Value::record(arena.copy(std::span<const codec::Member>(members)));
}

}  // namespace lienthong::peer
