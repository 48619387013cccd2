#include "mapping/url.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace lienthong::mapping {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The letters, the digits and some marks.
class Characters {
 public:
  explicit constexpr Characters(std::string_view marks) {
    for (const char c : marks) allowed_[index(c)] = true;
    for (int c = 0; c < 128; ++c) {
      const char character = static_cast<char>(c);
      if (is_letter(character) || is_digit(character)) allowed_[index(character)] = true;
    }
  }
  [[nodiscard]] constexpr bool have(char c) const { return allowed_[index(c)]; }

 private:
  static constexpr std::size_t index(char c) { return static_cast<unsigned char>(c); }
  std::array<bool, 256> allowed_{};
};
constexpr Characters host_characters("-._~!$&'()*+,;=");
constexpr Characters path_characters("-._~!$&'()*+,;=:@/?");

/// These and percent-encoded bytes, and nothing else.
bool consists_of(std::string_view text, const Characters& characters) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hexadecimal(text[i + 1]) || !is_hexadecimal(text[i + 2])) return false;
      i += 2;
    } else if (!characters.have(text[i])) {
      return false;
    }
  }
  return true;
}

bool is_scheme(std::string_view text) {
  const auto is = [&](std::string_view scheme) {
    return std::equal(text.begin(), text.end(), scheme.begin(), scheme.end(),
                      [](char left, char right) { return (is_letter(left) ? left | 0x20 : left) == right; });
  };
  return is("http") || is("https");
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return text.empty() || (error == std::errc{} && stopped == text.data() + text.size());
}

bool is_ip_literal(std::string_view text) {
  return std::count(text.begin(), text.end(), ':') >= 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_hexadecimal(c) || c == ':' || c == '.'; });
}

bool is_host(std::string_view text) { return !text.empty() && consists_of(text, host_characters); }

bool is_authority(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || !is_ip_literal(text.substr(1, close - 1))) return false;
    const std::string_view rest = text.substr(close + 1);
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
  }
  const std::size_t colon = text.find(':');
  return is_host(text.substr(0, colon)) && (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

}  // namespace

bool is_absolute_http_url(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos || !is_scheme(text.substr(0, scheme_end))) return false;
  const std::string_view rest = text.substr(scheme_end + 3);
  const std::size_t path = std::min(rest.find_first_of("/?#"), rest.size());
  if (!is_authority(rest.substr(0, path))) return false;
  const std::string_view behind = rest.substr(path);
  const std::size_t hash = std::min(behind.find('#'), behind.size());
  return consists_of(behind.substr(0, hash), path_characters) &&
         (hash == behind.size() || consists_of(behind.substr(hash + 1), path_characters));
}

}  // namespace lienthong::mapping
