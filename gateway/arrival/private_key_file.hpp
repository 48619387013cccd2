#pragma once

#include "base/secret.hpp"

#include <string>

namespace lienthong::arrival {

/// The whole of a private key's file. `permanent` "sftp.key_file" when it is missing, unreadable, readable by others or
/// over 64 KiB.
[[nodiscard]] base::Result<base::Secret> read_private_key(const std::string& path);

}  // namespace lienthong::arrival
