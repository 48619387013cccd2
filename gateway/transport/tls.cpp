#include "transport/tls.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::system::error_code;
namespace ssl = boost::asio::ssl;

tl::unexpected<base::Error> unusable(const char* code, const char* text, const std::string& file) {
  return base::fail(base::Error(ErrorKind::permanent, code, text).with("file", file));
}

void harden(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_security_level(context, 2);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // A connection kept open for hours should not keep 34 KiB of buffers while nothing moves.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

Result<void> load_identity(ssl::context& context, const std::string& certificate, const std::string& key) {
  error_code error;
  context.use_certificate_chain_file(certificate, error);
  if (error) return unusable("tls.certificate", "the certificate chain cannot be read", certificate);
  context.use_private_key_file(key, ssl::context::pem, error);
  if (error) return unusable("tls.key", "the private key cannot be read or is not the certificate's", key);
  if (SSL_CTX_check_private_key(context.native_handle()) != 1)
    return unusable("tls.key", "the key is not the certificate's", key);
  return {};
}

Result<void> load_trust(ssl::context& context, const std::string& ca_file) {
  error_code error;
  if (ca_file.empty()) {
    context.set_default_verify_paths(error);
    if (error) return base::fail(ErrorKind::permanent, "tls.ca", "the system's certificate store cannot be read");
    return {};
  }
  context.load_verify_file(ca_file, error);
  if (error) return unusable("tls.ca", "the file of trusted certificates cannot be read", ca_file);
  return {};
}

}  // namespace

Result<TlsContext> tls_client_context(const TlsClientSettings& settings) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  harden(context->native_handle());
  if (auto trusted = load_trust(*context, settings.ca_file); !trusted) return base::fail(trusted.error());
  error_code ignored;
  context->set_verify_mode(ssl::verify_peer, ignored);
  if (settings.certificate_file.empty() != settings.key_file.empty()) {
    return base::fail(ErrorKind::permanent, "tls.key", "a client certificate needs both its file and its key's");
  }
  if (!settings.certificate_file.empty()) {
    if (auto loaded = load_identity(*context, settings.certificate_file, settings.key_file); !loaded)
      return base::fail(loaded.error());
  }
  return context;
}

Result<TlsContext> tls_server_context(const TlsServerSettings& settings) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  harden(native);
  SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
  if (auto loaded = load_identity(*context, settings.certificate_file, settings.key_file); !loaded)
    return base::fail(loaded.error());
  if (settings.client_ca_file.empty()) return context;
  if (auto trusted = load_trust(*context, settings.client_ca_file); !trusted) return base::fail(trusted.error());
  error_code ignored;
  const bool must = settings.clients == TlsServerSettings::Clients::must_prove;
  context->set_verify_mode(must ? ssl::verify_peer | ssl::verify_fail_if_no_peer_cert : ssl::verify_peer, ignored);
  SSL_CTX_set_client_CA_list(native, SSL_load_client_CA_file(settings.client_ca_file.c_str()));
  // A resumed session would let a certificate in that has expired since: identity is proved anew every time.
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(native, SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(native, 0);
  return context;
}

void expect_peer(SSL* ssl, const std::string& host) {
  X509_VERIFY_PARAM* rules = SSL_get0_param(ssl);
  error_code not_address;
  boost::asio::ip::make_address(host, not_address);
  if (!not_address) {
    X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str());
    return;
  }
  X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size());
  SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str()));
}

std::optional<std::string> verified_common_name(SSL* ssl) {
  const X509* certificate = SSL_get0_peer_certificate(ssl);
  if (certificate == nullptr || SSL_get_verify_result(ssl) != X509_V_OK) return std::nullopt;
  const X509_NAME* subject = X509_get_subject_name(certificate);
  const int first = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (first < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, first) >= 0) return std::nullopt;
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, first)));
  if (size < 0) return std::nullopt;
  std::string name(text, text + size);
  OPENSSL_free(text);
  if (name.empty() || name.find('\0') != std::string::npos) return std::nullopt;
  return name;
}

bool is_certificate_refusal(const error_code& error) {
  if (error.category() != boost::asio::error::get_ssl_category()) return false;
  switch (ERR_GET_REASON(static_cast<unsigned long>(error.value()))) {
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
    case SSL_R_TLSV1_ALERT_ACCESS_DENIED:
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
      return true;
    default:
      return false;  // OpenSSL's numbers, not an enum of ours
  }
}

}  // namespace lienthong::transport
