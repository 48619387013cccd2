#include "mapping/proof/difference.hpp"

#include "base/text.hpp"
#include "codec/json.hpp"
#include "codec/json_path.hpp"
#include "mapping/embedded_document.hpp"
#include "mapping/workbench/value_paths.hpp"

#include <algorithm>
#include <map>

namespace lienthong::mapping::proof {
namespace {

using codec::Value;

constexpr std::size_t longest_shown = 80;

using Places = std::map<std::string, Value>;

void collect(const Inventory& inventory, Side side, const Value& document, const std::string& prefix, Places& out,
             codec::Arena& arena) {
  for (const Leaf& leaf : leaves_of(document)) {
    std::string path = prefix.empty() ? leaf.path : leaf.path.empty() ? prefix : prefix + "." + leaf.path;
    bool opened = false;
    for (const Field* field : inventory.at(side, place_of(path))) {
      if (side != Side::external || field->embedded == nullptr || !leaf.value.is_text()) continue;
      const auto inner = read_embedded(*field->embedded, leaf.value, arena);
      if (!inner) continue;
      collect(inventory, side, *inner, path, out, arena);
      opened = true;
      break;
    }
    if (!opened) out.emplace(std::move(path), leaf.value);
  }
}

}  // namespace

std::string place_of(std::string_view path) {
  std::string out = without_indices(path);
  if (out.ends_with(".#text")) out.resize(out.size() - 6);
  if (out == "#text") out.clear();
  return out;
}

std::vector<Difference> differences(const Inventory& inventory, Side side, const Value& before, const Value& after,
                                    codec::Arena& arena) {
  Places left;
  Places right;
  collect(inventory, side, before, "", left, arena);
  collect(inventory, side, after, "", right, arena);
  std::vector<Difference> out;
  for (const auto& [path, value] : left) {
    const auto other = right.find(path);
    if (other == right.end()) {
      out.push_back({path, place_of(path), value, std::nullopt});
    } else if (!codec::same(value, other->second)) {
      out.push_back({path, place_of(path), value, other->second});
    }
  }
  for (const auto& [path, value] : right) {
    if (!left.contains(path)) out.push_back({path, place_of(path), std::nullopt, value});
  }
  std::sort(out.begin(), out.end(), [](const Difference& a, const Difference& b) { return a.path < b.path; });
  return out;
}

std::string shown(const std::optional<Value>& value) {
  if (!value) return "nothing";
  const std::string text = codec::write_json(*value);
  if (base::code_points(text) <= longest_shown) return text;
  return std::string(base::cut_code_points(text, longest_shown)) + "… (" +
         std::to_string(base::code_points(value->scalar())) + " characters)";
}

}  // namespace lienthong::mapping::proof
