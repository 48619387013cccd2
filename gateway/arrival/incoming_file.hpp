#pragma once

#include "arrival/spool.hpp"
#include "arrival/worker.hpp"
#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace lienthong::arrival {

/// A file that the event loop receives and a worker writes into the spool. A few hundred kilobytes of it are held at a
/// time: whoever hands pieces over waits for the disk. Without `keep` nothing of it is left.
class IncomingFile {
 public:
  /// `disk` and `spool` must outlive it.
  IncomingFile(Worker& disk, const Spool& spool, Arrival arrival, std::uint64_t max_bytes);
  ~IncomingFile();
  IncomingFile(const IncomingFile&) = delete;
  IncomingFile& operator=(const IncomingFile&) = delete;

  /// Errors of Spool::keep; `cancelled` "worker.stopped". After an error only the end is left.
  boost::asio::awaitable<base::Result<void>> add(std::string piece);
  /// After the last piece; likewise.
  boost::asio::awaitable<base::Result<ArrivedFile>> keep();

 private:
  struct Draft;
  boost::asio::awaitable<base::Result<void>> write();

  Worker& disk_;
  std::shared_ptr<Draft> draft_;  ///< of the worker's thread
  std::string held_;
};

}  // namespace lienthong::arrival
