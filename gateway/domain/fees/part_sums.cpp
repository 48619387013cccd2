#include "domain/fees/part_sums.hpp"

#include <numeric>
#include <set>
#include <string_view>

namespace lienthong::domain {
namespace {

constexpr std::size_t most_parts = 12;

std::size_t groups_in(std::span<const Part> parts) {
  std::set<std::string_view> groups;
  for (const Part& part : parts) groups.insert(part.group);
  return groups.size();
}

std::vector<std::size_t> members(std::size_t mask, std::size_t count) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < count; ++i) {
    if ((mask >> i & 1U) != 0) out.push_back(i);
  }
  return out;
}

std::size_t groups_of(std::span<const Part> parts, const std::vector<std::size_t>& set) {
  std::set<std::string_view> groups;
  for (const std::size_t i : set) groups.insert(parts[i].group);
  return groups.size();
}

std::int64_t sum_of(std::span<const Part> parts, std::size_t mask) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if ((mask >> i & 1U) != 0) sum += parts[i].amount;
  }
  return sum;
}

}  // namespace

std::vector<std::vector<std::size_t>> sets_with_sum(std::span<const Part> parts, std::int64_t target) {
  std::vector<std::vector<std::size_t>> out;
  if (parts.empty()) return out;
  const std::size_t groups = groups_in(parts);
  if (groups == parts.size()) {
    const std::int64_t whole = std::accumulate(parts.begin(), parts.end(), std::int64_t{0},
                                               [](std::int64_t sum, const Part& part) { return sum + part.amount; });
    if (whole != target) return out;
    out.emplace_back(parts.size());
    std::iota(out.front().begin(), out.front().end(), std::size_t{0});
    return out;
  }
  if (parts.size() > most_parts) return out;
  for (std::size_t mask = 1; mask < (std::size_t{1} << parts.size()) && out.size() < 2; ++mask) {
    if (sum_of(parts, mask) != target) continue;
    auto set = members(mask, parts.size());
    if (groups_of(parts, set) == groups) out.push_back(std::move(set));
  }
  return out;
}

}  // namespace lienthong::domain
