#include "arrival/ssh_session.hpp"

#include "arrival/private_key_file.hpp"
#include "arrival/tcp_connect.hpp"
#include "base/digest.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <stdexcept>

namespace lienthong::arrival {
namespace {

using base::ErrorKind;

/// Ours first: libssh2 would take ECDSA before Ed25519.
constexpr const char* all_host_key_types =
    "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,ssh-rsa";

void start_library() {
  static const int started = libssh2_init(0);
  if (started != 0) throw std::runtime_error("libssh2 cannot be started");
}

std::string joined(const std::vector<std::string>& types) {
  std::string list;
  for (const auto& type : types) list += (list.empty() ? "" : ",") + type;
  return list.empty() ? all_host_key_types : list;
}

std::string_view type_name(int type) {
  switch (type) {
    case LIBSSH2_HOSTKEY_TYPE_RSA:
      return "ssh-rsa";
    case LIBSSH2_HOSTKEY_TYPE_ECDSA_256:
      return "ecdsa-sha2-nistp256";
    case LIBSSH2_HOSTKEY_TYPE_ECDSA_384:
      return "ecdsa-sha2-nistp384";
    case LIBSSH2_HOSTKEY_TYPE_ECDSA_521:
      return "ecdsa-sha2-nistp521";
    case LIBSSH2_HOSTKEY_TYPE_ED25519:
      return "ssh-ed25519";
    default:
      return "unknown";
  }
}

/// "SHA256:…" as ssh-keygen prints it, without padding.
std::string fingerprint(LIBSSH2_SESSION* session) {
  const char* digest = libssh2_hostkey_hash(session, LIBSSH2_HOSTKEY_HASH_SHA256);
  if (digest == nullptr) return {};
  std::string text = base::to_base64({digest, 32});
  text.erase(text.find_last_not_of('=') + 1);
  return "SHA256:" + text;
}

bool is_refusal(int said) {
  return said == LIBSSH2_ERROR_AUTHENTICATION_FAILED || said == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED;
}

/// libssh2 calls a key that it cannot read a protocol error; behind the handshake it is hardly anything else.
bool is_unusable_key(int said) {
  return said == LIBSSH2_ERROR_PROTO || said == LIBSSH2_ERROR_FILE || said == LIBSSH2_ERROR_KEYFILE_AUTH_FAILED ||
         said == LIBSSH2_ERROR_METHOD_NONE || said == LIBSSH2_ERROR_METHOD_NOT_SUPPORTED;
}

}  // namespace

base::Result<std::unique_ptr<SshSession>> SshSession::open(const SftpAccount& account, const SocketWait& wait) {
  start_library();
  auto socket = connect_tcp(account.host, account.port, wait);
  if (!socket) return base::fail(std::move(socket.error()));
  LIBSSH2_SESSION* handle = libssh2_session_init_ex(nullptr, nullptr, nullptr, nullptr);
  if (handle == nullptr) throw std::bad_alloc();
  libssh2_session_set_blocking(handle, 0);
  std::unique_ptr<SshSession> session(new SshSession(std::move(*socket), handle));
  auto opened =
      session->shake_hands(account, wait).and_then([&] { return session->check_host_key(account); }).and_then([&] {
        return session->log_in(account, wait);
      });
  if (!opened) return base::fail(std::move(opened.error()));
  return session;
}

SshSession::~SshSession() {
  // The farewell may not be sent at once; the closed socket says the same.
  if (!cut_) libssh2_session_disconnect(session_, "done");
  cut();
  free_cut([this] { return libssh2_session_free(session_); });
}

void SshSession::cut() {
  cut_ = true;
  ::shutdown(socket_.get(), SHUT_RDWR);
}

base::Result<void> SshSession::until_ready(const SocketWait& wait) {
  if (channel_ != nullptr && !cut_ && libssh2_channel_eof(channel_) == 1) {
    cut();
    return base::fail(ErrorKind::transient, "sftp.broken", "the server ended the SFTP session");
  }
  const int directions = libssh2_session_block_directions(session_);
  int events = 0;
  if ((directions & LIBSSH2_SESSION_BLOCK_INBOUND) != 0) events |= POLLIN;
  if ((directions & LIBSSH2_SESSION_BLOCK_OUTBOUND) != 0) events |= POLLOUT;
  auto ready = wait.until_ready(socket_.get(), static_cast<short>(events == 0 ? POLLIN : events));
  if (!ready) cut();
  return ready;
}

base::Error SshSession::last_error() const {
  char* text = nullptr;
  const int code = libssh2_session_last_error(session_, &text, nullptr, 0);
  return base::Error(ErrorKind::transient, "sftp.broken", "the connection to the server ended or made no sense")
      .with("libssh2", std::to_string(code))
      .peer_said(text == nullptr ? "" : text);
}

base::Result<void> SshSession::shake_hands(const SftpAccount& account, const SocketWait& wait) {
  const std::string types = joined(account.host_key_types);
  if (libssh2_session_method_pref(session_, LIBSSH2_METHOD_HOSTKEY, types.c_str()) != 0) {
    return base::fail(ErrorKind::permanent, "sftp.no_common_algorithm", "no host key type of the setting is known");
  }
  const auto said = until_done(wait, [this] { return libssh2_session_handshake(session_, socket_.get()); });
  if (!said) return base::fail(said.error());
  if (*said == LIBSSH2_ERROR_KEX_FAILURE || *said == LIBSSH2_ERROR_METHOD_NONE) {
    return base::fail(ErrorKind::permanent, "sftp.no_common_algorithm",
                      "the server and we have no host key type, key exchange or cipher in common");
  }
  if (*said != 0) return base::fail(last_error());
  return {};
}

base::Result<void> SshSession::check_host_key(const SftpAccount& account) const {
  const std::string seen = fingerprint(session_);
  const bool pinned =
      !seen.empty() && std::find(account.host_keys.begin(), account.host_keys.end(), seen) != account.host_keys.end();
  if (pinned) return {};
  std::size_t size = 0;
  int type = LIBSSH2_HOSTKEY_TYPE_UNKNOWN;
  (void)libssh2_session_hostkey(session_, &size, &type);
  return base::fail(base::Error(ErrorKind::unauthorised, "sftp.host_key",
                                "the server's key is none of the pinned ones; nothing was sent to it")
                        .with("seen", seen)
                        .with("type", std::string(type_name(type))));
}

base::Result<int> SshSession::prove(const std::string& user, const PrivateKey& key, const SocketWait& wait) {
  const auto content = read_private_key(key.file);
  if (!content) return base::fail(content.error());
  const std::string_view bytes = content->reveal();
  // Secret holds a std::string, so its text ends with a NUL; an empty one keeps libssh2 from asking at a terminal.
  const char* passphrase = key.passphrase.empty() ? "" : key.passphrase.reveal().data();
  return until_done(wait, [&] {
    return libssh2_userauth_publickey_frommemory(session_, user.data(), user.size(), nullptr, 0, bytes.data(),
                                                 bytes.size(), passphrase);
  });
}

base::Result<int> SshSession::prove(const std::string& user, const Password& password, const SocketWait& wait) {
  const std::string_view value = password.value.reveal();
  return until_done(wait, [&] {
    return libssh2_userauth_password_ex(session_, user.data(), static_cast<unsigned int>(user.size()), value.data(),
                                        static_cast<unsigned int>(value.size()), nullptr);
  });
}

base::Result<void> SshSession::log_in(const SftpAccount& account, const SocketWait& wait) {
  const auto said =
      std::visit([&](const auto& credential) { return prove(account.user, credential, wait); }, account.credential);
  if (!said) return base::fail(said.error());
  if (*said == 0) return {};
  if (is_refusal(*said)) {
    return base::fail(ErrorKind::permanent, "sftp.login", "the server does not take our key or password");
  }
  if (std::holds_alternative<PrivateKey>(account.credential) && is_unusable_key(*said)) {
    return base::fail(ErrorKind::permanent, "sftp.key_file",
                      "the private key cannot be used: its form, kind or passphrase");
  }
  return base::fail(last_error());
}

}  // namespace lienthong::arrival
