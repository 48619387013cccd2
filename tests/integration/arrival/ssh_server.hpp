#pragma once

#include "arrival/sftp_source.hpp"
#include "unit/arrival/temp_folder.hpp"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lienthong::arrival {

struct SshServerWish {
  std::string subsystem = "internal-sftp";
  std::vector<std::string> host_keys = {"ed25519"};  ///< kinds as ssh-keygen names them
};

/// A real OpenSSH server on a free port of loopback, run as the user who runs the test, with its own configuration and
/// keys in a temporary folder. As root, sshd wants the empty folder /run/sshd, which a machine without a running sshd
/// does not have: it is made and left there. Stopped with its sessions when it dies.
class SshServer {
 public:
  explicit SshServer(SshServerWish wish = {});
  ~SshServer();
  SshServer(const SshServer&) = delete;
  SshServer& operator=(const SshServer&) = delete;

  /// An account that the server lets in, with its host keys pinned.
  [[nodiscard]] SftpAccount account() const;
  /// As `ssh-keygen -lf` prints it.
  [[nodiscard]] std::string fingerprint(const std::string& kind) const;
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// The folder that the bank puts its files into.
  [[nodiscard]] const std::filesystem::path& outbox() const { return outbox_; }
  /// Where a test may put what it needs.
  [[nodiscard]] const std::filesystem::path& home() const { return home_.path(); }

  [[nodiscard]] std::size_t sessions() const;
  /// Ends every session at once, as a crash of the server would.
  void kill_sessions() const;
  [[nodiscard]] std::string log() const;

 private:
  void write_configuration(const SshServerWish& wish) const;
  [[nodiscard]] bool start();
  void stop();

  TempFolder home_;
  std::filesystem::path outbox_ = home_.path() / "outbox";
  std::vector<std::string> host_keys_;
  std::uint16_t port_ = 0;
  pid_t process_ = 0;
};

/// A new key pair `file` and `file`.pub.
void make_key(const std::filesystem::path& file, const std::string& kind, const std::string& passphrase = "");

}  // namespace lienthong::arrival
