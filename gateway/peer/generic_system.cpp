#include "peer/generic_system.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "codec/json.hpp"
#include "peer/completion.hpp"
#include "peer/feed.hpp"

#include <algorithm>

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using domain::Outcome;
using domain::Presence;
using domain::TellRule;

constexpr std::size_t peer_text_limit = 2 * 1024;

/// The beginning of an answer, for the person who may see it; never half a character.
std::string beginning_of(const std::string& body) {
  if (body.size() <= peer_text_limit) return body;
  std::size_t end = peer_text_limit;
  while (end > 0 && (static_cast<unsigned char>(body[end]) & 0xC0U) == 0x80U) --end;
  return body.substr(0, end);
}

std::optional<Presence> learned_from(Outcome outcome) {
  switch (outcome) {
    case Outcome::accepted:
    case Outcome::duplicate:
    case Outcome::already:
      return Presence::present;
    case Outcome::not_found:
      return Presence::absent;
    case Outcome::retry:
    case Outcome::order:
    case Outcome::auth:
    case Outcome::data:
    case Outcome::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Mapping errors say "path: what is wrong with it"; others carry the path beside their text, or none.
std::string path_of(const base::Error& error) {
  for (const auto& [key, value] : error.context()) {
    if (key == "path") return value;
  }
  const std::string path = error.text().substr(0, error.text().find(": "));
  return path.find(' ') == std::string::npos ? path : std::string();
}

DeliveryResult not_sendable(DeliveryResult result, const base::Error& error) {
  result.attempt = {Outcome::data, error.code() + " " + error.text(),
                    std::nullopt};  // our text names paths, never values
  result.notes.push_back({path_of(error), error.code(), error.text()});
  return result;
}

ProfileContext profile_context(const Manifest& manifest, const SystemSettings& settings, const mapping::Plans& plans) {
  ProfileContext out{manifest.settings, settings.unit_code, {}, settings.limits};
  const auto named = manifest.settings.find("look_up_mapping");
  const auto plan = named == manifest.settings.end() ? plans.end() : plans.find(named->second);
  if (plan != plans.end()) out.look_up = plan->second;
  return out;
}

}  // namespace

/// The deliveries of one call in the peer's words, and the memory they live in.
struct GenericSystem::Batch {
  codec::Arena arena;
  const mapping::Plan* plan = nullptr;
  std::vector<MappedMessage> messages;
  mapping::Notes notes;
};

GenericSystem::GenericSystem(Manifest manifest, SystemSettings settings, mapping::Plans plans, SystemContext context)
    : manifest_(std::move(manifest)),
      settings_(std::move(settings)),
      plans_(std::move(plans)),
      context_(std::move(context)),
      profile_(make_outbound_profile(manifest_.profile, profile_context(manifest_, settings_, plans_))),
      auth_(manifest_, settings_, context_, profile_->common_headers()),
      exchange_(manifest_, *profile_, auth_, context_, settings_.base_url) {}

base::Deadline GenericSystem::bounded(base::Deadline deadline) const {
  return deadline.earlier_of(base::Deadline::after(context_.clock->steady(), manifest_.timeout));
}

Result<void> GenericSystem::map(const Tell& tell, const DeliveryRequest& request, Batch& batch) const {
  const auto plans = plans_.find(tell.mapping);
  batch.plan = plans == plans_.end() ? nullptr : plans->second.of(profile_->format());
  if (batch.plan == nullptr)
    return base::fail(ErrorKind::permanent, "peer.plan_missing", "the mapping has no such format");
  if (request.documents.empty() || request.documents.size() != request.deliveries.size()) {
    return base::fail(ErrorKind::internal, "peer.batch", "deliveries and documents do not pair");
  }
  for (std::size_t i = 0; i < request.documents.size(); ++i) {
    auto canonical = codec::read_json(request.documents[i], batch.arena);
    if (!canonical) return base::fail(std::move(canonical).error());
    const codec::Value whole = complete(*canonical, tell.rule.what, manifest_, batch.arena);
    auto external = batch.plan->to_external(whole, batch.arena, batch.notes);
    if (!external) return base::fail(std::move(external).error());
    batch.messages.push_back({*external, request.deliveries[i].key.value(), request.deliveries[i].created_at});
  }
  return {};
}

awaitable<void> GenericSystem::send(const Tell& tell, const Batch& batch, Writing writing, DeliveryResult& result,
                                    base::Deadline deadline) {
  auto outgoing = profile_->wrap(tell, *batch.plan, batch.messages, writing);
  if (!outgoing) {
    result = not_sendable(std::move(result), outgoing.error());
    co_return;
  }
  result.body_digest = base::sha256_hex(outgoing->body);
  auto exchanged = co_await exchange_.run(std::move(*outgoing), tell.operation, deadline);
  result.attempt = std::move(exchanged.attempt);
  result.peer_text = beginning_of(exchanged.response.body);
  result.presence = learned_from(result.attempt.outcome);
}

awaitable<DeliveryResult> GenericSystem::deliver(DeliveryRequest request, base::Deadline deadline) {
  DeliveryResult result;
  const Tell* tell = manifest_.tell(request.kind);
  if (tell == nullptr) {
    result.attempt = {Outcome::data, "peer.kind_unknown", std::nullopt};
    co_return result;
  }
  Batch batch;
  auto mapped = map(*tell, request, batch);
  result.notes = std::move(batch.notes);
  if (batch.plan != nullptr) result.mapping_version = batch.plan->version();
  if (!mapped) co_return not_sendable(std::move(result), mapped.error());

  const base::Deadline end = bounded(deadline);
  const Writing first = request.view.presence == Presence::present ? Writing::update : Writing::insert;
  co_await send(*tell, batch, first, result, end);
  const bool switches = profile_->tells_insert_from_update() && tell->rule.what == TellRule::What::document;
  const bool exists_after_all = first == Writing::insert && result.attempt.outcome == Outcome::duplicate;
  const bool gone_after_all = first == Writing::update && result.attempt.outcome == Outcome::not_found;
  if (switches && (exists_after_all || gone_after_all)) {
    co_await send(*tell, batch, exists_after_all ? Writing::update : Writing::insert, result, end);
  }
  if (result.attempt.outcome == Outcome::duplicate) {
    // To a peer without updates "exists" is the state we wanted; to one with them it answers an update, which makes no
    // sense.
    result.attempt.outcome = switches ? Outcome::retry : Outcome::already;
  }
  co_return result;
}

awaitable<LookUpResult> GenericSystem::look_up(domain::DossierCode code, base::Deadline deadline) {
  LookUpResult out;
  auto question = profile_->ask(code, context_.clock->now());
  if (!question) {
    out.attempt = {Outcome::data, "look_up.unsupported", std::nullopt};
    co_return out;
  }
  const auto exchanged =
      co_await exchange_.run(std::move(*question), std::string(profile_->ask_operation()), bounded(deadline));
  out.attempt = exchanged.attempt;
  out.peer_text = beginning_of(exchanged.response.body);
  if (out.attempt.outcome == Outcome::not_found) {
    out.attempt.outcome = Outcome::accepted;
    out.presence = Presence::absent;
    co_return out;
  }
  // "Exists", "already": answers to another question.
  if (out.attempt.outcome == Outcome::duplicate || out.attempt.outcome == Outcome::already)
    out.attempt.outcome = Outcome::unknown;
  if (out.attempt.outcome != Outcome::accepted) co_return out;
  const Standing standing = profile_->read_standing(exchanged.response, code);
  out.presence = standing.presence;
  out.status = standing.status;
  out.status_at = standing.status_at;
  if (out.presence == Presence::unknown) out.attempt = {Outcome::unknown, "look_up.unreadable", std::nullopt};
  co_return out;
}

awaitable<Result<PollPage>> GenericSystem::poll(const Poll& poll, std::string cursor, base::Deadline deadline) {
  const auto plans = plans_.find(poll.mapping);
  if (plans == plans_.end() || !plans->second.json) {
    co_return base::fail(ErrorKind::permanent, "peer.plan_missing", "the feed's mapping has no JSON form");
  }
  auto response = co_await exchange_.fetch(feed_request(poll, cursor), bounded(deadline));
  if (!response) co_return base::fail(std::move(response).error());
  co_return read_feed(*response, poll, *plans->second.json, cursor, settings_.limits);
}

Result<std::unique_ptr<ExternalSystem>> make_external_system(Manifest manifest, SystemSettings settings,
                                                             mapping::Plans plans, SystemContext context) {
  const auto missing = [&](const std::string& name) {
    return base::Error(ErrorKind::permanent, "peer.plan_missing", "a mapping that the manifest names is not compiled")
        .with("mapping", name);
  };
  for (const Tell& tell : manifest.tells) {
    if (!plans.contains(tell.mapping)) return base::fail(missing(tell.mapping));
  }
  for (const Poll& poll : manifest.polls) {
    if (!plans.contains(poll.mapping)) return base::fail(missing(poll.mapping));
  }
  const auto look_up = manifest.settings.find("look_up_mapping");
  if (look_up != manifest.settings.end() && !plans.contains(look_up->second))
    return base::fail(missing(look_up->second));
  return std::make_unique<GenericSystem>(std::move(manifest), std::move(settings), std::move(plans),
                                         std::move(context));
}

}  // namespace lienthong::peer
