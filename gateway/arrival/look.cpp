#include "arrival/look.hpp"

#include "arrival/file_names.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace lienthong::arrival {
namespace {

bool matches(const std::string& name, const std::vector<std::string>& patterns) {
  return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&name](const std::string& pattern) {
           return ::fnmatch(pattern.c_str(), name.c_str(), FNM_NOESCAPE) == 0;
         });
}

std::optional<PassedOver> why_not(const Entry& entry, const LookRules& rules, const SettleWatch& watch) {
  const SeenFile& file = entry.file;
  if (is_odd_name(file.name)) return PassedOver::odd_name;
  if (entry.kind != EntryKind::file) return PassedOver::no_file;
  if (is_hidden_name(file.name)) return PassedOver::hidden;
  if (is_temporary_name(file.name)) return PassedOver::temporary;
  if (!matches(file.name, rules.patterns)) return PassedOver::other_name;
  if (file.size > rules.max_bytes) return PassedOver::too_large;
  if (file.size == 0) return PassedOver::empty;
  if (!watch.finished(file.name)) return PassedOver::growing;
  return std::nullopt;
}

}  // namespace

Look look_at(const std::vector<Entry>& entries, const LookRules& rules, SettleWatch& watch, SettleWatch::Steady now) {
  std::vector<SeenFile> files;
  for (const Entry& entry : entries) {
    if (entry.kind == EntryKind::file) files.push_back(entry.file);
  }
  watch.look(files, now);

  Look look;
  for (const Entry& entry : entries) {
    if (const auto reason = why_not(entry, rules, watch)) {
      look.left_alone.push_back({entry.file.name, *reason});
      continue;
    }
    OfferedFile file{entry.file.name, entry.file.size, entry.file.modified_at};
    if (!rules.already_taken || !rules.already_taken(file)) look.offered.push_back(std::move(file));
  }
  std::sort(look.offered.begin(), look.offered.end(), [](const OfferedFile& a, const OfferedFile& b) {
    return std::tie(a.modified_at, a.name) < std::tie(b.modified_at, b.name);
  });
  return look;
}

}  // namespace lienthong::arrival
