#pragma once

#include "base/clock.hpp"
#include "peer/external_system.hpp"
#include "runtime/wakeup.hpp"
#include "storage/store.hpp"
#include "sync/intake.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace lienthong::sync {

/// Who takes the rows of a feed that is not about dossiers.
class FeedSink {
 public:
  virtual ~FeedSink() = default;
  /// The whole page and its cursor are one transaction; rows that cannot be understood are kept under refused.
  /// `transient` when the store does not take it; nothing is kept then.
  virtual boost::asio::awaitable<base::Result<void>> take_page(const domain::SystemId& source, peer::PollPage page,
                                                               storage::CursorAdvance cursor,
                                                               base::Deadline deadline) = 0;
};

/// Reads one feed of one peer from its cursor. A row's events and the cursor that passes it are one transaction; a
/// crash in between reads the row again and finds it known. A row that cannot be understood is kept under refused and
/// passed.
class Poller {
 public:
  struct Parts {
    storage::Store& store;
    Intake& intake;
    const base::Clock& clock;
    FeedSink* sink = nullptr;  ///< takes whole pages in place of the intake
  };

  Poller(boost::asio::any_io_executor executor, peer::ExternalSystem& system, const peer::Poll& poll, Parts parts);

  /// Until `stop` or cancelled; cancellation leaves the cursor at the last row that was stored.
  boost::asio::awaitable<void> run();
  void stop();

  /// One page; gives how many rows it had. `transient` or what the peer or the store returned otherwise.
  boost::asio::awaitable<base::Result<std::size_t>> read_page();

 private:
  enum class Passed : std::uint8_t { stored, refused };
  boost::asio::awaitable<base::Result<Passed>> take(const std::string& document, const std::string& raw,
                                                    std::string cursor);
  boost::asio::awaitable<base::Result<std::size_t>> hand_over(peer::PollPage page, std::string cursor);
  boost::asio::awaitable<base::Result<void>> move_cursor(std::string cursor);
  boost::asio::awaitable<void> refuse(const base::Error& error, const std::string& raw);

  peer::ExternalSystem& system_;
  const peer::Poll& poll_;
  Parts parts_;
  runtime::Wakeup wakeup_;
  bool stopping_ = false;
};

}  // namespace lienthong::sync
