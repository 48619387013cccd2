#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// Serials that the post has given to us for one service, and the days on which we may use them.
struct ItemRange {
  std::string service;  ///< "EH"
  std::string country = "VN";
  std::uint32_t first = 0;
  std::uint32_t last = 0;  ///< inclusive
  std::chrono::year_month_day valid_from{};
  std::optional<std::chrono::year_month_day> valid_to;  ///< first day on which it no longer holds

  /// Whether it holds on the day that `at` is in Viet Nam.
  [[nodiscard]] bool holds_at(base::Instant at) const;
  [[nodiscard]] std::uint32_t size() const { return last - first + 1; }
};

/// What is wrong with a list of ranges, one line each: parts that make no S10 number, an end before the beginning, days
/// that do not exist, serials that stand in two ranges of a service.
[[nodiscard]] std::vector<std::string> problems_of(std::span<const ItemRange> ranges);

/// The day in Viet Nam.
[[nodiscard]] std::chrono::year_month_day vietnam_day(base::Instant at);

}  // namespace lienthong::domain
