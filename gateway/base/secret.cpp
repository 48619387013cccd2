#include "base/secret.hpp"

#include <openssl/crypto.h>
#include <sys/stat.h>

#include <fstream>

namespace lienthong::base {

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    value_ = std::move(other.value_);
    other.wipe();
  }
  return *this;
}

bool Secret::equals(std::string_view candidate) const {
  return candidate.size() == value_.size() && CRYPTO_memcmp(candidate.data(), value_.data(), value_.size()) == 0;
}

void Secret::wipe() noexcept {
  if (!value_.empty()) OPENSSL_cleanse(value_.data(), value_.size());
  value_.clear();
}

Result<Secret> Secret::from_file(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    return fail(Error(ErrorKind::permanent, "secret.missing", "secret file does not exist").with("file", path));
  }
  if ((info.st_mode & 077U) != 0) {
    return fail(
        Error(ErrorKind::permanent, "secret.mode", "secret file is readable by others; chmod 600").with("file", path));
  }
  std::ifstream in(path);
  std::string line;
  if (!std::getline(in, line) || line.empty()) {
    return fail(Error(ErrorKind::permanent, "secret.empty", "secret file is empty or unreadable").with("file", path));
  }
  return Secret(std::move(line));
}

}  // namespace lienthong::base
