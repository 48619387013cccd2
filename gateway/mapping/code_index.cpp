#include "mapping/code_index.hpp"

#include <bit>

namespace lienthong::mapping {
namespace {

/// FNV-1a: codes are a few characters long, and what is in a table comes from our own file.
std::uint32_t hash_of(std::string_view code) {
  std::uint32_t hash = 2166136261U;
  for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

}  // namespace

CodeIndex::CodeIndex(const std::map<std::string, std::string, std::less<>>& codes)
    : entries_(codes.begin(), codes.end()), slots_(std::bit_ceil(codes.size() * 2 + 1)) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = hash_of(entries_[i].first) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

const std::string* CodeIndex::find(std::string_view code) const {
  if (entries_.empty()) return nullptr;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(code) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const auto& [found, partner] = entries_[slots_[slot] - 1];
    if (found == code) return &partner;
  }
  return nullptr;
}

}  // namespace lienthong::mapping
