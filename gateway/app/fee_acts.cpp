#include "app/fee_acts.hpp"

#include "app/admin_proof.hpp"
#include "app/answers.hpp"
#include "app/fee_act_request.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "http/problem.hpp"
#include "sync/fees/known_movement.hpp"

#include <algorithm>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using http::Request;
using http::Response;

Result<storage::CommitReceipt> commit(const sync::StoreCalls& store, storage::JournalEntry entry, base::Instant at) {
  storage::UnitOfWork work;
  work.journal.push_back(std::move(entry));
  work.at = at;
  return store.commit(std::move(work));
}

Result<sync::MatchDecision> decision_of(const Request& request, const FeeActRequest& asked, base::Instant now) {
  const auto movement = sync::movement_from_name(request.parameters.at("movement"));
  if (!movement) return base::fail(ErrorKind::not_found, "fees.movement", "no such movement");
  const auto kind = sync::decision_kind_from_name(asked.decision);
  if (!kind)
    return base::fail(ErrorKind::invalid, "request.decision", "a decision is confirm, reject, set_aside or withdraw");
  const bool needs_claims = *kind == sync::DecisionKind::confirm || *kind == sync::DecisionKind::reject;
  if (needs_claims == asked.claims.empty())
    return base::fail(ErrorKind::invalid, "request.claims", "confirm and reject name claims, the others none");
  return sync::MatchDecision{*movement, *kind, asked.claims, asked.by, asked.reason, now};
}

}  // namespace

void FeeActs::add_routes(http::Router& router) {
  const auto add = [&](std::string pattern, Act act) {
    http::Route route;
    route.method = "POST";
    route.pattern = std::move(pattern);
    route.body_limit = std::size_t{64} * 1024;
    route.handle = [this, act](Request request, base::Deadline) { return answer(std::move(request), act); };
    router.add(std::move(route));
  };
  add("/api/v1/fees/matches/{movement}/decision", &FeeActs::decide);
  add("/api/v1/fees/months/{month}/agreements/{unit}", &FeeActs::agree);
  add("/api/v1/fees/months/{month}/transfers", &FeeActs::draft);
}

FeeActs::Answer FeeActs::answer(Request request, Act act) {
  if (auto admin = require_admin(request, parts_.admin_token); !admin)
    co_return http::problem(admin.error(), request.trace_id);
  auto body = co_await worker_.run<std::string>([&] { return (this->*act)(request); });
  if (!body) co_return http::problem(body.error(), request.trace_id);
  co_return json_answer(std::move(*body));
}

Result<std::string> FeeActs::decide(const Request& request) {
  const auto asked = read_fee_act(request.body);
  if (!asked) return base::fail(asked.error());
  const auto decision = decision_of(request, *asked, parts_.clock.now());
  if (!decision) return base::fail(decision.error());
  const sync::StoreCalls store(parts_.store);
  if (auto known = sync::check_movement(store, decision->movement); !known) return base::fail(std::move(known).error());
  if (auto known = check_claims(decision->claims); !known) return base::fail(std::move(known).error());
  auto done = commit(store, decision_entry(*decision), decision->at);
  if (!done) return base::fail(std::move(done).error());
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("movement", sync::movement_name(decision->movement));
  out.add_text("decision", name(decision->kind));
  return codec::write_json(out.build()) + "\n";
}

/// Each is a fee of a dossier that the store knows.
Result<void> FeeActs::check_claims(const std::vector<std::string>& claims) const {
  for (const std::string& claim : claims) {
    const auto key = sync::claim_key(claim);
    if (!key) return base::fail(ErrorKind::not_found, "fees.claim", "no such fee");
    const auto fees = load_fees_of(sync::StoreCalls(parts_.store), parts_.fees.sources(parts_.site), key->dossier);
    if (!fees) return base::fail(fees.error());
    if (std::ranges::find(*fees, claim, &sync::KnownFee::id) == fees->end())
      return base::fail(ErrorKind::not_found, "fees.claim", "no such fee");
  }
  return {};
}

Result<sync::FeeBooks> FeeActs::books_of(const std::string& month) const {
  const auto asked = sync::month_from_name(month);
  if (!asked) return base::fail(ErrorKind::invalid, "request.month", "a month is written 2026-11");
  return load_fee_books(sync::StoreCalls(parts_.store), parts_.fees.sources(parts_.site), *asked);
}

Result<std::string> FeeActs::agree(const Request& request) {
  const auto asked = read_fee_act(request.body);
  if (!asked) return base::fail(asked.error());
  const auto books = books_of(request.parameters.at("month"));
  if (!books) return base::fail(books.error());
  const base::Instant now = parts_.clock.now();
  const auto view = month_view(*books, parts_.fees.month_settings(parts_.site, now));
  if (!view) return base::fail(view.error());
  const auto sums = view->sums.find(domain::UnitCode(request.parameters.at("unit")));
  if (sums == view->sums.end())
    return base::fail(ErrorKind::not_found, "fees.unit", "that Unit has no fee in the month");
  if (asked->sums && *asked->sums != sums->second)
    return base::fail(ErrorKind::conflict, "fees.sums_moved", "the Unit's sums are not those any more: look again");
  const sync::UnitAgreement agreement{books->month, sums->first, asked->by, asked->reason, sums->second, now};
  auto done = commit(sync::StoreCalls(parts_.store), agreement_entry(agreement), now);
  if (!done) return base::fail(std::move(done).error());
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("unit", sums->first.value());
  out.add("due", console::json_number(arena, sums->second.due));
  out.add("paid", console::json_number(arena, sums->second.paid));
  out.add("booked", console::json_number(arena, sums->second.booked));
  return codec::write_json(out.build()) + "\n";
}

Result<std::string> FeeActs::draft(const Request& request) {
  const auto asked = read_fee_act(request.body);
  if (!asked) return base::fail(asked.error());
  const auto books = books_of(request.parameters.at("month"));
  if (!books) return base::fail(books.error());
  const base::Instant now = parts_.clock.now();
  const auto batch = draft_batch(*books, parts_.fees.month_settings(parts_.site, now), asked->series);
  if (!batch) return base::fail(batch.error());
  if (batch->orders.empty())
    return base::fail(ErrorKind::conflict, "fees.nothing_to_transfer", "nothing is there to be transferred");
  auto done = commit(sync::StoreCalls(parts_.store), sync::batch_entry(*batch, asked->by, now), now);
  if (!done) return base::fail(std::move(done).error());
  if (!done->known.empty())
    return base::fail(ErrorKind::conflict, "fees.drafted", "the month has a transfer of that series already");
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("message_id", batch->message_id);
  out.add("orders", console::json_number(arena, static_cast<std::int64_t>(batch->orders.size())));
  out.add("control_sum", console::json_number(arena, batch->control_sum));
  return codec::write_json(out.build()) + "\n";
}

}  // namespace lienthong::app
