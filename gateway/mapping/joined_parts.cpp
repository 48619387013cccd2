#include "mapping/joined_parts.hpp"

#include "mapping/arena_text.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

tl::unexpected<Fault> refuse(std::string_view text) { return tl::unexpected(Fault{"mapping.join", text}); }

bool is_absent(std::string_view part) { return part.data() == nullptr; }

/// Where the last separator begins; npos when there is none. (std::string_view::rfind calls memcmp at every place.)
std::size_t last_separator(std::string_view text, std::string_view separator) {
  if (text.size() < separator.size()) return std::string_view::npos;
  for (std::size_t at = text.size() - separator.size() + 1; at > 0; --at) {
    if (text[at - 1] == separator.front() && text.substr(at - 1, separator.size()) == separator) return at - 1;
  }
  return std::string_view::npos;
}

/// Removes the last piece of `rest` and the separator before it; without data when there is no separator.
std::string_view take_last(std::string_view& rest, std::string_view separator) {
  const std::size_t at = last_separator(rest, separator);
  if (at == std::string_view::npos) return {};
  const std::string_view piece = rest.substr(at + separator.size());
  rest = rest.substr(0, at);
  return piece;
}

/// Whether split_joined gives these parts again.
bool splits_into(std::string_view whole, std::string_view separator, std::span<const std::string_view> values) {
  const auto first = std::find_if_not(values.begin(), values.end(), is_absent);
  bool all_there = true;
  for (auto one = values.end(); one != first;) {
    if (is_absent(*--one)) {
      all_there = false;
    } else if (one != first && take_last(whole, separator) != *one) {
      return false;
    }
  }
  all_there = all_there && first == values.begin();
  return whole == *first && (all_there || last_separator(whole, separator) == std::string_view::npos);
}

}  // namespace

tl::expected<Exactness, Fault> split_joined(std::string_view separator, std::string_view whole,
                                            std::optional<std::size_t> optional, std::span<std::string_view> out) {
  std::string_view rest = whole.data() == nullptr ? std::string_view("") : whole;
  std::size_t free = out.size();
  while (free > 1) {
    const std::string_view piece = take_last(rest, separator);
    if (is_absent(piece)) break;
    out[--free] = piece;
  }
  out[--free] = rest;
  if (free > (optional ? 1U : 0U)) return refuse("fewer parts than the mapping joins");
  if (free == 1) {  // everything up to the optional part stands one place too far to the right
    std::shift_left(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(*optional) + 1, 1);
    out[*optional] = {};
  }
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
  if (!splits_into(joined.text(), separator, values)) {
    return refuse("a part contains the separator, so that the text could not be split again");
  }
  return Written{joined.text(), Exactness::exact};
}

}  // namespace lienthong::mapping
