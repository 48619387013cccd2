#include "arrival/spool_writer.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace lienthong::arrival {

namespace fs = std::filesystem;
using base::ErrorKind;

fs::path drafts_of(const fs::path& root) { return root / "incoming"; }

int make_private_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), S_IRWXU) == 0) return 0;
  if (errno != EEXIST) return errno;
  std::error_code failure;
  return fs::is_directory(folder, failure) ? 0 : ENOTDIR;
}

base::Result<SpoolWriter> SpoolWriter::create(fs::path root, Arrival arrival, std::uint64_t max_bytes) {
  auto draft = SpoolDraft::create(drafts_of(root));
  if (!draft) return base::fail(std::move(draft.error()));
  return SpoolWriter(std::move(root), std::move(*draft), std::move(arrival), max_bytes);
}

base::Result<void> SpoolWriter::add(std::span<const char> piece) {
  if (piece.size() > max_bytes_ - size_) {
    return base::fail(ErrorKind::too_large, "spool.too_large", "the file is larger than the limit");
  }
  sum_.add(piece);
  size_ += piece.size();
  return draft_.write(piece);
}

base::Result<ArrivedFile> SpoolWriter::keep() {
  std::string digest = sum_.finish();
  const auto folder = root_ / digest.substr(0, 2);
  auto path = folder / digest;
  if (const int number = make_private_folder(folder); number != 0) return write_failed(number);
  auto kept = draft_.keep_as(path)
                  .and_then([&] { return sync_folder(folder); })
                  // always: who made the folder may have crashed before this
                  .and_then([&] { return sync_folder(root_); });
  if (!kept) return base::fail(std::move(kept.error()));
  return ArrivedFile{.digest = std::move(digest),
                     .path = std::move(path),
                     .size = size_,
                     .name = std::move(arrival_.name),
                     .origin = std::move(arrival_.origin),
                     .arrived_at = arrival_.at};
}

}  // namespace lienthong::arrival
