#include "arrival/incoming_file.hpp"

#include "arrival/spool_writer.hpp"

#include <optional>
#include <utility>

namespace lienthong::arrival {
namespace {

/// What goes to the disk at once: each hand-over costs two thread switches.
constexpr std::size_t batch = std::size_t{256} * 1024;

}  // namespace

/// Begun by the first write: a caller who is turned away before costs the disk nothing.
struct IncomingFile::Draft {
  Draft(const Spool& into, Arrival of, std::uint64_t at_most)
      : spool(into), arrival(std::move(of)), max_bytes(at_most) {}

  base::Result<void> add(std::string_view piece) {
    if (!writer) {
      auto begun = spool.begin(std::move(arrival), max_bytes);
      if (!begun) return base::fail(std::move(begun).error());
      writer.emplace(std::move(*begun));
    }
    return writer->add(piece);
  }

  const Spool& spool;
  Arrival arrival;
  std::uint64_t max_bytes;
  std::optional<SpoolWriter> writer;
};

IncomingFile::IncomingFile(Worker& disk, const Spool& spool, Arrival arrival, std::uint64_t max_bytes)
    : disk_(disk), draft_(std::make_shared<Draft>(spool, std::move(arrival), max_bytes)) {}

// What was not kept is removed by the worker: that, too, is work for the disk.
IncomingFile::~IncomingFile() {
  disk_.post([draft = std::move(draft_)] { draft->writer.reset(); });
}

boost::asio::awaitable<base::Result<void>> IncomingFile::add(std::string piece) {
  held_ += piece;
  if (held_.size() < batch) co_return base::Result<void>();
  co_return co_await write();
}

boost::asio::awaitable<base::Result<void>> IncomingFile::write() {
  std::function<base::Result<void>()> job = [draft = draft_, piece = std::exchange(held_, {})] {
    return draft->add(piece);
  };
  co_return co_await disk_.run<void>(std::move(job));
}

boost::asio::awaitable<base::Result<ArrivedFile>> IncomingFile::keep() {
  auto written = co_await write();
  if (!written) co_return base::fail(std::move(written).error());
  std::function<base::Result<ArrivedFile>()> job = [draft = draft_] { return draft->writer->keep(); };
  co_return co_await disk_.run<ArrivedFile>(std::move(job));
}

}  // namespace lienthong::arrival
