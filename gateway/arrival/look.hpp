#pragma once

#include "arrival/file_source.hpp"
#include "arrival/settle_watch.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lienthong::arrival {

enum class EntryKind { file, other };

/// One name in a directory, as the source gave it.
struct Entry {
  SeenFile file;
  EntryKind kind = EntryKind::file;
};

/// Which finished files are wanted.
struct LookRules {
  std::vector<std::string> patterns;  ///< shell style; none: every name
  std::uint64_t max_bytes = 0;
  std::function<bool(const OfferedFile&)> already_taken;  ///< may be empty
};

struct Look {
  std::vector<OfferedFile> offered;   ///< ordered by (modified_at, name)
  std::vector<LeftAlone> left_alone;  ///< in the order of the entries
};

/// Takes one look at a directory: each entry is offered, left alone with its reason, or was taken before.
[[nodiscard]] Look look_at(const std::vector<Entry>& entries, const LookRules& rules, SettleWatch& watch,
                           SettleWatch::Steady now);

}  // namespace lienthong::arrival
