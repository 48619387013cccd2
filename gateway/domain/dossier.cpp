#include "domain/dossier.hpp"

#include "domain/status_run.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::domain {

std::string_view name(Irregularity::Kind kind) {
  switch (kind) {
    case Irregularity::Kind::irregular_move:
      return "irregular_move";
    case Irregularity::Kind::move_after_final:
      return "move_after_final";
  }
  return "?";
}

Dossier restricted_to(const Dossier& dossier, std::span<const Part> parts, const Authority& authority) {
  const auto wanted = [&](Part part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); };
  Dossier out;
  out.code = dossier.code;
  out.procedure = dossier.procedure;
  out.received_at = dossier.received_at;

  StatusRun run;
  for (const Step& step : dossier.steps) {
    if (!wanted(authority.part_of(step.move.to))) continue;
    run.advance(step);
    out.steps.push_back(step);
  }
  out.status = run.status;
  out.reason = run.reason;
  out.status_since = run.since;

  for (const auto& [field, value] : dossier.facts) {
    if (wanted(authority.part_of_field(field))) out.facts.emplace(field, value);
  }
  for (const Observation& whole : dossier.observations) {
    Observation kept = whole;
    if (kept.status && !wanted(authority.part_of(*kept.status))) kept.status.reset();
    std::erase_if(kept.fields, [&](const std::string& field) { return !wanted(authority.part_of_field(field)); });
    if (kept.status || !kept.fields.empty()) out.observations.push_back(std::move(kept));
  }
  for (const Irregularity& irregularity : dossier.irregularities) {
    if (wanted(authority.part_of(irregularity.to))) out.irregularities.push_back(irregularity);
  }
  return out;
}

}  // namespace lienthong::domain
