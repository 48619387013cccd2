#pragma once

#include <cstdint>
#include <random>

namespace lienthong::base {

/// Randomness for jitter, handed in so that tests choose it. Not for secrets.
class Random {
 public:
  virtual ~Random() = default;
  /// Uniform in [low, high], both included; low <= high.
  virtual std::int64_t between(std::int64_t low, std::int64_t high) = 0;
};

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  std::int64_t between(std::int64_t low, std::int64_t high) override {
    return std::uniform_int_distribution<std::int64_t>(low, high)(engine_);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace lienthong::base
