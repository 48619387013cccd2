#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace lienthong::console {

/// A code of the carriers' API and what people read.
struct CarrierWord {
  std::string_view code;
  std::string_view vietnamese;
};

/// Why an attempt failed: "not_at_home".
[[nodiscard]] std::span<const CarrierWord> failure_reasons();
/// What the one who took an item is to the addressee: "self", "child".
[[nodiscard]] std::span<const CarrierWord> relations();
/// Nothing when no word has that code.
[[nodiscard]] std::optional<std::string_view> vietnamese_of(std::span<const CarrierWord> words, std::string_view code);

/// What the carrier is told about an error of that code; a general sentence for a code that has none of its own.
[[nodiscard]] std::string_view carrier_sentence(std::string_view error_code);

/// The reason, or relation, that says nothing without a note.
inline constexpr std::string_view other_word = "other";
/// The addressee.
inline constexpr std::string_view addressee_word = "self";

}  // namespace lienthong::console
