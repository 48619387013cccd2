#include "domain/backoff.hpp"

#include <algorithm>

namespace lienthong::domain {

std::chrono::milliseconds Backoff::next(std::chrono::milliseconds previous,
                                        std::optional<std::chrono::milliseconds> retry_after,
                                        base::Random& random) const {
  using std::chrono::milliseconds;
  const milliseconds low = std::clamp(base, milliseconds{0}, std::max(cap, milliseconds{0}));
  // Cut before multiplying: a delay read from a store may be anything.
  const milliseconds grown = 3 * std::clamp(previous, low, std::max(cap, low));
  const milliseconds high = std::max(low, std::min(cap, grown));
  const milliseconds drawn{random.between(low.count(), high.count())};
  if (!retry_after) return drawn;
  return std::max(drawn, std::clamp(*retry_after, milliseconds{0}, std::max(retry_after_cap, milliseconds{0})));
}

}  // namespace lienthong::domain
