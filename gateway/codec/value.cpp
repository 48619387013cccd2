#include "codec/value.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace lienthong::codec {
namespace {

using Pending = std::vector<std::pair<Value, Value>>;

std::vector<Member> by_name(const Value& record) {
  std::vector<Member> members(record.members().begin(), record.members().end());
  std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
  return members;
}

bool pair_members(const Value& left, const Value& right, Pending& pending) {
  if (left.members().size() != right.members().size()) return false;
  const auto ours = by_name(left);
  const auto theirs = by_name(right);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i].name != theirs[i].name) return false;
    pending.emplace_back(ours[i].value, theirs[i].value);
  }
  return true;
}

bool pair_items(const Value& left, const Value& right, Pending& pending) {
  const auto ours = left.items();
  const auto theirs = right.items();
  if (ours.size() != theirs.size()) return false;
  for (std::size_t i = 0; i < ours.size(); ++i) pending.emplace_back(ours[i], theirs[i]);
  return true;
}

bool same_here(const Value& left, const Value& right, Pending& pending) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Value::Kind::null:
      return true;
    case Value::Kind::boolean:
    case Value::Kind::number:
    case Value::Kind::text:
      return left.scalar() == right.scalar();
    case Value::Kind::list:
      return pair_items(left, right, pending);
    case Value::Kind::record:
      return pair_members(left, right, pending);
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> Value::as_integer() const {
  if (!is_number()) return std::nullopt;
  const auto lexeme = scalar();
  std::int64_t out = 0;
  const auto* end = lexeme.data() + lexeme.size();
  const auto [stopped, error] = std::from_chars(lexeme.data(), end, out);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return out;
}

const Value* Value::find(std::string_view name) const {
  for (const auto& member : members()) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

bool same(const Value& left, const Value& right) {
  // A work list instead of recursion: values may come from code that never met Limits::depth.
  Pending pending{{left, right}};
  while (!pending.empty()) {
    const auto [ours, theirs] = pending.back();
    pending.pop_back();
    if (!same_here(ours, theirs, pending)) return false;
  }
  return true;
}

}  // namespace lienthong::codec
