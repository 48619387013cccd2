#include "arrival/socket_wait.hpp"

#include <poll.h>

#include <algorithm>

namespace lienthong::arrival {

base::Result<void> SocketWait::may_go_on() const {
  if (stop_.stop_requested()) return base::fail(base::ErrorKind::cancelled, "sftp.stopped", "stopped by its owner");
  if (deadline_.passed(clock_.steady())) {
    return base::fail(base::ErrorKind::transient, "sftp.deadline", "the server did not answer in time");
  }
  return {};
}

std::chrono::milliseconds SocketWait::next_look() const {
  static constexpr std::chrono::milliseconds stop_is_seen_within{50};
  // Never 0: what is left of the last millisecond would be spent spinning.
  return std::clamp(deadline_.remaining(clock_.steady()), std::chrono::milliseconds{1}, stop_is_seen_within);
}

base::Result<void> SocketWait::until_ready(int socket, short events) const {
  for (;;) {
    if (auto time_left = may_go_on(); !time_left) return time_left;
    pollfd watched{.fd = socket, .events = events, .revents = 0};
    if (::poll(&watched, 1, static_cast<int>(next_look().count())) > 0) return {};
  }
}

}  // namespace lienthong::arrival
