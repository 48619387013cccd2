#include "mapping/joined_parts.hpp"

#include "mapping/arena_text.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

tl::unexpected<Fault> refuse(std::string text) { return tl::unexpected(Fault{"mapping.join", std::move(text)}); }

bool is_absent(std::string_view part) { return part.data() == nullptr; }

/// Removes the last piece of `rest` and the separator before it; without data when there is no separator.
std::string_view take_last(std::string_view& rest, std::string_view separator) {
  const std::size_t at = rest.rfind(separator);
  if (at == std::string_view::npos) return {};
  const std::string_view piece = rest.substr(at + separator.size());
  rest = rest.substr(0, at);
  return piece;
}

/// Pieces between separators, counted from the right and not beyond `most`.
std::size_t count_pieces(std::string_view rest, std::string_view separator, std::size_t most) {
  std::size_t count = 1;
  while (count < most && !is_absent(take_last(rest, separator))) ++count;
  return count;
}

/// Gives `use` each part that is there, the last one first.
template <class Use>
void each_piece(std::string_view separator, std::string_view whole, std::size_t count,
                std::optional<std::size_t> absent, Use use) {
  const std::size_t first = absent == std::optional<std::size_t>(0) ? 1 : 0;
  for (std::size_t i = count; i > 0; --i) {
    const std::size_t part = i - 1;
    if (part == absent) continue;
    use(part, part == first ? whole : take_last(whole, separator));
  }
}

}  // namespace

tl::expected<Exactness, Fault> split_joined(std::string_view separator, std::string_view whole,
                                            std::optional<std::size_t> optional, std::span<std::string_view> out) {
  const std::size_t pieces = count_pieces(whole, separator, out.size());
  const std::size_t missing = out.size() - pieces;
  if (missing > (optional ? 1U : 0U)) return refuse("fewer parts than the mapping joins");
  if (optional) out[*optional] = {};
  each_piece(separator, whole.data() == nullptr ? std::string_view("") : whole, out.size(),
             missing == 0 ? std::nullopt : optional,
             [&](std::size_t part, std::string_view piece) { out[part] = piece; });
  return Exactness::exact;
}

tl::expected<Written, Fault> join_separated(std::string_view separator, std::span<const std::string_view> values,
                                            std::optional<std::size_t> optional, codec::Arena& arena) {
  std::size_t size = 0;
  std::size_t absent = 0;
  for (const std::string_view value : values) {
    size += value.size() + separator.size();
    absent += is_absent(value) ? 1 : 0;
  }
  if (absent == values.size()) return Written{};
  if (absent > 1 || (absent == 1 && (!optional || !is_absent(values[*optional])))) {
    return refuse("a part is missing without which the text could not be split again");
  }
  ArenaText joined(arena, size);
  bool first = true;
  for (const std::string_view value : values) {
    if (is_absent(value)) continue;
    if (!first) joined.append(separator);
    joined.append(value);
    first = false;
  }
  const std::size_t there = values.size() - absent;
  bool same = count_pieces(joined.text(), separator, values.size()) == there;
  each_piece(separator, joined.text(), values.size(), absent == 0 ? std::nullopt : optional,
             [&](std::size_t part, std::string_view piece) { same = same && piece == values[part]; });
  if (!same) return refuse("a part contains the separator, so that the text could not be split again");
  return Written{joined.text(), Exactness::exact};
}

}  // namespace lienthong::mapping
