#include "sync/tell.hpp"

#include "base/digest.hpp"
#include "sync/canonical.hpp"

#include <algorithm>
#include <chrono>

namespace lienthong::sync {
namespace {

using domain::Dossier;
using domain::Status;
using domain::TellRule;

bool concerns(const TellRule& rule, const domain::SystemId& peer, const Dossier& dossier, const World& world) {
  const auto owner = [&](domain::Part part) {
    return world.authority.owner(dossier.procedure, part, dossier.received_at);
  };
  if (rule.only_where_owner_of && owner(*rule.only_where_owner_of) != peer) return false;
  if (!rule.only_owned_elsewhere) return true;
  return std::any_of(rule.parts.begin(), rule.parts.end(), [&](domain::Part part) { return owner(part) != peer; });
}

bool reached(const TellRule& rule, const Dossier& seen) {
  if (rule.from_status.empty()) return seen.status.has_value();
  return std::any_of(seen.steps.begin(), seen.steps.end(), [&](const domain::Step& step) {
    return std::find(rule.from_status.begin(), rule.from_status.end(), step.move.to) != rule.from_status.end();
  });
}

Dossier with_catalogue(const Dossier& dossier, const Procedures& procedures) {
  Dossier out = dossier;
  const auto fact = out.facts.find("procedure");
  if (fact != out.facts.end()) fact->second = procedures.complete(dossier.procedure, fact->second);
  return out;
}

domain::DocumentToTell document(const TellRule& rule, const Dossier& dossier, const Dossier& seen, const World& world) {
  domain::DocumentToTell out;
  out.kind = rule.kind;
  out.collapse = rule.collapse;
  const Procedures& procedures = world.procedures;
  out.payload = render_dossier(with_catalogue(dossier, procedures), seen);
  out.digest = base::sha256_hex(render_dossier(with_catalogue(seen, procedures), seen));
  out.status = seen.status;
  out.occurred_at = seen.status_since;
  return out;
}

void add_steps(std::vector<domain::StepToTell>& out, const TellRule& rule, const domain::SystemId& peer,
               const Dossier& seen) {
  for (const domain::Step& step : seen.steps) {
    if (rule.not_own_words && step.source == peer) continue;
    const bool implied = step.move.evidence == domain::Evidence::implied;
    const domain::EventId subject = implied ? implied_subject(step.move.to, step.occurred_at) : step.event;
    out.push_back({rule.kind, subject, render_step(seen, step), step.move.to, step.occurred_at, rule.collapse});
  }
}

}  // namespace

domain::EventId implied_subject(Status status, base::Instant occurred_at) {
  const auto second = std::chrono::floor<std::chrono::seconds>(occurred_at).time_since_epoch().count();
  return domain::EventId("implied:" + std::to_string(domain::code_of(status)) + "@" + std::to_string(second));
}

ToTell what_to_tell(const Dossier& dossier, const peer::Manifest& system, const World& world) {
  ToTell out;
  // A step that came before its document says nothing yet about what dossier this is, nor whose: nobody is told of it.
  if (dossier.procedure.value().empty()) return out;
  for (const peer::Tell& tell : system.tells) {
    const TellRule& rule = tell.rule;
    if (rule.what == TellRule::What::message || !concerns(rule, system.id, dossier, world)) continue;
    const Dossier seen = domain::restricted_to(dossier, rule.parts, world.authority);
    if (!reached(rule, seen)) continue;
    switch (rule.what) {
      case TellRule::What::document:
        out.documents.push_back(document(rule, dossier, seen, world));
        break;
      case TellRule::What::step:
        add_steps(out.steps, rule, system.id, seen);
        break;
      case TellRule::What::message:
        break;
    }
  }
  return out;
}

domain::Expectation expectation(const Dossier& dossier, const domain::SystemId& peer, const ToTell& tell) {
  domain::Expectation out;
  out.peer = peer;
  out.dossier = dossier.code;
  const bool speaks_of_it = std::any_of(dossier.steps.begin(), dossier.steps.end(),
                                        [&](const domain::Step& step) { return step.source == peer; });
  if (tell.documents.empty() && tell.steps.empty() && !speaks_of_it) return out;
  out.status = dossier.status;
  out.since = dossier.status_since;
  if (!tell.documents.empty()) out.document_digest = tell.documents.front().digest;
  return out;
}

}  // namespace lienthong::sync
