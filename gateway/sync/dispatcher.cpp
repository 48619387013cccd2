#include "sync/dispatcher.hpp"

#include "base/log.hpp"
#include "codec/json.hpp"
#include "runtime/callback.hpp"
#include "sync/settle.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::sync {
namespace {

using base::Result;
using boost::asio::awaitable;
using domain::CircuitBreaker;
using domain::Outcome;
using std::chrono::milliseconds;

/// The store is asked at least this often, whatever the hints said: a lost wake-up costs a second, never a delivery.
constexpr milliseconds idle_look{1'000};
/// Never spins, whatever the store says is due.
constexpr milliseconds shortest_pause{5};
/// Added to a call's deadlines before its lease ends: time to write down how it ended.
constexpr milliseconds settling_time{10'000};

std::size_t largest_batch(const peer::Manifest& manifest) {
  std::size_t batch = 1;
  for (const peer::Tell& tell : manifest.tells) batch = std::max(batch, tell.batch);
  return batch;
}

/// Whether the peer itself failed; a refusal of one dossier's data says nothing about the peer.
enum class PeerHealth { well, failing };
PeerHealth health_after(Outcome outcome) {
  switch (outcome) {
    case Outcome::retry:
    case Outcome::unknown:
    case Outcome::auth:
      return PeerHealth::failing;
    case Outcome::accepted:
    case Outcome::duplicate:
    case Outcome::already:
    case Outcome::order:
    case Outcome::data:
    case Outcome::not_found:
      return PeerHealth::well;
  }
  return PeerHealth::failing;
}

peer::DeliveryResult mapping_failure(const base::Error& error) {
  peer::DeliveryResult result;
  result.attempt = {Outcome::data, error.code(), std::nullopt};
  return result;
}

}  // namespace

Dispatcher::Dispatcher(boost::asio::any_io_executor executor, std::unique_ptr<peer::ExternalSystem> system, Parts parts)
    : system_(std::move(system)),
      parts_(parts),
      breaker_(system_->manifest().breaker),
      wakeup_(executor),
      sends_(executor) {}

void Dispatcher::stop() {
  stopping_ = true;
  wakeup_.notify();
}

awaitable<bool> Dispatcher::cut(base::Deadline deadline) {
  sends_.cancel();
  co_return co_await sends_.join(deadline);
}

bool Dispatcher::may_send(Steady now) {
  return in_hand_ < manifest().concurrency && now >= quiet_until_ && breaker_.allow(now);
}

awaitable<void> Dispatcher::run() {
  while (!stopping_) {
    milliseconds pause{0};
    if (may_send(parts_.clock.steady())) {
      const bool trial = breaker_.state() == CircuitBreaker::State::half_open;
      const auto leased = co_await lease_and_send(trial ? 1 : manifest().concurrency - in_hand_);
      if (trial && leased.value_or(0) == 0) breaker_.unused();
      if (!leased) pause = idle_look;
      if (leased && *leased == 0) pause = co_await until_next();
    } else {
      pause = co_await until_next();
    }
    if (pause.count() > 0 && !stopping_) co_await wakeup_.wait(pause);
  }
  while (in_hand_ > 0) co_await wakeup_.wait(idle_look);
}

awaitable<milliseconds> Dispatcher::until_next() {
  const auto until = [this](Steady at) {
    const auto left = std::chrono::duration_cast<milliseconds>(at - parts_.clock.steady());
    return std::clamp(left, shortest_pause, idle_look);
  };
  const bool open = breaker_.state() == CircuitBreaker::State::open;
  const Steady held = open ? std::max(breaker_.open_until(), quiet_until_) : quiet_until_;
  if (held > parts_.clock.steady()) co_return until(held);
  // Whatever is in hand wakes this loop when it ends.
  const bool trial_running = breaker_.state() == CircuitBreaker::State::half_open && in_hand_ > 0;
  if (trial_running || in_hand_ >= manifest().concurrency) co_return idle_look;
  auto due = co_await runtime::await_callback<std::optional<base::Instant>>(
      [this](auto done) { parts_.store.next_due(manifest().id, std::move(done)); });
  if (!due || !*due) co_return idle_look;
  co_return std::clamp(std::chrono::duration_cast<milliseconds>(**due - parts_.clock.now()), shortest_pause, idle_look);
}

awaitable<Result<int>> Dispatcher::lease_and_send(int lanes) {
  storage::LeaseRequest request;
  request.peer = manifest().id;
  request.now = parts_.clock.now();
  request.until = request.now + 3 * manifest().timeout + settling_time;  // look-up, send, one repeat after re-login
  request.lanes = lanes;
  request.batch = static_cast<int>(largest_batch(manifest()));
  auto leases = co_await runtime::await_callback<std::vector<storage::Lease>>(
      [&](auto done) { parts_.store.lease(request, std::move(done)); });
  if (!leases) {
    base::log(base::LogLevel::error, "the store gives no leases",
              {{"link", manifest().id.value()}, {"error", leases.error().describe()}});
    co_return base::fail(std::move(leases).error());
  }
  for (storage::Lease& lease : *leases) {
    ++in_hand_;
    sends_.spawn("send " + manifest().id.value(), work_on(std::move(lease)));
  }
  co_return static_cast<int>(leases->size());
}

awaitable<void> Dispatcher::work_on(storage::Lease lease) {
  // However it ends, also when it is cut: the hand is free again.
  struct Hand {
    Dispatcher& dispatcher;
    ~Hand() {
      --dispatcher.in_hand_;
      dispatcher.wakeup_.notify();
    }
  } const hand{*this};
  const bool ask_first =
      lease.before == domain::DeliveryState::unknown && manifest().retry.after_unknown == domain::AfterUnknown::look_up;
  if (ask_first) {
    co_await find_out(lease);
  } else {
    co_await send(lease);
  }
}

awaitable<void> Dispatcher::find_out(const storage::Lease& lease) {
  const AttemptTimes started{parts_.clock.now(), {}};
  const auto deadline = base::Deadline::after(parts_.clock.steady(), manifest().timeout);
  const peer::LookUpResult found = co_await system_->look_up(lease.deliveries.front().dossier, deadline);
  learn(found.attempt);
  const AttemptTimes times{started.started, parts_.clock.now()};
  parts_.observer.attempted(manifest().id, "look_up", found.attempt.outcome, times.ended - times.started);
  co_await settle(lease, settle_resolved(lease, found, manifest().retry, times, parts_.random));
}

awaitable<void> Dispatcher::send(const storage::Lease& lease) {
  const std::string kind = lease.deliveries.front().kind;
  const peer::Tell* tell = manifest().tell(kind);
  const base::Instant started = parts_.clock.now();
  peer::DeliveryResult result;
  std::size_t count = 1;
  if (tell == nullptr) {
    result.attempt = {Outcome::data, "manifest.kind_gone", std::nullopt};
    breaker_.unused();
  } else {
    count = std::min(tell->batch, lease.deliveries.size());
    auto prepared = co_await documents(lease, *tell, count);
    if (!prepared) {
      result = mapping_failure(prepared.error());
      breaker_.unused();
    } else {
      peer::DeliveryRequest request;
      request.kind = kind;
      request.deliveries.assign(lease.deliveries.begin(),
                                lease.deliveries.begin() + static_cast<std::ptrdiff_t>(count));
      request.documents = std::move(*prepared);
      request.view = lease.view;
      result = co_await system_->deliver(std::move(request),
                                         base::Deadline::after(parts_.clock.steady(), 2 * manifest().timeout));
      learn(result.attempt);
    }
  }
  const AttemptTimes times{started, parts_.clock.now()};
  parts_.observer.attempted(manifest().id, kind, result.attempt.outcome, times.ended - times.started);
  co_await settle(lease, sync::settle(lease, count, result, manifest().retry, times, parts_.random));
}

awaitable<Result<std::vector<std::string>>> Dispatcher::documents(const storage::Lease& lease, const peer::Tell& tell,
                                                                  std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const domain::Delivery& delivery = lease.deliveries[i];
    codec::Arena arena;
    auto document = codec::read_json(delivery.payload, arena);
    if (!document) co_return base::fail(std::move(document).error());
    switch (tell.attachments) {
      case peer::Attachments::none:
        out.push_back(delivery.payload);
        break;
      case peer::Attachments::url:
        out.push_back(
            codec::write_canonical_json(address_attachments(*document, delivery.dossier, parts_.addresses, arena)));
        break;
      case peer::Attachments::inline_base64: {
        std::map<std::string, std::string> bytes;
        for (const std::string& digest : attachment_refs(*document)) {
          auto attachment = co_await runtime::await_callback<storage::Attachment>(
              [&](auto done) { parts_.store.load_attachment(delivery.dossier, digest, std::move(done)); });
          if (!attachment) co_return base::fail(std::move(attachment).error());
          bytes.emplace(digest, std::move(attachment->bytes));
        }
        auto filled = inline_attachments(*document, bytes, arena);
        if (!filled) co_return base::fail(std::move(filled).error());
        out.push_back(codec::write_canonical_json(*filled));
        break;
      }
    }
  }
  co_return out;
}

awaitable<void> Dispatcher::settle(const storage::Lease& lease, storage::Settlement settlement) {
  // The peer spoke for itself while something was in its lane: now that it has left, is everything said?
  const domain::DossierCode dossier = lease.deliveries.front().dossier;
  const bool spoken = parts_.intake.take_spoken(manifest().id, dossier);
  const bool reconsider = spoken || (settlement.view && settlement.view->how == domain::Knowledge::told_us);
  auto settled = co_await runtime::await_callback<void>(
      [&](auto done) { parts_.store.settle(std::move(settlement), std::move(done)); });
  if (!settled) {
    // Nothing is lost: the lease runs out, the deliveries become unknown and are found out.
    base::log(base::LogLevel::error, "an attempt could not be written down",
              {{"link", manifest().id.value()}, {"error", settled.error().describe()}});
    co_return;
  }
  if (reconsider) co_await parts_.intake.reconsider(dossier);
}

void Dispatcher::learn(const domain::AttemptResult& attempt) {
  const auto before = breaker_.state();
  if (attempt.retry_after && attempt.outcome == Outcome::retry) {
    const auto quiet = std::min(*attempt.retry_after, manifest().retry.backoff.retry_after_cap);
    quiet_until_ = std::max(quiet_until_, parts_.clock.steady() + quiet);
  }
  if (health_after(attempt.outcome) == PeerHealth::failing) {
    breaker_.failed(parts_.clock.steady());
  } else {
    breaker_.succeeded();
  }
  if (breaker_.state() == before) return;
  parts_.observer.breaker(manifest().id, breaker_.state());
  base::log(base::LogLevel::warning, "breaker",
            {{"link", manifest().id.value()}, {"state", std::string(domain::name(breaker_.state()))}});
}

}  // namespace lienthong::sync
