#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace lienthong::testing {

/// A folder under the temporary directory that goes when the test goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

struct CertificateWish {
  enum class Usage { server, client };
  enum class Key { good, weak_rsa };
  std::string common_name = "peer";
  std::string alternative_names = "DNS:localhost,IP:127.0.0.1";  ///< empty: none
  Usage usage = Usage::server;
  Key key = Key::good;
  long valid_from_days = -1;
  long valid_to_days = 30;
};

struct CertificateFiles {
  std::string certificate;
  std::string key;
};

/// A certificate authority for one test.
class TestAuthority {
 public:
  TestAuthority(const TemporaryFolder& folder, const std::string& name);
  /// Where its own certificate is: what a trusting side loads.
  [[nodiscard]] const std::string& ca_file() const { return ca_file_; }
  [[nodiscard]] CertificateFiles issue(const std::string& file_name, const CertificateWish& wish = {}) const;

 private:
  using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

  const TemporaryFolder& folder_;
  std::string ca_file_;
  Key key_;
  Certificate certificate_;
};

}  // namespace lienthong::testing
