#include "domain/money/reference_set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

namespace lienthong::domain {
namespace {

TEST(ReferenceSet, RemembersAsAMapDoes) {
  rc::check([](const std::vector<std::uint16_t>& drawn) {
    ReferenceSet set;
    std::map<std::uint64_t, std::uint32_t> model;
    std::uint32_t entry = 0;
    for (const std::uint64_t fingerprint : drawn) {
      const auto known = model.find(fingerprint);
      const auto expected = known == model.end() ? std::nullopt : std::optional(known->second);
      RC_ASSERT(set.first_seen(fingerprint, ++entry) == expected);
      model.emplace(fingerprint, entry);
    }
  });
}

TEST(ReferenceSet, GrowsBeyondItsFirstSize) {
  ReferenceSet set;
  constexpr std::uint32_t count = 100'000;
  for (std::uint32_t i = 1; i <= count; ++i) ASSERT_FALSE(set.first_seen(std::uint64_t{i} << 20U, i));
  for (std::uint32_t i = 1; i <= count; ++i) ASSERT_EQ(set.first_seen(std::uint64_t{i} << 20U, count + i), i);
}

}  // namespace
}  // namespace lienthong::domain
