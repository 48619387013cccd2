#pragma once

#include <algorithm>
#include <chrono>

namespace lienthong::base {

/// The moment after which an answer is worth nothing. Passed down, never looked up.
class Deadline {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  explicit Deadline(Steady at) : at_(at) {}
  static Deadline after(Steady now, std::chrono::milliseconds budget) { return Deadline(now + budget); }

  [[nodiscard]] Steady at() const { return at_; }
  [[nodiscard]] bool passed(Steady now) const { return now >= at_; }
  [[nodiscard]] std::chrono::milliseconds remaining(Steady now) const {
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(at_ - now), std::chrono::milliseconds{0});
  }
  [[nodiscard]] Deadline earlier_of(Deadline other) const { return Deadline(std::min(at_, other.at_)); }

 private:
  Steady at_;
};

}  // namespace lienthong::base
