#include "arrival/sftp_source.hpp"

#include "arrival/file_names.hpp"
#include "arrival/look.hpp"
#include "arrival/offered_file.hpp"
#include "arrival/sftp_client.hpp"
#include "arrival/whole_reader.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::arrival {
namespace {

class SftpSource final : public FileSource {
 public:
  SftpSource(SftpSettings settings, const base::Clock& clock, std::stop_token stop)
      : settings_(std::move(settings)), clock_(clock), stop_(std::move(stop)), watch_(settings_.settle) {}

  base::Result<std::vector<OfferedFile>> list(base::Deadline deadline) override {
    client_.reset();
    const SocketWait wait(clock_, deadline, stop_);
    auto entries = connected(wait).and_then(
        [&](SftpClient* client) { return client->entries(settings_.directory, settings_.max_entries, wait); });
    if (!entries) return failed(std::move(entries.error()));
    auto look =
        look_at(*entries, {settings_.patterns, settings_.max_bytes, settings_.already_taken}, watch_, clock_.steady());
    left_alone_ = std::move(look.left_alone);
    unanswered_ = look.offered;
    hang_up_when_done();
    return std::move(look.offered);
  }

  base::Result<ArrivedFile> fetch(const OfferedFile& file, const Spool& spool, base::Deadline deadline) override {
    if (auto usable = check_name(file); !usable) return base::fail(std::move(usable.error()));
    const SocketWait wait(clock_, deadline, stop_);
    auto arrived = connected(wait)
                       .and_then([&](SftpClient* client) { return client->open(path_of(file), wait); })
                       .and_then([&](const std::unique_ptr<RemoteFile>& remote) { return copy(*remote, file, spool); });
    if (!arrived) return failed(std::move(arrived.error()));
    return arrived;
  }

  base::Result<void> taken(const OfferedFile& file, base::Deadline deadline) override {
    switch (settings_.after_taking) {
      case AfterTaking::keep:
        return leave(file);
      case AfterTaking::move:
        return change(file, deadline,
                      [&](SftpClient& client, const SocketWait& wait) { return move(client, file, wait); });
      case AfterTaking::remove:
        return change(file, deadline,
                      [&](SftpClient& client, const SocketWait& wait) { return client.remove(path_of(file), wait); });
    }
    return {};
  }

  base::Result<void> refused(const OfferedFile& file, std::string_view, base::Deadline deadline) override {
    if (settings_.after_taking != AfterTaking::move) return leave(file);
    return change(file, deadline, [&](SftpClient& client, const SocketWait& wait) { return move(client, file, wait); });
  }

  [[nodiscard]] const std::vector<LeftAlone>& left_alone() const override { return left_alone_; }

 private:
  base::Result<SftpClient*> connected(const SocketWait& wait) {
    if (!client_) {
      auto client = SftpClient::connect(settings_.account, wait);
      if (!client) return base::fail(std::move(client.error()));
      client_ = std::move(*client);
    }
    return client_.get();
  }

  tl::unexpected<base::Error> failed(base::Error error) {
    if (client_ && !client_->usable()) client_.reset();
    return base::fail(std::move(error));
  }

  base::Result<ArrivedFile> copy(RemoteFile& remote, const OfferedFile& file, const Spool& spool) {
    const auto still_the_same = [&]() -> base::Result<void> {
      const auto now = remote.now();
      if (!now) return base::fail(now.error());
      if (!is_offered(*now, file)) return changed_since_offered();
      return {};
    };
    if (auto same = still_the_same(); !same) return base::fail(std::move(same.error()));
    WholeReader whole(remote, file.size, still_the_same);
    return spool.keep({.name = file.name, .origin = "sftp", .at = clock_.now()}, whole, settings_.max_bytes);
  }

  base::Result<void> leave(const OfferedFile& file) {
    answered(file);
    return {};
  }

  /// Does `act` when the file at the server is still the one that was offered.
  template <class Act>
  base::Result<void> change(const OfferedFile& file, base::Deadline deadline, Act act) {
    if (auto usable = check_name(file); !usable) return usable;
    const SocketWait wait(clock_, deadline, stop_);
    auto done = connected(wait).and_then([&](SftpClient* client) -> base::Result<void> {
      const auto there = client->entry(path_of(file), wait);
      if (!there) return base::fail(there.error());
      if (!*there) return {};
      if (!is_offered(**there, file)) return other_file_under_its_name();
      return act(*client, wait);
    });
    if (!done) return failed(std::move(done.error()));
    answered(file);
    return {};
  }

  base::Result<void> move(SftpClient& client, const OfferedFile& file, const SocketWait& wait) {
    const auto target = client.entry(settings_.move_to, wait);
    if (!target) return base::fail(target.error());
    if (!*target) {
      if (auto made = client.make_directory(settings_.move_to, wait); !made) return made;
    }
    for (int attempt = 0;; ++attempt) {
      const std::string path = settings_.move_to + "/" + free_name(file.name, file.modified_at, attempt);
      const auto used = client.entry(path, wait);
      if (!used) return base::fail(used.error());
      if (!*used) return client.rename(path_of(file), path, wait);
    }
  }

  void answered(const OfferedFile& file) {
    std::erase(unanswered_, file);
    hang_up_when_done();
  }

  /// Banks count sessions: none stays open between two looks.
  void hang_up_when_done() {
    if (unanswered_.empty()) client_.reset();
  }

  [[nodiscard]] std::string path_of(const OfferedFile& file) const { return settings_.directory + "/" + file.name; }

  SftpSettings settings_;
  const base::Clock& clock_;
  std::stop_token stop_;
  SettleWatch watch_;
  std::unique_ptr<SftpClient> client_;
  std::vector<OfferedFile> unanswered_;
  std::vector<LeftAlone> left_alone_;
};

}  // namespace

std::unique_ptr<FileSource> make_sftp_source(SftpSettings settings, const base::Clock& clock, std::stop_token stop) {
  return std::make_unique<SftpSource>(std::move(settings), clock, std::move(stop));
}

}  // namespace lienthong::arrival
