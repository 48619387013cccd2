#pragma once

#include "base/clock.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"

#include <stop_token>

namespace lienthong::arrival {

/// How long a call may wait for its peer, and who may end it early.
class SocketWait {
 public:
  SocketWait(const base::Clock& clock, base::Deadline deadline, std::stop_token stop)
      : clock_(clock), deadline_(deadline), stop_(std::move(stop)) {}

  /// Returns when `socket` is ready for `events` (of poll), or broken. `transient` "sftp.deadline", `cancelled`
  /// "sftp.stopped".
  [[nodiscard]] base::Result<void> until_ready(int socket, short events) const;
  /// Whether there is still time; errors as above.
  [[nodiscard]] base::Result<void> may_go_on() const;
  /// How long to sleep at most before asking `may_go_on` again.
  [[nodiscard]] std::chrono::milliseconds next_look() const;

 private:
  const base::Clock& clock_;
  base::Deadline deadline_;
  std::stop_token stop_;
};

}  // namespace lienthong::arrival
