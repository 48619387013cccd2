#pragma once

#include <openssl/types.h>

#include <memory>
#include <span>
#include <string>

namespace lienthong::base {

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::span<const char> piece);
  /// Lower-case hex, 64 characters. Nothing may be added afterwards.
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const;
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace lienthong::base
