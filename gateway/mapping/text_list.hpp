#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/fault.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace lienthong::mapping {

/// More items than any list of texts in this field has: a text of separators must not become a list many times its
/// size.
inline constexpr std::size_t most_listed_texts = 10'000;

/// The list that `text` spells with a separator between its items; an empty text is an empty list. Items are views into
/// `text`. `invalid` "mapping.list" beyond most_listed_texts.
[[nodiscard]] tl::expected<codec::Value, Fault> split_texts(std::string_view text, std::string_view separator,
                                                            codec::Arena& arena);
/// The inverse, in `arena`. "mapping.list" where it would not split into the same items again (the separator in an
/// item, one empty item alone), "mapping.type" for an item that is no text.
[[nodiscard]] tl::expected<std::string_view, Fault> join_texts(std::span<const codec::Value> items,
                                                               std::string_view separator, codec::Arena& arena);

}  // namespace lienthong::mapping
