#include "mapping/workbench/value_paths.hpp"

#include "codec/json_path.hpp"

#include <algorithm>
#include <unordered_map>

namespace lienthong::mapping {
namespace {

using codec::Member;
using codec::Value;

void collect(const Value& value, const std::string& path, std::vector<Leaf>& out);

void collect_members(const Value& record, const std::string& path, std::vector<Leaf>& out) {
  struct Count {
    std::size_t all = 0;
    std::size_t passed = 0;
  };
  std::unordered_map<std::string_view, Count> counts;
  for (const Member& member : record.members()) ++counts[member.name].all;
  for (const Member& member : record.members()) {
    Count& count = counts[member.name];
    const std::string here = codec::path_member(path, codec::showable_name(member.name));
    collect(member.value, count.all > 1 ? codec::path_item(here, count.passed++) : here, out);
  }
}

void collect(const Value& value, const std::string& path, std::vector<Leaf>& out) {
  if (value.is_record() && !value.members().empty()) return collect_members(value, path, out);
  if (value.is_list() && !value.items().empty()) {
    std::size_t index = 0;
    for (const Value& item : value.items()) collect(item, codec::path_item(path, index++), out);
    return;
  }
  out.push_back({path, value});
}

void descend(const Value& value, std::string_view path, std::vector<Value>& out) {
  if (value.is_list()) {
    for (const Value& item : value.items()) descend(item, path, out);
    return;
  }
  if (path.empty() || (path == "#text" && !value.is_record())) {
    out.push_back(value);
    return;
  }
  const std::size_t dot = path.find('.');
  const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  for (const Member& member : value.members()) {
    if (member.name == path.substr(0, dot)) descend(member.value, rest, out);
  }
}

}  // namespace

std::vector<Leaf> leaves_of(const Value& document) {
  std::vector<Leaf> out;
  collect(document, "", out);
  return out;
}

std::string without_indices(std::string_view path) {
  std::string out;
  bool index = false;
  for (const char c : path) {
    if (c == '[') index = true;
    if (!index) out += c;
    if (c == ']') index = false;
  }
  return out;
}

std::string showable_path(std::string_view path) {
  std::string out;
  while (true) {
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    const std::size_t index = step.ends_with(']') ? std::min(step.rfind('['), step.size()) : step.size();
    if (index > 0) out += codec::showable_name(step.substr(0, index));
    out += step.substr(index);
    if (dot == std::string_view::npos) return out;
    out += '.';
    path.remove_prefix(dot + 1);
  }
}

std::vector<Value> values_at(const Value& document, std::string_view path) {
  std::vector<Value> out;
  descend(document, path, out);
  return out;
}

}  // namespace lienthong::mapping
