#pragma once

#include "arrival/file_descriptor.hpp"
#include "arrival/sftp_source.hpp"
#include "arrival/socket_wait.hpp"

#include <libssh2.h>
#include <sys/types.h>

#include <memory>

namespace lienthong::arrival {

/// Frees what libssh2 holds of a connection that was cut. A library that asks to wait for a dead socket again and again
/// would hold the caller for ever; a leak is the smaller harm.
template <class Free>
void free_cut(Free free) {
  for (int tries = 0; tries < 1000 && free() == LIBSSH2_ERROR_EAGAIN; ++tries) {
  }
}

/// One SSH connection: the server's key was checked against the pinned ones, and the server took our proof of who we
/// are. Errors are those of make_sftp_source.
class SshSession {
 public:
  static base::Result<std::unique_ptr<SshSession>> open(const SftpAccount& account, const SocketWait& wait);
  ~SshSession();
  SshSession(const SshSession&) = delete;
  SshSession& operator=(const SshSession&) = delete;

  /// Calls libssh2 again and again until it does not ask to wait any more; gives what it said then. After an error here
  /// the connection is of no use and was cut.
  template <class Call>
  auto until_done(const SocketWait& wait, Call call) -> base::Result<decltype(call())> {
    for (;;) {
      const auto said = call();
      if (!would_block(said)) return said;
      if (auto ready = until_ready(wait); !ready) return base::fail(std::move(ready.error()));
    }
  }

  /// libssh2's last error in our words.
  [[nodiscard]] base::Error last_error() const;
  [[nodiscard]] LIBSSH2_SESSION* handle() const { return session_; }

  /// From now on the end of `channel` ends every call: libssh2 would wait for data of a channel that the server closed.
  void live_by(LIBSSH2_CHANNEL* channel) { channel_ = channel; }

  /// Whatever is still called fails at once.
  void cut();
  [[nodiscard]] bool is_cut() const { return cut_; }

 private:
  SshSession(FileDescriptor socket, LIBSSH2_SESSION* session) : socket_(std::move(socket)), session_(session) {}
  [[nodiscard]] static bool would_block(ssize_t said) { return said == LIBSSH2_ERROR_EAGAIN; }
  template <class T>
  [[nodiscard]] bool would_block(T* said) const {
    return said == nullptr && libssh2_session_last_errno(session_) == LIBSSH2_ERROR_EAGAIN;
  }
  base::Result<void> until_ready(const SocketWait& wait);
  base::Result<void> shake_hands(const SftpAccount& account, const SocketWait& wait);
  [[nodiscard]] base::Result<void> check_host_key(const SftpAccount& account) const;
  base::Result<void> log_in(const SftpAccount& account, const SocketWait& wait);
  base::Result<int> prove(const std::string& user, const PrivateKey& key, const SocketWait& wait);
  base::Result<int> prove(const std::string& user, const Password& password, const SocketWait& wait);

  FileDescriptor socket_;
  LIBSSH2_SESSION* session_;
  LIBSSH2_CHANNEL* channel_ = nullptr;
  bool cut_ = false;
};

}  // namespace lienthong::arrival
