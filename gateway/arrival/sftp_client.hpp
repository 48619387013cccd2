#pragma once

#include "arrival/look.hpp"
#include "arrival/piece_reader.hpp"
#include "arrival/sftp_source.hpp"
#include "arrival/socket_wait.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::arrival {

/// A file of the server that is being read, from its beginning.
class RemoteFile : public PieceReader {
 public:
  /// What the open file is now (without a name).
  virtual base::Result<Entry> now() = 0;
};

/// The few things we ask an SFTP server (version 3). Errors are those of make_sftp_source; after one that is not the
/// server's own word about a file, the connection is of no use.
class SftpClient {
 public:
  static base::Result<std::unique_ptr<SftpClient>> connect(const SftpAccount& account, const SocketWait& wait);
  virtual ~SftpClient() = default;

  [[nodiscard]] virtual bool usable() const = 0;
  /// What lies in `directory`, in the server's order. `not_found` "sftp.directory"; `too_large` "sftp.crowded".
  virtual base::Result<std::vector<Entry>> entries(const std::string& directory, std::size_t max_entries,
                                                   const SocketWait& wait) = 0;
  /// What has this path, links not followed; nothing when there is no such path.
  virtual base::Result<std::optional<Entry>> entry(const std::string& path, const SocketWait& wait) = 0;
  /// `not_found` "arrival.gone". The file must not outlive the client nor what `wait` refers to.
  virtual base::Result<std::unique_ptr<RemoteFile>> open(const std::string& path, const SocketWait& wait) = 0;
  virtual base::Result<void> rename(const std::string& from, const std::string& to, const SocketWait& wait) = 0;
  virtual base::Result<void> remove(const std::string& path, const SocketWait& wait) = 0;
  virtual base::Result<void> make_directory(const std::string& path, const SocketWait& wait) = 0;
};

}  // namespace lienthong::arrival
