#pragma once

#include "arrival/arrived_file.hpp"
#include "arrival/spool_draft.hpp"
#include "base/result.hpp"
#include "base/sha256.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace lienthong::arrival {

/// What is known of a file before its bytes are.
struct Arrival {
  std::string name;    ///< as the sender called it, without a path
  std::string origin;  ///< "folder", "sftp" or "upload"
  base::Instant at;    ///< now
};

/// A file on its way into the spool, piece by piece; before `keep` nobody sees it, and without `keep` nothing of it is
/// left. Every call blocks; one thread at a time. Errors are those of Spool::keep.
class SpoolWriter {
 public:
  static base::Result<SpoolWriter> create(std::filesystem::path root, Arrival arrival, std::uint64_t max_bytes);

  base::Result<void> add(std::span<const char> piece);
  /// After the last piece: when this returns, the file survives a power cut.
  base::Result<ArrivedFile> keep();

 private:
  SpoolWriter(std::filesystem::path root, SpoolDraft draft, Arrival arrival, std::uint64_t max_bytes)
      : root_(std::move(root)), draft_(std::move(draft)), arrival_(std::move(arrival)), max_bytes_(max_bytes) {}

  std::filesystem::path root_;
  SpoolDraft draft_;
  Arrival arrival_;
  std::uint64_t max_bytes_;
  std::uint64_t size_ = 0;
  base::Sha256 sum_;
};

/// Where drafts stand in a spool.
[[nodiscard]] std::filesystem::path drafts_of(const std::filesystem::path& root);
/// Owner only. 0, or the errno that says why `folder` is not there.
[[nodiscard]] int make_private_folder(const std::filesystem::path& folder);

}  // namespace lienthong::arrival
