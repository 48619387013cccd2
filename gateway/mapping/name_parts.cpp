#include "mapping/name_parts.hpp"

#include "mapping/arena_text.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

constexpr std::string_view no_break_space = "\u00A0";

/// How many bytes of white space `text` begins with: one character of it, or none.
std::size_t space_at(std::string_view text) {
  if (text.empty()) return 0;
  const char first = text.front();
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  return text.starts_with(no_break_space) ? no_break_space.size() : 0;
}

/// Whether there is one space between words and no other white space anywhere.
bool is_single_spaced(std::string_view text) {
  char before = ' ';
  for (std::size_t i = 0; i < text.size(); before = text[i++]) {
    const bool plain = text[i] == ' ' ? before != ' ' : space_at(text.substr(i)) == 0;
    if (!plain) return false;
  }
  return before != ' ' || text.empty();
}

std::string_view without_leading_space(std::string_view text) {
  while (const std::size_t size = space_at(text)) text.remove_prefix(size);
  return text;
}

/// The words of `text` with one space between them: `text` itself when it is so already.
std::string_view single_spaced(std::string_view text, codec::Arena& arena) {
  if (is_single_spaced(text)) return text;
  ArenaText out(arena, text.size());
  for (std::string_view rest = without_leading_space(text); !rest.empty(); rest = without_leading_space(rest)) {
    std::size_t end = 0;
    while (end < rest.size() && space_at(rest.substr(end)) == 0) ++end;
    if (!out.empty()) out.append(" ");
    out.append(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  return out.text();
}

}  // namespace

tl::expected<Exactness, Fault> split_name(std::string_view whole, std::span<std::string_view, 3> out,
                                          codec::Arena& arena) {
  const std::string_view name = single_spaced(whole, arena);
  if (name.empty()) return tl::unexpected(Fault{"mapping.name", "a name without a word"});
  const std::size_t first = name.find(' ');
  const std::size_t last = name.rfind(' ');
  std::fill(out.begin(), out.end(), std::string_view{});
  if (first != std::string_view::npos) out[0] = name.substr(0, first);
  if (first != last) out[1] = name.substr(first + 1, last - first - 1);
  out[2] = name.substr(last + 1);  // npos + 1 is the whole
  return name == whole ? Exactness::exact : Exactness::inexact;
}

tl::expected<Written, Fault> join_name(std::span<const std::string_view, 3> values, codec::Arena& arena) {
  std::size_t size = 0;
  for (const std::string_view value : values) size += value.size() + 1;
  ArenaText joined(arena, size);
  bool any = false;
  for (const std::string_view value : values) {
    any |= value.data() != nullptr;
    if (value.empty()) continue;
    if (!joined.empty()) joined.append(" ");
    joined.append(value);
  }
  if (!any) return Written{};
  std::array<std::string_view, 3> again;
  const std::string_view name = single_spaced(joined.text(), arena);
  if (const auto split = split_name(name, again, arena); !split) return tl::unexpected(split.error());
  const bool same = std::equal(again.begin(), again.end(), values.begin(), [](auto left, auto right) {
    return left == right && (left.data() == nullptr) == (right.data() == nullptr);
  });
  return Written{name, same ? Exactness::exact : Exactness::inexact};
}

}  // namespace lienthong::mapping
