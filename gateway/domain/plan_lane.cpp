#include "domain/lane_draft.hpp"
#include "domain/plan.hpp"
#include "domain/plan_documents.hpp"
#include "domain/plan_steps.hpp"

namespace lienthong::domain {

LanePlan plan_lane(const SystemId& peer, const DossierCode& dossier, std::span<const DocumentToTell> documents,
                   std::span<const StepToTell> steps, std::span<const Delivery> lane, const PeerView& view,
                   base::Instant now, const std::optional<Expectation>& expected) {
  LaneDraft draft(peer, dossier, lane, now);
  replace_refused(draft, documents);
  // Steps first: a step that is told again behind a late one no longer stands behind the introduction.
  const StepRefs wanted = steps_in_order(steps);
  const StepRefs untold = choose_steps(draft, wanted);
  const DocumentNews news = choose_documents(draft, documents, view);

  std::span<const DocumentToTell* const> later(news.documents);
  if (news.introduces) {
    draft.tell(*later.front());
    later = later.subspan(1);
  }
  for (const StepToTell* step : untold) draft.tell(*step, step->event.value());
  retell_last(draft, wanted, view, expected);
  for (const DocumentToTell* document : later) draft.tell(*document);
  return std::move(draft).take();
}

}  // namespace lienthong::domain
