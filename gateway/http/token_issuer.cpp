#include "http/token_issuer.hpp"

#include "base/digest.hpp"
#include "base/hex.hpp"

#include <charconv>

namespace lienthong::http {
namespace {

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    if (error != std::errc{} || end != hex.data() + i + 2) return std::nullopt;
    out += static_cast<char>(value);
  }
  return out;
}

}  // namespace

std::string TokenIssuer::proof(std::string_view client_hex, std::string_view expiry) const {
  return base::hmac_sha256_hex(key_.reveal(), "bearer|" + std::string(client_hex) + "|" + std::string(expiry));
}

std::string TokenIssuer::issue(std::string_view client_id, base::Instant now) const {
  const std::string client = base::to_hex(client_id);
  const std::string expiry = std::to_string(base::unix_ms(now + life_));
  return client + "." + expiry + "." + proof(client, expiry);
}

std::optional<std::string> TokenIssuer::verify(std::string_view token, base::Instant now) const {
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto client = token.substr(0, first);
  const auto expiry = token.substr(first + 1, second - first - 1);
  if (!base::Secret(proof(client, expiry)).equals(token.substr(second + 1))) return std::nullopt;
  std::int64_t until = 0;
  const auto [end, error] = std::from_chars(expiry.data(), expiry.data() + expiry.size(), until);
  if (error != std::errc{} || end != expiry.data() + expiry.size() || base::unix_ms(now) >= until) return std::nullopt;
  return from_hex(client);
}

}  // namespace lienthong::http
