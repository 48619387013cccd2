#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::base {

/// SHA-256 in lower-case hex, 64 characters.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
/// HMAC-SHA-256 in lower-case hex.
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Nothing when the text is not canonical RFC 4648 base64 with padding (white space between is allowed, as in XML).
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// `bytes` random bytes from the system, in lower-case hex: for tokens.
[[nodiscard]] std::string random_hex(std::size_t bytes);

}  // namespace lienthong::base
