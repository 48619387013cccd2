#include "codec/json_path.hpp"

#include <algorithm>
#include <charconv>

namespace lienthong::codec {
namespace {

constexpr std::size_t longest_shown = 64;

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '$' || c == ':' || c == '@';
}

/// One step down; nullptr when `here` has no such child. `index` is set to the child's position.
const Value* step(const Value& here, std::string_view token, std::size_t& index) {
  if (here.is_list()) {
    std::from_chars(token.data(), token.data() + token.size(), index);
    return index < here.items().size() ? &here.items()[index] : nullptr;
  }
  const auto members = here.members();
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.name == token; });
  index = static_cast<std::size_t>(found - members.begin());
  return found == members.end() ? nullptr : &found->value;
}

}  // namespace

std::string path_member(std::string_view path, std::string_view name) {
  return path.empty() ? std::string(name) : std::string(path) + "." + std::string(name);
}

std::string path_item(std::string_view path, std::size_t index) {
  return std::string(path) + "[" + std::to_string(index) + "]";
}

std::string_view showable_name(std::string_view name) {
  const bool all_digits = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool tame = std::all_of(name.begin(), name.end(), name_character);
  return tame && !all_digits && name.size() <= longest_shown ? name : "?";
}

std::vector<std::size_t> position_of(const Value& root, std::string_view path) {
  std::vector<std::size_t> out;
  const Value* here = &root;
  while (!path.empty() && here != nullptr) {
    const auto start = path.find_first_not_of(".[]");
    if (start == std::string_view::npos) break;
    path.remove_prefix(start);
    const auto token = path.substr(0, path.find_first_of(".[]"));
    path.remove_prefix(token.size());
    std::size_t index = 0;
    here = step(*here, token, index);
    out.push_back(index);
  }
  return out;
}

}  // namespace lienthong::codec
