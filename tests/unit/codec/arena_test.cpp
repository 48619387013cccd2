#include "codec/arena.hpp"

#include "codec/arena_stack.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

TEST(Arena, GivesPlacesOfItsOwnAtTheAlignmentAskedFor) {
  Arena arena(64);
  std::vector<std::pair<char*, std::size_t>> places;
  for (std::size_t i = 0; i < 2000; ++i) {
    const std::size_t bytes = i % 97 + 1;
    const std::size_t alignment = std::size_t{1} << (i % 8);
    auto* const place = static_cast<char*>(arena.allocate(bytes, alignment));
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(place) % alignment, 0U);
    std::memset(place, static_cast<int>(i % 251), bytes);
    places.emplace_back(place, bytes);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_EQ(std::string(places[i].first, places[i].second),
              std::string(places[i].second, static_cast<char>(i % 251)));
  }
}

TEST(Arena, TakesWhatIsLargerThanAnyBlockAndStaysUsable) {
  Arena arena(16);
  const std::string large(1'000'000, 'x');
  EXPECT_EQ(arena.copy(large), large);
  EXPECT_EQ(arena.copy("after"), "after");
  EXPECT_EQ(arena.copy(""), "");
}

TEST(Arena, IsAMemoryResourceForContainers) {
  Arena arena(32);
  std::pmr::vector<std::uint64_t> numbers(arena.resource());
  for (std::uint64_t i = 0; i < 1000; ++i) numbers.push_back(i);
  EXPECT_EQ(numbers.back(), 999U);
}

TEST(ArenaStack, GrowsAndIsCut) {
  Arena arena(32);
  ArenaStack<std::uint64_t> stack(arena, 2);
  EXPECT_TRUE(stack.empty());
  for (std::uint64_t i = 0; i < 1000; ++i) stack.push(i);
  EXPECT_EQ(stack.size(), 1000U);
  stack.top() = 7;
  stack.pop();
  stack.cut(500);
  const auto rest = stack.from(498);
  EXPECT_EQ(std::vector<std::uint64_t>(rest.begin(), rest.end()), (std::vector<std::uint64_t>{498, 499}));
}

}  // namespace
}  // namespace lienthong::codec
