#include "sync/tell.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "sync/canonical.hpp"

namespace lienthong::sync {
namespace {

using domain::Dossier;
using domain::TellRule;

/// Authority is decided by the date of the first step, which for every channel is when the dossier entered the system.
base::Instant entered_at(const Dossier& dossier) {
  return dossier.steps.empty() ? base::Instant{} : dossier.steps.front().occurred_at;
}

bool concerns(const TellRule& rule, const domain::SystemId& peer, const Dossier& dossier, const World& world) {
  const auto owner = [&](domain::Part part) { return world.authority.owner(dossier.procedure, part, entered_at(dossier)); };
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
  const Procedures& procedures = world.procedures;
  out.payload = render_dossier(with_catalogue(dossier, procedures), seen);
  out.digest = base::sha256_hex(render_dossier(with_catalogue(seen, procedures), seen));
  out.status = seen.status;
  out.occurred_at = seen.status_since;
  return out;
}

void add_steps(std::vector<domain::StepToTell>& out, const TellRule& rule, const domain::SystemId& peer, const Dossier& seen) {
  for (const domain::Step& step : seen.steps) {
    if (rule.not_own_words && step.source == peer) continue;
    out.push_back({rule.kind, step.event, render_step(seen, step), step.move.to, step.occurred_at, rule.collapse});
  }
}

}  // namespace

ToTell what_to_tell(const Dossier& dossier, const peer::Manifest& system, const World& world) {
  ToTell out;
  for (const peer::Tell& tell : system.tells) {
    const TellRule& rule = tell.rule;
    if (!concerns(rule, system.id, dossier, world)) continue;
    const Dossier seen = domain::restricted_to(dossier, rule.parts, world.authority);
    if (!reached(rule, seen)) continue;
    switch (rule.what) {
      case TellRule::What::document: out.documents.push_back(document(rule, dossier, seen, world)); break;
      case TellRule::What::step: add_steps(out.steps, rule, system.id, seen); break;
    }
  }
  return out;
}

domain::Expectation expectation(const Dossier& dossier, const domain::SystemId& peer, const ToTell& tell) {
  domain::Expectation out;
  out.peer = peer;
  out.dossier = dossier.code;
  const bool speaks_of_it =
      std::any_of(dossier.steps.begin(), dossier.steps.end(), [&](const domain::Step& step) { return step.source == peer; });
  if (tell.documents.empty() && tell.steps.empty() && !speaks_of_it) return out;
  out.status = dossier.status;
  out.since = dossier.status_since;
  if (!tell.documents.empty()) out.document_digest = tell.documents.front().digest;
  return out;
}

}  // namespace lienthong::sync
