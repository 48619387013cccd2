#include "peer/feed.hpp"

#include "codec/json.hpp"
#include "peer/profiles/percent_encoded.hpp"
#include "peer/profiles/trimmed_codes.hpp"

#include <algorithm>
#include <span>

namespace lienthong::peer {
namespace {

using base::ErrorKind;

void fill_in(std::string& path, std::string_view name, std::string_view value) {
  const std::size_t at = path.find(name);
  if (at != std::string::npos) path.replace(at, name.size(), value);
}

/// "a.b": member b of member a.
const codec::Value* member_at(const codec::Value& value, std::string_view path) {
  const codec::Value* found = &value;
  while (found != nullptr && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    found = found->find(path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return found;
}

bool is_cursor(const codec::Value* value) {
  return value != nullptr && (value->is_text() || value->is_number()) && !value->scalar().empty();
}

/// The cursor behind a page; where the page does not say one, it stays.
std::string cursor_after(const codec::Value& page, std::span<const codec::Value> rows, const Poll& poll,
                         std::string_view cursor) {
  if (poll.row_cursor.empty()) {
    const codec::Value* next = member_at(page, poll.next);
    return std::string(is_cursor(next) ? next->scalar() : cursor);
  }
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (const codec::Value* passed = member_at(*row, poll.row_cursor); is_cursor(passed))
      return std::string(passed->scalar());
  }
  return std::string(cursor);
}

}  // namespace

Outgoing feed_request(const Poll& poll, std::string_view cursor) {
  Outgoing out;
  out.method = "GET";
  out.path = poll.path;
  fill_in(out.path, "{limit}", std::to_string(poll.limit));
  fill_in(out.path, "{cursor}", percent_encoded(cursor.empty() ? poll.first_cursor : cursor));
  out.headers.emplace_back("Accept", "application/json");
  return out;
}

base::Result<PollPage> read_feed(const transport::HttpResponse& response, const Poll& poll, const mapping::Plan& plan,
                                 std::string_view cursor, const codec::Limits& limits) {
  if (response.status < 200 || response.status > 299) {
    return base::fail(ErrorKind::transient, "feed.http", "the feed answers with an error");
  }
  codec::Arena arena;
  const auto page = codec::read_json(response.body, arena, limits);
  if (!page) return base::fail(page.error());
  const codec::Value* rows = member_at(*page, poll.items);
  if (rows == nullptr || !rows->is_list())
    return base::fail(ErrorKind::invalid, "feed.shape", "the page has no list of rows");
  PollPage out;
  for (const codec::Value& row : rows->items()) {
    mapping::Notes notes;
    auto canonical = plan.to_canonical(trimmed_codes(row, arena), arena, notes);
    if (!canonical) {
      out.refused.push_back({codec::write_json(row), std::move(canonical).error()});
      continue;
    }
    out.documents.push_back(codec::write_canonical_json(*canonical));
    out.raw.push_back(codec::write_json(row));
  }
  out.next_cursor = cursor_after(*page, rows->items(), poll, cursor);
  return out;
}

}  // namespace lienthong::peer
