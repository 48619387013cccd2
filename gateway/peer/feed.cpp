#include "peer/feed.hpp"

#include "codec/json.hpp"
#include "peer/profiles/trimmed_codes.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += {'%', hex[byte >> 4U], hex[byte & 0xFU]};
    }
  }
  return out;
}

void fill_in(std::string& path, std::string_view name, std::string_view value) {
  const std::size_t at = path.find(name);
  if (at != std::string::npos) path.replace(at, name.size(), value);
}

}  // namespace

Outgoing feed_request(const Poll& poll, std::string_view cursor) {
  Outgoing out;
  out.method = "GET";
  out.path = poll.path;
  fill_in(out.path, "{limit}", std::to_string(poll.limit));
  fill_in(out.path, "{cursor}", percent_encoded(cursor));
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
  const codec::Value* rows = page->find(poll.items);
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
  const codec::Value* next = page->find(poll.next);
  const bool moved = next != nullptr && (next->is_text() || next->is_number());
  out.next_cursor = moved ? std::string(next->scalar()) : std::string(cursor);
  return out;
}

}  // namespace lienthong::peer
