#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace lienthong::console {

/// Counts wrong attempts of each name and turns the name away for a while when there were too many in a row. Names come
/// from the configuration, so it cannot be made to grow. Time is handed in; steady, so that a clock that is set back
/// locks nobody out.
class AttemptLimit {
 public:
  using Moment = base::Clock::Steady;
  struct Settings {
    int most = 5;                         ///< wrong ones in a row; the last of them locks
    std::chrono::seconds pause{15 * 60};  ///< from the last wrong one; also how long a wrong one is remembered
  };
  explicit AttemptLimit(Settings settings) : settings_(settings) {}

  [[nodiscard]] bool locked(std::string_view name, Moment now) const;
  void wrong(std::string_view name, Moment now);
  void right(std::string_view name);

 private:
  struct Row {
    int in_a_row = 0;
    Moment last{};
  };
  Settings settings_;
  std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace lienthong::console
