#include "arrival/spool.hpp"

#include "arrival/system_error.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

constexpr std::size_t piece_size = std::size_t{256} * 1024;

tl::unexpected<base::Error> no_spool(int number) {
  return base::fail(system_error(ErrorKind::permanent, "spool.folder", "the spool cannot be made", number));
}

}  // namespace

base::Result<Spool> Spool::open(fs::path root) {
  const fs::path parent = root.has_parent_path() ? root.parent_path() : ".";
  std::error_code failure;
  fs::create_directories(parent, failure);
  if (failure) return no_spool(failure.value());
  for (const auto& folder : {root, drafts_of(root)}) {
    if (const int number = make_private_folder(folder); number != 0) return no_spool(number);
  }
  remove_dead_drafts(drafts_of(root));
  for (const auto& folder : {parent, root}) {
    if (!sync_folder(folder)) return no_spool(EIO);
  }
  return Spool(std::move(root));
}

base::Result<SpoolWriter> Spool::begin(Arrival arrival, std::uint64_t max_bytes) const {
  return SpoolWriter::create(root_, std::move(arrival), max_bytes);
}

base::Result<ArrivedFile> Spool::keep(Arrival arrival, PieceReader& bytes, std::uint64_t max_bytes) const {
  auto writer = begin(std::move(arrival), max_bytes);
  if (!writer) return base::fail(std::move(writer.error()));
  std::vector<char> room(piece_size);
  for (;;) {
    const auto read = bytes.read(room);
    if (!read) return base::fail(read.error());
    if (*read == 0) return writer->keep();
    if (auto added = writer->add({room.data(), *read}); !added) return base::fail(std::move(added.error()));
  }
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
