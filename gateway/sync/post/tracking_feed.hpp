#pragma once

#include "mapping/code_table.hpp"
#include "sync/poller.hpp"
#include "sync/post/postal_desk.hpp"

namespace lienthong::sync {

/// The rows of a carrier's feed, handed to the desk page by page.
class TrackingFeed final : public FeedSink {
 public:
  /// `codes`: the carrier's own (adapters/<carrier>/codes/event.toml).
  TrackingFeed(PostalDesk& desk, mapping::CodeTable codes) : desk_(desk), codes_(std::move(codes)) {}

  boost::asio::awaitable<base::Result<void>> take_page(const domain::SystemId& source, peer::PollPage page,
                                                       storage::CursorAdvance cursor, base::Deadline deadline) override;

 private:
  PostalDesk& desk_;
  mapping::CodeTable codes_;
};

}  // namespace lienthong::sync
