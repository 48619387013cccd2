#pragma once

#include "base/instant.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::http {

/// Bearer tokens that carry their own proof: "<client>.<expiry>.<HMAC>". Nothing is remembered, so a restart of the
/// gateway invalidates nobody's token and a token cannot outlive its expiry.
class TokenIssuer {
 public:
  TokenIssuer(base::Secret key, std::chrono::seconds life) : key_(std::move(key)), life_(life) {}

  [[nodiscard]] std::string issue(std::string_view client_id, base::Instant now) const;
  /// The client the token was issued to; nothing when it is malformed, altered or expired.
  [[nodiscard]] std::optional<std::string> verify(std::string_view token, base::Instant now) const;
  [[nodiscard]] std::chrono::seconds life() const { return life_; }

 private:
  [[nodiscard]] std::string proof(std::string_view client_hex, std::string_view expiry) const;
  base::Secret key_;
  std::chrono::seconds life_;
};

}  // namespace lienthong::http
