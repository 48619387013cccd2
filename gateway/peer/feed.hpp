#pragma once

#include "codec/limits.hpp"
#include "peer/external_system.hpp"
#include "peer/profiles/outbound_profile.hpp"

#include <string>
#include <string_view>

namespace lienthong::peer {

/// GET of the feed's path with "{cursor}" and "{limit}" filled in, percent-encoded; an empty cursor is the first one.
[[nodiscard]] Outgoing feed_request(const Poll& poll, std::string_view cursor);

/// Reads {items: […], next: "…"}. Rows that cannot be mapped go to `refused` with their error, so that one of them
/// cannot stop the feed. Without a next cursor on the page, or in any
/// row where rows carry it, the cursor stays. `invalid` "feed.shape" when the page is not that,
/// `transient` "feed.http" for a status that is no success.
[[nodiscard]] base::Result<PollPage> read_feed(const transport::HttpResponse& response, const Poll& poll,
                                               const mapping::Plan& plan, std::string_view cursor,
                                               const codec::Limits& limits);

}  // namespace lienthong::peer
