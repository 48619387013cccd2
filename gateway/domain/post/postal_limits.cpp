#include "domain/post/postal_limits.hpp"

#include "domain/post/item_range.hpp"

#include <algorithm>
#include <functional>
#include <string>

namespace lienthong::domain {
namespace {

using base::ErrorKind;

bool is_usable(const PostalLimits& limits) {
  const auto none = std::chrono::hours{0};
  return limits.first_event > none && limits.silence > none && limits.hold > none && limits.attempts > 0;
}

std::string problems_of(const std::vector<PostalLimits>& versions) {
  std::string found;
  for (const Leg leg : {Leg::collect, Leg::deliver}) {
    if (std::ranges::find(versions, leg, &PostalLimits::leg) == versions.end())
      found += "no limits for leg '" + std::string(name(leg)) + "'; ";
  }
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const std::string leg(name(versions[i].leg));
    if (!versions[i].valid_from.ok()) found += "limits of leg '" + leg + "' hold from a day that does not exist; ";
    if (!is_usable(versions[i])) found += "limits of leg '" + leg + "' are not positive; ";
    for (std::size_t j = 0; j < i; ++j) {
      if (versions[i].leg == versions[j].leg && versions[i].valid_from == versions[j].valid_from)
        found += "two limits of leg '" + leg + "' hold from one day; ";
    }
  }
  return found;
}

}  // namespace

base::Result<PostalRules> PostalRules::from(std::vector<PostalLimits> versions) {
  std::string problems = problems_of(versions);
  if (!problems.empty()) {
    problems.resize(problems.size() - 2);
    return base::fail(ErrorKind::invalid, "postal.limits", std::move(problems));
  }
  std::ranges::sort(versions, std::greater{}, &PostalLimits::valid_from);
  return PostalRules(std::move(versions));
}

base::Result<PostalLimits> PostalRules::of(Leg leg, base::Instant ordered_at) const {
  const auto day = vietnam_day(ordered_at);
  for (const PostalLimits& version : versions_) {
    if (version.leg == leg && version.valid_from <= day) return version;
  }
  return base::fail(ErrorKind::not_found, "postal.no_limits", "no limits of the post hold on the day of this order");
}

}  // namespace lienthong::domain
