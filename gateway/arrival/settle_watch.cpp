#include "arrival/settle_watch.hpp"

#include "arrival/file_names.hpp"

#include <algorithm>

namespace lienthong::arrival {
namespace {

bool is_draft(const std::string& name) { return is_hidden_name(name) || is_temporary_name(name); }

bool unchanged(const SeenFile& before, const SeenFile& now) {
  return before.size == now.size && before.modified_at == now.modified_at && before.inode == now.inode;
}

/// Where there are inodes, the same one; else only a draft that was at rest already.
bool is_same_file(const SeenFile& draft, const SeenFile& file) {
  if (draft.inode && file.inode) return *draft.inode == *file.inode && file.size >= draft.size;
  return unchanged(draft, file);
}

}  // namespace

SettleWatch::Watched SettleWatch::watch(const SeenFile& file, Steady now) const {
  const auto before = watched_.find(file.name);
  if (before == watched_.end() || !unchanged(before->second.file, file)) {
    return Watched{.file = file, .unchanged_since = now, .last_look = now};
  }
  Watched watched = before->second;
  watched.last_look = now;
  watched.looks += 1;
  return watched;
}

void SettleWatch::mark_renamed(Watch& there) const {
  for (const auto& [draft_name, draft] : watched_) {
    if (!is_draft(draft_name) || there.contains(draft_name)) continue;
    const std::string name(finished_name(draft_name));
    const auto found = there.find(name);
    if (found == there.end() || watched_.contains(name)) continue;
    if (is_same_file(draft.file, found->second.file)) found->second.came = Came::by_rename;
  }
}

void SettleWatch::look(std::span<const SeenFile> files, Steady now) {
  Watch there;
  for (const SeenFile& file : files) there.insert_or_assign(file.name, watch(file, now));
  mark_renamed(there);
  watched_ = std::move(there);
}

bool SettleWatch::finished(const std::string& name) const {
  const auto found = watched_.find(name);
  if (found == watched_.end() || is_draft(name)) return false;
  const Watched& watched = found->second;
  if (watched.came == Came::by_rename) return true;
  return watched.looks > 1 && watched.last_look - watched.unchanged_since >= settle_;
}

}  // namespace lienthong::arrival
