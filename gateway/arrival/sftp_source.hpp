#pragma once

#include "arrival/file_source.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace lienthong::arrival {

struct PrivateKey {
  std::string file;         ///< OpenSSH or PEM form, readable by its owner only
  base::Secret passphrase;  ///< empty when the key has none
};
struct Password {
  base::Secret value;
};

/// Whose files, where, and how both sides are known to each other.
struct SftpAccount {
  std::string host;
  std::uint16_t port = 22;
  std::string user;
  std::variant<PrivateKey, Password> credential;
  /// "SHA256:…" as `ssh-keygen -lf` prints it; any one of them is accepted (for the days of a key change).
  std::vector<std::string> host_keys;
  /// Key types we ask the server for, first the best ("ssh-ed25519"); empty: every type we know. For a server that has
  /// several keys of which only one is pinned.
  std::vector<std::string> host_key_types;
};

/// What becomes of a file at the server after it was taken.
enum class AfterTaking {
  keep,    ///< stays; `SftpSettings::already_taken` keeps it from being offered again
  move,    ///< goes to the directory `move_to`, also when it was refused
  remove,  ///< is deleted; a refused one stays
};

struct SftpSettings {
  SftpAccount account;
  std::string directory = ".";
  std::vector<std::string> patterns;  ///< of names, shell style ("*.xml"); none: every name
  AfterTaking after_taking = AfterTaking::keep;
  std::string move_to;  ///< for `move`: made when it is not there; relative to the login directory
  std::chrono::milliseconds settle{60'000};
  std::uint64_t max_bytes = std::uint64_t{1} << 30U;
  std::size_t max_entries = 100'000;
  /// Whether this very file (name, size, time) was taken or refused before. Asked in `list`, on its thread.
  std::function<bool(const OfferedFile&)> already_taken;
};

/// Files in a directory of an SFTP server. `stop` ends a running call early with `cancelled`. One connection is opened
/// by `list` and kept until the last offered file is taken or refused.
///
/// `transient`: "sftp.unreachable", "sftp.broken" (the connection ended), "sftp.deadline", "sftp.failure" (the server's
/// own word). `unauthorised` "sftp.host_key": another key than the pinned ones, nothing was sent to prove who we are;
/// the context has the fingerprint seen. `permanent`: "sftp.login" (the server does not take our key or password),
/// "sftp.key_file", "sftp.no_common_algorithm". `forbidden` "sftp.permission"; `not_found` "sftp.directory";
/// `too_large` "sftp.crowded".
[[nodiscard]] std::unique_ptr<FileSource> make_sftp_source(SftpSettings settings, const base::Clock& clock,
                                                           std::stop_token stop);

}  // namespace lienthong::arrival
