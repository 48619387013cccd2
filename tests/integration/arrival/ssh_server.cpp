#include "integration/arrival/ssh_server.hpp"

#include "integration/arrival/process.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <csignal>
#include <sstream>
#include <thread>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;

constexpr const char* sshd = "/usr/sbin/sshd";

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no free port");
  }
  ::close(socket);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

}  // namespace

void make_key(const fs::path& file, const std::string& kind, const std::string& passphrase) {
  // libssh2 1.10 loses a number of every ECDSA key in OpenSSH's own form, which a leak check sees; in PEM it does not.
  const std::string form = kind == "ecdsa" ? "PEM" : "RFC4716";
  run_program({"ssh-keygen", "-q", "-t", kind, "-m", form, "-N", passphrase, "-C", "test", "-f", file.string()});
}

SshServer::SshServer(SshServerWish wish) : host_keys_(wish.host_keys) {
  fs::create_directory(outbox_);
  for (const auto& kind : host_keys_) make_key(home_.path() / ("host_" + kind), kind);
  make_key(home_.path() / "client", "ed25519");
  fs::copy_file(home_.path() / "client.pub", home_.path() / "authorized_keys");
  if (::geteuid() == 0) fs::create_directory("/run/sshd");
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = free_port();
    write_configuration(wish);
    if (start()) return;
  }
  throw std::runtime_error("sshd does not start: " + log());
}

SshServer::~SshServer() { stop(); }

void SshServer::write_configuration(const SshServerWish& wish) const {
  std::ostringstream text;
  text << "Port " << port_ << "\nListenAddress 127.0.0.1\nPidFile none\n"
       << "StrictModes no\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication yes\nMaxStartups 100\n"
       << "KbdInteractiveAuthentication no\nLogLevel DEBUG1\nSubsystem sftp " << wish.subsystem << "\n"
       << "AuthorizedKeysFile " << (home_.path() / "authorized_keys").string() << "\n";
  for (const auto& kind : host_keys_) text << "HostKey " << (home_.path() / ("host_" + kind)).string() << "\n";
  write_file(home_.path() / "sshd_config", text.str());
}

bool SshServer::start() {
  process_ = start_program({sshd, "-D", "-e", "-f", (home_.path() / "sshd_config").string()}, home_.path() / "log");
  for (int tries = 0; tries < 1000 && is_running(process_); ++tries) {
    if (answers(port_)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  stop();
  return false;
}

void SshServer::stop() {
  if (process_ == 0 || !is_running(process_)) return;
  const auto sessions = descendants(process_);
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  for (const pid_t session : sessions) ::kill(session, SIGKILL);
  process_ = 0;
}

SftpAccount SshServer::account() const {
  std::vector<std::string> pins;
  for (const auto& kind : host_keys_) pins.push_back(fingerprint(kind));
  return {.host = "127.0.0.1",
          .port = port_,
          .user = ::getpwuid(::geteuid())->pw_name,
          .credential = PrivateKey{.file = (home_.path() / "client").string(), .passphrase = {}},
          .host_keys = std::move(pins),
          .host_key_types = {}};
}

std::string SshServer::fingerprint(const std::string& kind) const {
  std::istringstream printed(run_program({"ssh-keygen", "-lf", (home_.path() / ("host_" + kind)).string()}));
  std::string bits;
  std::string fingerprint;
  printed >> bits >> fingerprint;
  return fingerprint;
}

std::size_t SshServer::sessions() const { return descendants(process_).size(); }

void SshServer::kill_sessions() const {
  for (const pid_t session : descendants(process_)) ::kill(session, SIGKILL);
}

std::string SshServer::log() const { return read_file(home_.path() / "log"); }

}  // namespace lienthong::arrival
