#pragma once

#include "arrival/arrived_file.hpp"
#include "arrival/piece_reader.hpp"
#include "arrival/spool_writer.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lienthong::arrival {

/// A folder of files named by their SHA-256: <root>/ab/abcdef…. The same bytes twice are one file. Nothing appears
/// under such a name before all of it is on the disk. Every call blocks; any thread, several processes.
class Spool {
 public:
  /// Makes the folder where it is not there (owner only) and removes what a crash left unfinished.
  /// `permanent` "spool.folder" when it cannot be made or written.
  static base::Result<Spool> open(std::filesystem::path root);

  /// Keeps what `bytes` gives; when this returns, it survives a power cut. After an error nothing of it is left.
  /// `too_large` "spool.too_large" over `max_bytes`; `transient` "spool.disk_full"; `permanent` "spool.write" when the
  /// disk fails otherwise; an error of `bytes` as it is.
  [[nodiscard]] base::Result<ArrivedFile> keep(Arrival arrival, PieceReader& bytes, std::uint64_t max_bytes) const;
  [[nodiscard]] base::Result<ArrivedFile> keep(Arrival arrival, std::string_view bytes, std::uint64_t max_bytes) const;

  /// The same for who has the bytes one piece after another.
  [[nodiscard]] base::Result<SpoolWriter> begin(Arrival arrival, std::uint64_t max_bytes) const;

  /// Where the file of this digest stands. `not_found` "spool.no_such_file"; `invalid` "spool.digest" when it is no
  /// SHA-256 in lower-case hex.
  [[nodiscard]] base::Result<std::filesystem::path> find(std::string_view digest) const;

 private:
  explicit Spool(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

}  // namespace lienthong::arrival
