#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace lienthong::mapping {

/// Values of one field, seen in samples; none of them empty.
using SeenTexts = std::span<const std::string_view>;

/// The pattern of `instant(PATTERN, …)` that every text is of: "yyyyMMddHHmmss". "rfc3339" where the texts carry an
/// offset.
[[nodiscard]] std::optional<std::string> instant_form(SeenTexts texts);
/// The pattern of `date(PATTERN)` that every text is of: "dd/MM/yyyy".
[[nodiscard]] std::optional<std::string> date_form(SeenTexts texts);
/// "s" or "ms", by size, for moments between 1990 and 2100.
[[nodiscard]] std::optional<std::string> epoch_form(SeenTexts texts);
/// The texts of true and of false that the values are of: {"True", "False"}, {"1", "0"}, …
[[nodiscard]] std::optional<std::pair<std::string, std::string>> flag_form(SeenTexts texts);
/// Long, and only what base64 is made of.
[[nodiscard]] bool looks_like_base64(SeenTexts texts);
[[nodiscard]] bool all_integers(SeenTexts texts);
/// "0000-00-00T00:00:00.000+0700", "00000000000000": a date that is none, written for "not there".
[[nodiscard]] bool is_zero_date(std::string_view text);

}  // namespace lienthong::mapping
