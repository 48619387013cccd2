#include "domain/money/reference_set.hpp"

namespace lienthong::domain {
namespace {

constexpr std::size_t first_slots = 64;  // a power of two, as every size after it
constexpr std::uint64_t spread = 0x9e3779b97f4a7c15ULL;

}  // namespace

std::optional<std::uint32_t> ReferenceSet::first_seen(std::uint64_t fingerprint, std::uint32_t entry) {
  const bool full = used_ * 8 >= entries_.size() * 7;
  if (full) grow();
  const auto slot = slot_of(fingerprint);
  if (entries_[slot] != 0) return entries_[slot];
  fingerprints_[slot] = fingerprint;
  entries_[slot] = entry;
  ++used_;
  return std::nullopt;
}

std::size_t ReferenceSet::slot_of(std::uint64_t fingerprint) const {
  const auto mask = entries_.size() - 1;
  auto slot = static_cast<std::size_t>((fingerprint * spread) >> 32U) & mask;
  while (entries_[slot] != 0 && fingerprints_[slot] != fingerprint) slot = (slot + 1) & mask;
  return slot;
}

void ReferenceSet::grow() {
  const auto slots = entries_.empty() ? first_slots : entries_.size() * 2;
  std::vector<std::uint64_t> fingerprints(slots);
  std::vector<std::uint32_t> entries(slots);
  fingerprints.swap(fingerprints_);
  entries.swap(entries_);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i] == 0) continue;
    const auto slot = slot_of(fingerprints[i]);
    fingerprints_[slot] = fingerprints[i];
    entries_[slot] = entries[i];
  }
}

}  // namespace lienthong::domain
