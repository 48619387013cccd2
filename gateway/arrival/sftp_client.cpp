#include "arrival/sftp_client.hpp"

#include "arrival/ssh_session.hpp"

#include <libssh2_sftp.h>

#include <array>
#include <string_view>

namespace lienthong::arrival {
namespace {

using base::ErrorKind;

constexpr unsigned long needed_attributes =
    LIBSSH2_SFTP_ATTR_SIZE | LIBSSH2_SFTP_ATTR_PERMISSIONS | LIBSSH2_SFTP_ATTR_ACMODTIME;

Entry entry_from(std::string name, const LIBSSH2_SFTP_ATTRIBUTES& attributes) {
  const bool is_file =
      (attributes.flags & needed_attributes) == needed_attributes && LIBSSH2_SFTP_S_ISREG(attributes.permissions);
  return {.file = {.name = std::move(name),
                   .size = attributes.filesize,
                   .modified_at = base::Instant(std::chrono::seconds(attributes.mtime)),
                   .inode = std::nullopt},
          .kind = is_file ? EntryKind::file : EntryKind::other};
}

unsigned int length(const std::string& path) { return static_cast<unsigned int>(path.size()); }

/// The server's own word about one request.
base::Error server_said(unsigned long status) {
  switch (status) {
    case LIBSSH2_FX_NO_SUCH_FILE:
    case LIBSSH2_FX_NO_SUCH_PATH:
      return {ErrorKind::not_found, "arrival.gone", "the file is not there any more"};
    case LIBSSH2_FX_PERMISSION_DENIED:
    case LIBSSH2_FX_WRITE_PROTECT:
      return {ErrorKind::forbidden, "sftp.permission", "the server does not let us do that"};
    case LIBSSH2_FX_OP_UNSUPPORTED:
      return {ErrorKind::permanent, "sftp.unsupported", "the server does not know this request"};
    default:
      return base::Error(ErrorKind::transient, "sftp.failure", "the server could not do it")
          .with("status", std::to_string(status));
  }
}

/// One SFTP channel over one SSH connection.
class Channel {
 public:
  explicit Channel(std::unique_ptr<SshSession> session) : session_(std::move(session)) {}
  ~Channel() {
    session_->cut();
    if (sftp_ != nullptr) free_cut([this] { return libssh2_sftp_shutdown(sftp_); });
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  base::Result<void> start(const SocketWait& wait) {
    const auto said = session_->until_done(wait, [this] { return libssh2_sftp_init(session_->handle()); });
    if (!said) return base::fail(said.error());
    if (*said == nullptr) return base::fail(last_error());
    sftp_ = *said;
    session_->live_by(libssh2_sftp_get_channel(sftp_));
    return {};
  }

  /// One request that answers 0 or an error.
  template <class Request>
  base::Result<void> ask(const SocketWait& wait, Request request) {
    const auto said = session_->until_done(wait, request);
    if (!said) return base::fail(said.error());
    if (*said == 0) return {};
    return base::fail(last_error());
  }

  base::Result<LIBSSH2_SFTP_HANDLE*> open(const std::string& path, int type, const SocketWait& wait) {
    const auto said = session_->until_done(
        wait, [&] { return libssh2_sftp_open_ex(sftp_, path.data(), length(path), LIBSSH2_FXF_READ, 0, type); });
    if (!said) return base::fail(said.error());
    if (*said == nullptr) return base::fail(last_error());
    return *said;
  }

  /// What libssh2 just failed with: the server's word, or the end of the connection.
  base::Error last_error() {
    if (sftp_ != nullptr && libssh2_session_last_errno(session_->handle()) == LIBSSH2_ERROR_SFTP_PROTOCOL) {
      if (const unsigned long status = libssh2_sftp_last_error(sftp_); status != LIBSSH2_FX_OK) {
        return server_said(status);
      }
    }
    session_->cut();
    return session_->last_error();
  }

  [[nodiscard]] SshSession& session() { return *session_; }
  [[nodiscard]] const SshSession& session() const { return *session_; }
  [[nodiscard]] LIBSSH2_SFTP* handle() const { return sftp_; }

 private:
  std::unique_ptr<SshSession> session_;
  LIBSSH2_SFTP* sftp_ = nullptr;
};

/// An open file or directory of the server, closed when it dies.
class Handle {
 public:
  Handle(Channel& channel, LIBSSH2_SFTP_HANDLE* handle, const SocketWait& wait)
      : channel_(channel), handle_(handle), wait_(wait) {}
  Handle(Handle&& other) noexcept
      : channel_(other.channel_), handle_(std::exchange(other.handle_, nullptr)), wait_(other.wait_) {}
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (handle_ == nullptr) return;
    const auto close = [this] { return libssh2_sftp_close_handle(handle_); };
    if (channel_.session().until_done(wait_, close)) return;
    // The connection is cut: now closing only frees what we hold.
    free_cut(close);
  }
  [[nodiscard]] LIBSSH2_SFTP_HANDLE* get() const { return handle_; }

 private:
  Channel& channel_;
  LIBSSH2_SFTP_HANDLE* handle_;
  const SocketWait& wait_;
};

class OpenRemoteFile final : public RemoteFile {
 public:
  OpenRemoteFile(Channel& channel, Handle handle, const SocketWait& wait)
      : channel_(channel), handle_(std::move(handle)), wait_(wait) {}
  ~OpenRemoteFile() override {
    // Answers to reads that nobody waits for are still on their way.
    if (!at_end_) channel_.session().cut();
  }

  base::Result<std::size_t> read(std::span<char> room) override {
    if (auto time_left = wait_.may_go_on(); !time_left) return base::fail(std::move(time_left.error()));
    const auto size = channel_.session().until_done(
        wait_, [&] { return libssh2_sftp_read(handle_.get(), room.data(), room.size()); });
    if (!size) return base::fail(size.error());
    if (*size < 0) return base::fail(channel_.last_error());
    at_end_ = *size == 0;
    return static_cast<std::size_t>(*size);
  }

  base::Result<Entry> now() override {
    LIBSSH2_SFTP_ATTRIBUTES attributes{};
    auto asked = channel_.ask(wait_, [&] { return libssh2_sftp_fstat_ex(handle_.get(), &attributes, 0); });
    if (!asked) return base::fail(std::move(asked.error()));
    return entry_from({}, attributes);
  }

 private:
  Channel& channel_;
  Handle handle_;
  const SocketWait& wait_;
  bool at_end_ = false;
};

class LibSsh2Client final : public SftpClient {
 public:
  explicit LibSsh2Client(std::unique_ptr<SshSession> session) : channel_(std::move(session)) {}
  base::Result<void> start(const SocketWait& wait) { return channel_.start(wait); }

  [[nodiscard]] bool usable() const override { return !channel_.session().is_cut(); }

  base::Result<std::vector<Entry>> entries(const std::string& directory, std::size_t max_entries,
                                           const SocketWait& wait) override {
    auto opened = channel_.open(directory, LIBSSH2_SFTP_OPENDIR, wait);
    if (!opened && opened.error().kind() == ErrorKind::not_found) {
      return base::fail(ErrorKind::not_found, "sftp.directory", "the server has no such directory");
    }
    if (!opened) return base::fail(std::move(opened.error()));
    const Handle handle(channel_, *opened, wait);
    std::vector<Entry> found;
    for (;;) {
      auto next = next_entry(handle, wait);
      if (!next) return base::fail(std::move(next.error()));
      if (!*next) return found;
      if ((*next)->file.name == "." || (*next)->file.name == "..") continue;
      if (found.size() == max_entries) {
        return base::fail(ErrorKind::too_large, "sftp.crowded", "more files than the limit lie in the directory");
      }
      found.push_back(std::move(**next));
    }
  }

  base::Result<std::optional<Entry>> entry(const std::string& path, const SocketWait& wait) override {
    LIBSSH2_SFTP_ATTRIBUTES attributes{};
    auto asked = channel_.ask(wait, [&] {
      return libssh2_sftp_stat_ex(channel_.handle(), path.data(), length(path), LIBSSH2_SFTP_LSTAT, &attributes);
    });
    if (asked) return entry_from({}, attributes);
    if (asked.error().kind() == ErrorKind::not_found) return std::nullopt;
    return base::fail(std::move(asked.error()));
  }

  base::Result<std::unique_ptr<RemoteFile>> open(const std::string& path, const SocketWait& wait) override {
    auto opened = channel_.open(path, LIBSSH2_SFTP_OPENFILE, wait);
    if (!opened) return base::fail(std::move(opened.error()));
    return std::make_unique<OpenRemoteFile>(channel_, Handle(channel_, *opened, wait), wait);
  }

  base::Result<void> rename(const std::string& from, const std::string& to, const SocketWait& wait) override {
    return channel_.ask(wait, [&] {
      return libssh2_sftp_rename_ex(channel_.handle(), from.data(), length(from), to.data(), length(to), 0);
    });
  }

  base::Result<void> remove(const std::string& path, const SocketWait& wait) override {
    return channel_.ask(wait, [&] { return libssh2_sftp_unlink_ex(channel_.handle(), path.data(), length(path)); });
  }

  base::Result<void> make_directory(const std::string& path, const SocketWait& wait) override {
    return channel_.ask(wait, [&] {
      return libssh2_sftp_mkdir_ex(channel_.handle(), path.data(), length(path), LIBSSH2_SFTP_S_IRWXU);
    });
  }

 private:
  base::Result<std::optional<Entry>> next_entry(const Handle& handle, const SocketWait& wait) {
    std::array<char, 4096> name{};
    LIBSSH2_SFTP_ATTRIBUTES attributes{};
    const auto size = channel_.session().until_done(
        wait, [&] { return libssh2_sftp_readdir_ex(handle.get(), name.data(), name.size(), nullptr, 0, &attributes); });
    if (!size) return base::fail(size.error());
    if (*size < 0) return base::fail(channel_.last_error());
    if (*size == 0) return std::nullopt;
    return entry_from({name.data(), static_cast<std::size_t>(*size)}, attributes);
  }

  Channel channel_;
};

}  // namespace

base::Result<std::unique_ptr<SftpClient>> SftpClient::connect(const SftpAccount& account, const SocketWait& wait) {
  auto session = SshSession::open(account, wait);
  if (!session) return base::fail(std::move(session.error()));
  auto client = std::make_unique<LibSsh2Client>(std::move(*session));
  if (auto started = client->start(wait); !started) return base::fail(std::move(started.error()));
  return client;
}

}  // namespace lienthong::arrival
