#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/post/order_number.hpp"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace lienthong::domain {

/// How long a leg may stay quiet before somebody looks. Data: config/regulation/postal.toml.
struct PostalLimits {
  Leg leg = Leg::deliver;
  std::chrono::year_month_day valid_from{};
  std::chrono::hours first_event{};  ///< from our order to the first word of the carrier
  std::chrono::hours silence{};      ///< between two words of the carrier, until the end
  std::chrono::hours hold{};         ///< at the delivery office or a collection point
  int attempts = 0;                  ///< so many failed attempts, and the citizen is awaited at the counter
  friend bool operator==(const PostalLimits&, const PostalLimits&) = default;
};

/// The limits of both legs; each version holds until the next one of its leg.
class PostalRules {
 public:
  /// `invalid` "postal.limits" with every problem: a leg without limits or with two from one day, a limit that is not
  /// positive, a day that does not exist.
  static base::Result<PostalRules> from(std::vector<PostalLimits> versions);
  /// Of an order made at that moment. `not_found` "postal.no_limits" before the first version.
  [[nodiscard]] base::Result<PostalLimits> of(Leg leg, base::Instant ordered_at) const;

 private:
  explicit PostalRules(std::vector<PostalLimits> versions) : versions_(std::move(versions)) {}
  std::vector<PostalLimits> versions_;
};

}  // namespace lienthong::domain
