#pragma once

#include "codec/arena.hpp"
#include "mapping/exactness.hpp"
#include "mapping/fault.hpp"
#include "mapping/function.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lienthong::mapping {

// One text and its parts, in the order of the mapping file. An absent part, and an absent text, is a view without data
// (data() == nullptr); an empty one that is there points somewhere.

/// Why so many parts, of which those at `optional` may be absent, do not suit; empty when they do. name_parts and
/// date_parts take three, any of which may be absent; join takes two or more, of which at most one.
[[nodiscard]] std::string wrong_parts(const Parts& parts, std::size_t count, std::span<const std::size_t> optional);

/// Splits `whole` into as many parts as `out` has places. `optional`: join only, the part that may be absent. Parts are
/// views into `whole` or `arena`. `invalid` "mapping.name", "mapping.date", "mapping.join".
///  - name_parts: first word, words between, last word; one word is the given name. Inexact: other white space than
///    single spaces.
///  - date_parts: day, month, year; two, two and four digits.
///  - join: from the right; the first part takes what is left over, and with it the separators in it. One piece too
///  few:
///    the optional part is absent.
[[nodiscard]] tl::expected<Exactness, Fault> split_parts(const Parts& parts, std::string_view whole,
                                                         std::optional<std::size_t> optional,
                                                         std::span<std::string_view> out, codec::Arena& arena);

/// The inverse. All parts absent: so is the text.
///  - name_parts: inexact where it splits elsewhere (a family name of two words).
///  - date_parts: a day without its month and either without the year are refused; "3" is read as "03" and inexact.
///  - join: refused where it would not split into the same parts again: the separator in a part other than the first,
///    or in the first while the optional one is absent.
[[nodiscard]] tl::expected<Written, Fault> join_parts(const Parts& parts, std::span<const std::string_view> values,
                                                      std::optional<std::size_t> optional, codec::Arena& arena);

}  // namespace lienthong::mapping
