#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lienthong::domain {

/// Which fingerprints came before, and at which entry: 12 bytes a slot, so that a million references fit into 25 MB.
class ReferenceSet {
 public:
  /// The entry that brought this fingerprint first; nothing when it is new, and then `entry` is remembered.
  [[nodiscard]] std::optional<std::uint32_t> first_seen(std::uint64_t fingerprint, std::uint32_t entry);

 private:
  void grow();
  [[nodiscard]] std::size_t slot_of(std::uint64_t fingerprint) const;

  std::vector<std::uint64_t> fingerprints_;
  std::vector<std::uint32_t> entries_;  ///< 0: the slot is free
  std::size_t used_ = 0;
};

}  // namespace lienthong::domain
