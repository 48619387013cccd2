#include "unit/domain_fees/generated_month.hpp"

namespace lienthong::domain::testing {
namespace {

Quality quality(const FeeMonth& month, const Matching& found, bool (*counted)(const Match&)) {
  Quality out;
  out.true_pairs = static_cast<int>(month.truth.size());
  for (const Match& match : found.matches) {
    if (!counted(match)) continue;
    for (const MovementId& movement : match.movements) {
      for (const std::string& claim : match.claims) ++(month.truth.contains({movement, claim}) ? out.right : out.wrong);
    }
  }
  return out;
}

}  // namespace

Quality certain_quality(const FeeMonth& month, const Matching& found) {
  return quality(month, found, [](const Match& match) { return match.confidence == Confidence::certain; });
}

Quality all_quality(const FeeMonth& month, const Matching& found) {
  return quality(month, found, [](const Match&) { return true; });
}

}  // namespace lienthong::domain::testing
