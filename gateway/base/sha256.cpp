#include "base/sha256.hpp"

#include "base/hex.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace lienthong::base {
namespace {

void demand(int done) {
  if (done != 1) throw std::runtime_error("SHA-256 is not available in this OpenSSL");
}

}  // namespace

void Sha256::Free::operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) { demand(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr)); }

void Sha256::add(std::span<const char> piece) { demand(EVP_DigestUpdate(context_.get(), piece.data(), piece.size())); }

std::string Sha256::finish() {
  std::array<char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  demand(EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), &size));
  return to_hex({digest.data(), size});
}

}  // namespace lienthong::base
