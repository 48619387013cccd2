#include "app/change_feed.hpp"

#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "http/problem.hpp"
#include "runtime/callback.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <charconv>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr std::int64_t largest_page = 500;
constexpr std::int64_t longest_wait_ms = 30'000;
constexpr std::chrono::milliseconds look_every{250};

Result<std::int64_t> number(const Request& request, const std::string& name, std::int64_t absent, std::int64_t most) {
  const auto found = request.query.find(name);
  if (found == request.query.end() || found->second.empty()) return absent;
  std::int64_t value = 0;
  const char* end = found->second.data() + found->second.size();
  const auto parsed = std::from_chars(found->second.data(), end, value);
  if (parsed.ec != std::errc{} || parsed.ptr != end || value < 0) {
    return base::fail(base::Error(ErrorKind::invalid, "request.number", "not a number").with("parameter", name));
  }
  return std::min(value, most);
}

std::string page_json(const std::vector<storage::Change>& changes, std::int64_t after) {
  codec::Arena arena;
  codec::ListBuilder items(arena);
  for (const storage::Change& change : changes) {
    codec::RecordBuilder row(arena);
    row.add_text("cursor", std::to_string(change.sequence));
    row.add_text("code", change.dossier.value());
    row.add("status", console::json_status(arena, change.status));
    row.add("occurred_at", console::json_instant(arena, change.occurred_at));
    row.add("recorded_at", console::json_instant(arena, change.recorded_at));
    items.add(row.build());
  }
  codec::RecordBuilder out(arena);
  out.add("items", items.build());
  out.add_text("next", std::to_string(changes.empty() ? after : changes.back().sequence));
  return codec::write_json(out.build()) + "\n";
}

}  // namespace

void ChangeFeed::add_routes(http::Router& router) {
  http::Route route;
  route.method = "GET";
  route.pattern = "/api/v1/changes";
  route.timeout = std::chrono::milliseconds(longest_wait_ms + 10'000);
  route.handle = [this](Request request, base::Deadline deadline) { return answer(std::move(request), deadline); };
  router.add(std::move(route));
}

awaitable<Response> ChangeFeed::answer(Request request, base::Deadline deadline) {
  auto known = parts_.identity.require(parts_.reader, request, parts_.clock.now());
  if (!known) co_return http::problem(known.error(), request.trace_id);
  const auto after = number(request, "after", 0, INT64_MAX);
  const auto limit = number(request, "limit", 100, largest_page);
  const auto wait = number(request, "wait_ms", 0, longest_wait_ms);
  for (const auto* parameter : {&after, &limit, &wait}) {
    if (!*parameter) co_return http::problem(parameter->error(), request.trace_id);
  }
  const base::Deadline until =
      base::Deadline::after(parts_.clock.steady(), std::chrono::milliseconds(*wait)).earlier_of(deadline);
  boost::asio::steady_timer timer(parts_.executor);
  for (;;) {
    auto changes = co_await runtime::await_callback<std::vector<storage::Change>>(
        [&](auto done) { parts_.store.changes(*after, static_cast<int>(*limit), std::move(done)); });
    if (!changes) co_return http::problem(changes.error(), request.trace_id);
    if (!changes->empty() || until.passed(parts_.clock.steady())) {
      Response response;
      response.body = page_json(*changes, *after);
      co_return response;
    }
    timer.expires_after(look_every);
    co_await timer.async_wait(runtime::nothrow);
  }
}

}  // namespace lienthong::app
