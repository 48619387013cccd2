#pragma once

#include "sync/post/postal_book.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lienthong::app {

/// What was asked for: orders without an end, or those that somebody must look at.
enum class PostalList : std::uint8_t { open, alarms };

/// Orders, and those that cannot be made yet.
struct PostalListing {
  std::vector<sync::PostalOrderView> orders;
  std::vector<sync::PostalWaitView> waiting;
};

/// Orders to the post for people and for the console: numbers, states, what is missing, alarms with the legal deadline
/// beside them. Nobody's name, address or note is in them.
[[nodiscard]] std::string postal_listing_json(const PostalListing& listing, base::Instant now);
[[nodiscard]] std::string postal_listing_text(const PostalListing& listing, PostalList list, base::Instant now);

/// One order with what carriers said of it.
[[nodiscard]] std::string postal_order_json(const sync::PostalOrderView& order);
[[nodiscard]] std::string postal_order_text(const sync::PostalOrderView& order, base::Instant now);

}  // namespace lienthong::app
