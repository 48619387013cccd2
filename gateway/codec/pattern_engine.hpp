#pragma once

#include "codec/pattern.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::codec {

enum class PatternReach { anywhere, whole_text };

/// `translation`: the expression in RE2's syntax, or nothing when it has no equal there.
[[nodiscard]] base::Result<std::shared_ptr<const Pattern>> compile_pattern(
    std::string_view source, const std::optional<std::string>& translation, PatternReach reach);

}  // namespace lienthong::codec
