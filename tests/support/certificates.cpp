#include "support/certificates.hpp"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace lienthong::testing {
namespace {

long next_serial = 1000;

void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL could not make a test certificate");
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

void set_name(X509* certificate, const std::string& common_name) {
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1);
}

void prepare(X509* certificate, EVP_PKEY* key, const std::string& common_name, long from_days, long to_days) {
  constexpr long day = 24L * 60 * 60;
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++next_serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), from_days * day);
  X509_gmtime_adj(X509_getm_notAfter(certificate), to_days * day);
  set_name(certificate, common_name);
  must(X509_set_pubkey(certificate, key) == 1);
}

void write_certificate(const std::string& file, X509* certificate) {
  std::FILE* out = std::fopen(file.c_str(), "w");
  must(out != nullptr && PEM_write_X509(out, certificate) == 1);
  std::fclose(out);
}

void write_key(const std::string& file, EVP_PKEY* key) {
  std::FILE* out = std::fopen(file.c_str(), "w");
  must(out != nullptr && PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  std::fclose(out);
}

EVP_PKEY* make_key(CertificateWish::Key kind) {
  return kind == CertificateWish::Key::good ? EVP_EC_gen("P-256") : EVP_RSA_gen(1024);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "lienthong-test-XXXXXX").string();
  must(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TestAuthority::TestAuthority(const TemporaryFolder& folder, const std::string& name)
    : folder_(folder),
      ca_file_(folder.file(name + ".pem")),
      key_(make_key(CertificateWish::Key::good), &EVP_PKEY_free),
      certificate_(X509_new(), &X509_free) {
  prepare(certificate_.get(), key_.get(), name, -2, 60);
  X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
  add_extension(certificate_.get(), certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate_.get(), certificate_.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  must(X509_sign(certificate_.get(), key_.get(), EVP_sha256()) > 0);
  write_certificate(ca_file_, certificate_.get());
}

CertificateFiles TestAuthority::issue(const std::string& file_name, const CertificateWish& wish) const {
  const Key key(make_key(wish.key), &EVP_PKEY_free);
  const Certificate certificate(X509_new(), &X509_free);
  prepare(certificate.get(), key.get(), wish.common_name, wish.valid_from_days, wish.valid_to_days);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
  add_extension(certificate.get(), certificate_.get(), NID_basic_constraints, "critical,CA:FALSE");
  const bool server = wish.usage == CertificateWish::Usage::server;
  add_extension(certificate.get(), certificate_.get(), NID_ext_key_usage, server ? "serverAuth" : "clientAuth");
  if (!wish.alternative_names.empty()) {
    add_extension(certificate.get(), certificate_.get(), NID_subject_alt_name, wish.alternative_names);
  }
  must(X509_sign(certificate.get(), key_.get(), EVP_sha256()) > 0);
  CertificateFiles files{folder_.file(file_name + ".pem"), folder_.file(file_name + ".key")};
  write_certificate(files.certificate, certificate.get());
  write_key(files.key, key.get());
  return files;
}

}  // namespace lienthong::testing
