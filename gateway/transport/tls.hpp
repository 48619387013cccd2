#pragma once

#include "base/result.hpp"

#include <boost/asio/ssl/context.hpp>
#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>

namespace lienthong::transport {

/// How we prove who we are and whom we believe. PEM files.
struct TlsClientSettings {
  std::string ca_file;           ///< empty: the system's store
  std::string certificate_file;  ///< with key_file: our client certificate (mTLS)
  std::string key_file;
};

struct TlsServerSettings {
  std::string certificate_file;
  std::string key_file;
  std::string client_ca_file;  ///< empty: client certificates are not asked for
  enum class Clients { must_prove, may_prove };
  Clients clients = Clients::must_prove;
};

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// TLS 1.2 and later, OpenSSL security level 2 (no RSA under 2048 bits, no SHA-1), no compression, no renegotiation.
/// `permanent` "tls.*" when a file is missing, unreadable, not PEM, or key and certificate do not belong together.
[[nodiscard]] base::Result<TlsContext> tls_client_context(const TlsClientSettings& settings);
[[nodiscard]] base::Result<TlsContext> tls_server_context(const TlsServerSettings& settings);

/// Makes the handshake fail unless the certificate names `host`; sends it as SNI when it is a name.
void expect_peer(SSL* ssl, const std::string& host);

/// The subject CN of the certificate the other side proved; nothing when there is none, several, or an odd one.
[[nodiscard]] std::optional<std::string> verified_common_name(SSL* ssl);

/// The peer's alert says that it does not accept our certificate: it has not looked at any request.
[[nodiscard]] bool is_certificate_refusal(const boost::system::error_code& error);

}  // namespace lienthong::transport
