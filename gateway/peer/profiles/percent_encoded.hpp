#pragma once

#include <string>
#include <string_view>

namespace lienthong::peer {

/// Everything but letters, digits and `plain_marks` as %XX.
[[nodiscard]] inline std::string percent_encoded_but(std::string_view plain_marks, std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       plain_marks.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += {'%', hex[byte >> 4U], hex[byte & 0xFU]};
    }
  }
  return out;
}

/// One value of a query (RFC 3986: the unreserved characters stay).
[[nodiscard]] inline std::string percent_encoded(std::string_view text) { return percent_encoded_but("-._~", text); }

/// One value of application/x-www-form-urlencoded; a space is %20, which every reader of forms takes.
[[nodiscard]] inline std::string form_encoded(std::string_view text) { return percent_encoded_but("-._", text); }

}  // namespace lienthong::peer
