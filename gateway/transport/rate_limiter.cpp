#include "transport/rate_limiter.hpp"

#include <algorithm>

namespace lienthong::transport {

RateLimiter::Duration RateLimiter::wait(Steady now) const {
  const auto allowed = std::max(next_ - slack_, paused_until_);
  return allowed > now ? allowed - now : Duration::zero();
}

bool RateLimiter::try_take(Steady now) {
  if (wait(now) > Duration::zero()) return false;
  next_ = std::max(next_, now) + interval_;
  return true;
}

void RateLimiter::pause_until(Steady until) { paused_until_ = std::max(paused_until_, until); }

}  // namespace lienthong::transport
