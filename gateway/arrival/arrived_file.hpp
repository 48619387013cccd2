#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace lienthong::arrival {

/// A file that arrived whole: its bytes are on our disk and synced, named by what they are.
struct ArrivedFile {
  std::string digest;          ///< SHA-256 of the bytes, lower-case hex
  std::filesystem::path path;  ///< in the spool
  std::uint64_t size = 0;      ///< bytes
  std::string name;            ///< as the sender called it, without a path; may hold personal data
  std::string origin;          ///< "folder", "sftp" or "upload"
  base::Instant arrived_at;
};

}  // namespace lienthong::arrival
