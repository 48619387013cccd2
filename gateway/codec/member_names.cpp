#include "codec/member_names.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace lienthong::codec {
namespace {

/// Up to here looking at every pair costs less than sorting.
constexpr std::size_t few_members = 32;

bool same_name_in_pairs(std::span<const Member> members) {
  for (std::size_t i = 1; i < members.size(); ++i) {
    const std::string_view name = members[i].name;
    for (std::size_t j = 0; j < i; ++j) {
      if (members[j].name == name) return true;
    }
  }
  return false;
}

}  // namespace

bool has_duplicate_name(std::span<const Member> members) {
  if (members.size() <= few_members) return same_name_in_pairs(members);
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const auto& member : members) names.push_back(member.name);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace lienthong::codec
