#include "arrival/spool.hpp"

#include "arrival/spool_draft.hpp"
#include "arrival/system_error.hpp"
#include "base/sha256.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

constexpr std::size_t piece_size = std::size_t{256} * 1024;
constexpr std::string_view drafts = "incoming";

/// 0, or the errno that says why `folder` is not there.
int make_private_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), S_IRWXU) == 0) return 0;
  if (errno != EEXIST) return errno;
  std::error_code failure;
  return fs::is_directory(folder, failure) ? 0 : ENOTDIR;
}

tl::unexpected<base::Error> no_spool(int number) {
  return base::fail(system_error(ErrorKind::permanent, "spool.folder", "the spool cannot be made", number));
}

struct Content {
  std::string digest;
  std::uint64_t size = 0;
};

base::Result<Content> copy(PieceReader& bytes, SpoolDraft& draft, std::uint64_t max_bytes) {
  std::vector<char> room(piece_size);
  base::Sha256 sum;
  Content content;
  for (;;) {
    const auto read = bytes.read(room);
    if (!read) return base::fail(read.error());
    if (*read == 0) break;
    if (*read > max_bytes - content.size) {
      return base::fail(ErrorKind::too_large, "spool.too_large", "the file is larger than the limit");
    }
    const std::span<const char> piece(room.data(), *read);
    sum.add(piece);
    if (auto written = draft.write(piece); !written) return base::fail(std::move(written.error()));
    content.size += *read;
  }
  content.digest = sum.finish();
  return content;
}

}  // namespace

base::Result<Spool> Spool::open(fs::path root) {
  const fs::path parent = root.has_parent_path() ? root.parent_path() : ".";
  std::error_code failure;
  fs::create_directories(parent, failure);
  if (failure) return no_spool(failure.value());
  for (const auto& folder : {root, root / drafts}) {
    if (const int number = make_private_folder(folder); number != 0) return no_spool(number);
  }
  remove_dead_drafts(root / drafts);
  for (const auto& folder : {parent, root}) {
    if (!sync_folder(folder)) return no_spool(EIO);
  }
  return Spool(std::move(root));
}

base::Result<ArrivedFile> Spool::keep(Arrival arrival, PieceReader& bytes, std::uint64_t max_bytes) const {
  auto draft = SpoolDraft::create(root_ / drafts);
  if (!draft) return base::fail(std::move(draft.error()));
  auto content = copy(bytes, *draft, max_bytes);
  if (!content) return base::fail(std::move(content.error()));

  const auto folder = root_ / content->digest.substr(0, 2);
  auto path = folder / content->digest;
  if (const int number = make_private_folder(folder); number != 0) return write_failed(number);
  auto kept = draft->keep_as(path)
                  .and_then([&] { return sync_folder(folder); })
                  // always: who made the folder may have crashed before this
                  .and_then([&] { return sync_folder(root_); });
  if (!kept) return base::fail(std::move(kept.error()));
  return ArrivedFile{.digest = std::move(content->digest),
                     .path = std::move(path),
                     .size = content->size,
                     .name = std::move(arrival.name),
                     .origin = std::move(arrival.origin),
                     .arrived_at = arrival.at};
}

base::Result<ArrivedFile> Spool::keep(Arrival arrival, std::string_view bytes, std::uint64_t max_bytes) const {
  BytesReader reader(bytes);
  return keep(std::move(arrival), reader, max_bytes);
}

base::Result<fs::path> Spool::find(std::string_view digest) const {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (digest.size() != 64 || !std::all_of(digest.begin(), digest.end(), is_hex)) {
    return base::fail(ErrorKind::invalid, "spool.digest", "not a SHA-256 in lower-case hex");
  }
  auto path = root_ / digest.substr(0, 2) / digest;
  std::error_code failure;
  if (!fs::is_regular_file(path, failure)) {
    return base::fail(ErrorKind::not_found, "spool.no_such_file", "no file of this digest is in the spool");
  }
  return path;
}

}  // namespace lienthong::arrival
