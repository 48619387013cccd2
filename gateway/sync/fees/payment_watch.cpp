#include "sync/fees/payment_watch.hpp"

#include "base/log.hpp"
#include "runtime/callback.hpp"
#include "runtime/cancellation.hpp"
#include "sync/fees/payment_journal_body.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace lienthong::sync {
namespace {

using base::Result;
using boost::asio::awaitable;
using runtime::await_callback;
using std::chrono::milliseconds;

constexpr int page_size = 500;
constexpr milliseconds longest_sleep = std::chrono::minutes{1};
constexpr milliseconds after_failure = std::chrono::seconds{5};
const domain::SystemId gateway("gateway");
const std::string stream = "payments.paid";

void warn(std::string text, const base::Error& error) {
  base::log(base::LogLevel::warning, std::move(text), {{"error", error.describe()}});
}

/// Whether an entry says that the claim was paid.
bool says_paid(const storage::JournalEntry& entry) {
  const auto body = read_claim_body(entry.body);
  return body && body->kind == ClaimEntry::report && domain::meaning(body->report) == domain::PlatformState::paid;
}

domain::Event paid_event(const domain::SystemId& source, const domain::DossierCode& dossier, base::Instant at) {
  domain::Event event;
  event.source = source;
  event.dossier = dossier;
  event.occurred_at = at;
  event.facts = {{"payment", "\"paid_online\""}};
  event.id = domain::derive_event_id(event);
  return event;
}

}  // namespace

PaymentWatch::PaymentWatch(Parts parts) : parts_(std::move(parts)), claims_(parts_.store), wakeup_(parts_.executor) {}

void PaymentWatch::stop() {
  stopping_ = true;
  wakeup_.notify();
}

awaitable<void> PaymentWatch::run() {
  while (!stopping_ && !runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) {
    const milliseconds pause = co_await look();
    if (!stopping_) co_await wakeup_.wait(pause);
  }
}

awaitable<milliseconds> PaymentWatch::look() {
  bool failed = false;
  if (auto read = co_await read_on(); !read) {
    warn("the journal of payments was not read to its end", read.error());
    failed = true;
  }
  const auto changed = std::exchange(changed_, {});
  for (const std::string& subject : changed) co_await plan(subject);
  const auto asked_now = due_;
  for (const auto& [subject, due] : asked_now) {
    if (due.at <= parts_.clock.now() && !stopping_) co_await ask(subject, due);
  }
  milliseconds pause = failed ? after_failure : longest_sleep;
  for (const auto& [subject, due] : due_) pause = std::min(pause, due.at - parts_.clock.now());
  co_return std::max(pause, milliseconds{1});
}

awaitable<Result<void>> PaymentWatch::read_on() {
  if (told_ < 0) {
    auto cursor = co_await await_callback<std::string>(
        [&](auto done) { parts_.store.load_cursor(gateway, stream, std::move(done)); });
    if (!cursor) co_return base::fail(std::move(cursor).error());
    std::int64_t at = 0;
    std::from_chars(cursor->data(), cursor->data() + cursor->size(), at);
    told_ = cursor_ = at;
  }
  for (;;) {
    auto rows = co_await await_callback<std::vector<storage::JournalRow>>([&](auto done) {
      parts_.store.read_journal(storage::Journal::payment_claim, read_, page_size, std::move(done));
    });
    if (!rows) co_return base::fail(std::move(rows).error());
    for (const storage::JournalRow& row : *rows) {
      if (auto taken = co_await take_row(row); !taken) co_return taken;
      read_ = row.sequence;
    }
    if (auto moved = co_await move_cursor(); !moved) co_return moved;
    if (rows->size() < page_size) co_return Result<void>();
  }
}

awaitable<Result<void>> PaymentWatch::take_row(const storage::JournalRow& row) {
  changed_.insert(row.entry.subject);
  if (row.sequence <= told_) co_return Result<void>();
  if (says_paid(row.entry)) {
    if (const auto key = claim_key(row.entry.subject)) {
      if (auto told = co_await tell_dossier(*key); !told) co_return told;
    }
  }
  told_ = row.sequence;
  co_return Result<void>();
}

awaitable<Result<void>> PaymentWatch::tell_dossier(const ClaimKey& key) {
  auto since = co_await parts_.desk.paid_since(key.dossier);
  if (!since) co_return base::fail(std::move(since).error());
  if (!*since) co_return Result<void>();
  NewFacts facts;
  facts.source = parts_.platform.manifest().id;
  facts.dossier = key.dossier;
  facts.events = {paid_event(facts.source, key.dossier, **since)};
  const auto deadline = base::Deadline::after(parts_.clock.steady(), parts_.platform.manifest().timeout);
  auto taken = co_await parts_.intake.accept_facts(std::move(facts), deadline);
  if (!taken) co_return base::fail(std::move(taken).error());
  co_return Result<void>();
}

awaitable<Result<void>> PaymentWatch::move_cursor() {
  if (told_ == cursor_) co_return Result<void>();
  storage::UnitOfWork work;
  work.cursor = storage::CursorAdvance{gateway, stream, std::to_string(told_)};
  work.at = parts_.clock.now();
  auto receipt = co_await claims_.commit(std::move(work));
  if (!receipt) co_return base::fail(std::move(receipt).error());
  cursor_ = told_;
  co_return Result<void>();
}

awaitable<void> PaymentWatch::plan(std::string subject) {
  due_.erase(subject);
  auto claim = co_await claims_.of_subject(subject);
  if (!claim) {
    warn("a claim cannot be read", claim.error());
    co_return;
  }
  auto next = domain::next_query(claim->claim, parts_.policy, parts_.clock.now(), parts_.random);
  const bool nobody_will_say = std::holds_alternative<domain::ForAPerson>(next);
  if (!nobody_will_say) for_a_person_.erase(subject);
  if (nobody_will_say && for_a_person_.insert(subject).second) {
    base::log(base::LogLevel::error, "nobody knows how a payment ended: a person must ask the platform",
              {{"claim", subject}});
  }
  if (auto* due = std::get_if<domain::AskAt>(&next)) due_[subject] = std::move(*due);
}

awaitable<void> PaymentWatch::ask(std::string subject, domain::AskAt due) {
  auto claim = co_await claims_.of_subject(subject);
  if (!claim) {
    warn("a claim cannot be read", claim.error());
    co_return;
  }
  const auto attempt = std::ranges::find(claim->claim.attempts, due.reference, &domain::PaymentAttempt::reference);
  const int number = attempt == claim->claim.attempts.end() ? 1 : attempt->queries + 1;
  // Counted before it goes out: a crash asks less often, never more often.
  auto noted = co_await claims_.note(query_entry(claim->key, due.reference, number, parts_.clock.now()));
  if (!noted) {
    warn("a question about a payment could not be noted", noted.error());
    due_[subject].at = parts_.clock.now() + after_failure;
    co_return;
  }
  const auto deadline = base::Deadline::after(parts_.clock.steady(), parts_.platform.manifest().timeout);
  auto asked = co_await parts_.desk.ask(due.reference, due.time_text, deadline);
  if (!asked) warn("the platform did not say how a payment stands", asked.error());
  co_await plan(subject);
}

}  // namespace lienthong::sync
