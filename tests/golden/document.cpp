#include "golden/document.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "codec/xml.hpp"

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

base::Result<Value> read_external(const mapping::Plan& plan, std::string_view bytes, Arena& arena) {
  if (plan.format() == mapping::Format::json) return codec::read_json(bytes, arena);
  const auto document = codec::read_xml(bytes, plan.xml_names(), arena);
  if (!document) return base::fail(document.error());
  if (document->root != plan.xml_root())
    return base::fail(base::ErrorKind::invalid, "golden.root", "another root element");
  return document->content;
}

base::Result<std::string> write_external(const mapping::Plan& plan, const Value& value) {
  if (plan.format() == mapping::Format::json) return codec::write_json(value);
  return codec::write_xml({plan.xml_root(), value}, plan.xml_names());
}

std::string schema_problems(const mapping::Plan& plan, const Value& value, std::string_view bytes) {
  const bool json = plan.format() == mapping::Format::json;
  std::string out;
  for (const auto& problem : json ? plan.external_schema().check(value) : plan.external_schema().check_xml(bytes)) {
    out += problem.path + " " + problem.rule + " " + problem.text + "; ";
  }
  return out;
}

Value without(const Value& value, const Paths& paths, Arena& arena) {
  return rebuilt(value, "", arena, [&](const std::string& path, const Value& before, const Value& after) {
    return !paths.contains(path) && !emptied(before, after);
  });
}

Value without_empty_lists(const Value& value, const Paths& paths, Arena& arena) {
  return rebuilt(value, "", arena, [&](const std::string& path, const Value&, const Value& after) {
    const bool named = paths.contains(path) || paths.contains("*");
    return !(named && after.is_list() && after.items().empty());
  });
}

Paths member_paths(const Value& value) {
  Paths out;
  collect(value, "", out);
  return out;
}

}  // namespace lienthong::golden
