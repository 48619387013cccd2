#include "sync/post/tracking_feed.hpp"

#include "codec/json.hpp"
#include "sync/post/tracking_document.hpp"

namespace lienthong::sync {
namespace {

base::Result<domain::TrackingEvent> read(const domain::SystemId& source, const std::string& document,
                                         const mapping::CodeTable& codes) {
  codec::Arena arena;
  const auto value = codec::read_json(document, arena);
  if (!value) return base::fail(value.error());
  return tracking_event_of(source, *value, codes);
}

}  // namespace

boost::asio::awaitable<base::Result<void>> TrackingFeed::take_page(const domain::SystemId& source, peer::PollPage page,
                                                                   storage::CursorAdvance cursor,
                                                                   base::Deadline deadline) {
  std::vector<PostalLine> lines;
  for (std::size_t i = 0; i < page.documents.size(); ++i)
    lines.push_back({std::move(page.raw[i]), read(source, page.documents[i], codes_)});
  for (peer::RefusedRow& row : page.refused) lines.push_back({std::move(row.raw), base::fail(std::move(row.error))});
  const auto answers = co_await desk_.take_in(source, std::move(lines), std::move(cursor), deadline);
  if (!answers) co_return base::fail(answers.error());
  co_return base::Result<void>();
}

}  // namespace lienthong::sync
