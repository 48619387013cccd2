#include "arrival/folder_source.hpp"

#include "arrival/file_names.hpp"
#include "arrival/folder.hpp"
#include "arrival/offered_file.hpp"
#include "arrival/system_error.hpp"
#include "arrival/whole_reader.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lienthong::arrival {
namespace {

using base::ErrorKind;

constexpr const char* taken_folder = "taken";
constexpr const char* refused_folder = "refused";
constexpr std::string_view reason_suffix = ".ly-do.txt";

class FolderFileReader final : public PieceReader {
 public:
  FolderFileReader(const FileDescriptor& file, const base::Clock& clock, base::Deadline deadline)
      : file_(file), clock_(clock), deadline_(deadline) {}

  base::Result<std::size_t> read(std::span<char> room) override {
    if (deadline_.passed(clock_.steady())) {
      return base::fail(ErrorKind::transient, "folder.deadline", "reading the file took too long");
    }
    for (;;) {
      const ssize_t size = ::read(file_.get(), room.data(), room.size());
      if (size >= 0) return static_cast<std::size_t>(size);
      if (errno != EINTR) {
        return base::fail(system_error(ErrorKind::transient, "folder.unreadable", "the file cannot be read", errno));
      }
    }
  }

 private:
  const FileDescriptor& file_;
  const base::Clock& clock_;
  base::Deadline deadline_;
};

class FolderSource final : public FileSource {
 public:
  FolderSource(FolderSettings settings, const base::Clock& clock)
      : settings_(std::move(settings)), clock_(clock), watch_(settings_.settle) {}

  base::Result<std::vector<OfferedFile>> list(base::Deadline) override {
    const auto folder = Folder::open(settings_.folder);
    if (!folder) return base::fail(folder.error());
    auto entries = folder->entries(settings_.max_entries);
    if (!entries) return base::fail(std::move(entries.error()));
    std::erase_if(*entries, [](const Entry& entry) {
      return entry.kind == EntryKind::other && (entry.file.name == taken_folder || entry.file.name == refused_folder);
    });
    auto look = look_at(*entries, {.patterns = {}, .max_bytes = settings_.max_bytes, .already_taken = {}}, watch_,
                        clock_.steady());
    left_alone_ = std::move(look.left_alone);
    return std::move(look.offered);
  }

  base::Result<ArrivedFile> fetch(const OfferedFile& file, const Spool& spool, base::Deadline deadline) override {
    if (auto usable = check_name(file); !usable) return base::fail(std::move(usable.error()));
    const auto folder = Folder::open(settings_.folder);
    if (!folder) return base::fail(folder.error());
    const auto opened = folder->open_file(file.name);
    if (!opened) return base::fail(opened.error());
    const auto still_the_same = [&]() -> base::Result<void> {
      const auto now = entry_of(*opened);
      if (!now || !is_offered(*now, file)) return changed_since_offered();
      return {};
    };
    if (auto same = still_the_same(); !same) return base::fail(std::move(same.error()));
    FolderFileReader pieces(*opened, clock_, deadline);
    WholeReader whole(pieces, file.size, still_the_same);
    return spool.keep({.name = file.name, .origin = "folder", .at = clock_.now()}, whole, settings_.max_bytes);
  }

  base::Result<void> taken(const OfferedFile& file, base::Deadline) override {
    return put_away(file, taken_folder, std::nullopt);
  }

  base::Result<void> refused(const OfferedFile& file, std::string_view reason, base::Deadline) override {
    return put_away(file, refused_folder, reason);
  }

  [[nodiscard]] const std::vector<LeftAlone>& left_alone() const override { return left_alone_; }

 private:
  base::Result<void> put_away(const OfferedFile& file, const char* where,
                              std::optional<std::string_view> reason) const {
    if (auto usable = check_name(file); !usable) return usable;
    const auto folder = Folder::open(settings_.folder);
    if (!folder) return base::fail(folder.error());
    const auto there = folder->entry(file.name);
    if (!there) return {};
    if (!is_offered(*there, file)) return other_file_under_its_name();
    const auto target = folder->subfolder(where);
    if (!target) return base::fail(target.error());
    const std::string name = unused_name(file, *target);
    // The reason first: a refused file without one is a riddle.
    if (reason) {
      if (auto noted = target->write_note(name + std::string(reason_suffix), *reason); !noted) return noted;
    }
    return folder->move(file.name, *target, name);
  }

  static std::string unused_name(const OfferedFile& file, const Folder& target) {
    for (int attempt = 0;; ++attempt) {
      std::string name = free_name(file.name, file.modified_at, attempt);
      if (!target.entry(name) && !target.entry(name + std::string(reason_suffix))) return name;
    }
  }

  FolderSettings settings_;
  const base::Clock& clock_;
  SettleWatch watch_;
  std::vector<LeftAlone> left_alone_;
};

}  // namespace

std::unique_ptr<FileSource> make_folder_source(FolderSettings settings, const base::Clock& clock) {
  return std::make_unique<FolderSource>(std::move(settings), clock);
}

}  // namespace lienthong::arrival
