#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "domain/ids.hpp"
#include "http/message.hpp"
#include "http/token_issuer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::http {

/// A peer that may call us, and the one way in which it proves who it is; no fallback to another.
struct Client {
  enum class Scheme : std::uint8_t { bearer, basic };
  domain::SystemId system;
  std::string client_id;
  base::Secret secret;
  Scheme scheme = Scheme::bearer;
  std::string certificate_cn;  ///< when set, the caller's verified certificate must carry it too
};

/// Who may call us. Immutable.
class Identity {
 public:
  Identity(std::vector<Client> clients, TokenIssuer issuer)
      : clients_(std::move(clients)), issuer_(std::move(issuer)) {}

  /// Checks that the caller is `expected`. `unauthorised` "identity.*" otherwise; the text never says which part was
  /// wrong.
  [[nodiscard]] base::Result<void> require(const domain::SystemId& expected, const Request& request,
                                           base::Instant now) const;

  /// The token endpoint: `grant_type=client_credentials` with credentials in the form or as Basic (contracts 1.4, 3.1).
  [[nodiscard]] Response issue_token(const Request& request, base::Instant now) const;

 private:
  [[nodiscard]] const Client* with_credentials(std::string_view id, std::string_view secret) const;
  std::vector<Client> clients_;
  TokenIssuer issuer_;
};

/// "application/x-www-form-urlencoded" → the value of one field; empty when absent.
[[nodiscard]] std::string form_field(std::string_view body, std::string_view name);

}  // namespace lienthong::http
