#include "golden/document.hpp"

#include "codec/builder.hpp"

namespace lienthong::golden {
namespace {

using codec::Arena;
using codec::Value;

/// Rebuilds a document member by member; `keep` decides on each, with its path and its rebuilt value.
template <class Keep>
Value rebuilt(const Value& value, const std::string& path, Arena& arena, const Keep& keep) {
  if (value.is_list()) {
    codec::ListBuilder list(arena);
    for (const Value& item : value.items()) list.add(rebuilt(item, path, arena, keep));
    return list.build();
  }
  if (!value.is_record()) return value;
  codec::RecordBuilder record(arena);
  for (const codec::Member& member : value.members()) {
    const std::string here = path.empty() ? std::string(member.name) : path + "." + std::string(member.name);
    const Value inner = rebuilt(member.value, here, arena, keep);
    if (keep(here, member.value, inner)) record.add(member.name, inner);
  }
  return record.build();
}

void collect(const Value& value, const std::string& path, Paths& out) {
  for (const Value& item : value.items()) collect(item, path, out);
  for (const codec::Member& member : value.members()) {
    const std::string here = path.empty() ? std::string(member.name) : path + "." + std::string(member.name);
    out.insert(here);
    collect(member.value, here, out);
  }
}

bool emptied(const Value& before, const Value& after) {
  return before.is_record() && !before.members().empty() && after.members().empty();
}

}  // namespace

Value without(const Value& value, const Paths& paths, Arena& arena) {
  return rebuilt(value, "", arena, [&](const std::string& path, const Value& before, const Value& after) {
    return !paths.contains(path) && !emptied(before, after);
  });
}

Paths member_paths(const Value& value) {
  Paths out;
  collect(value, "", out);
  return out;
}

}  // namespace lienthong::golden
