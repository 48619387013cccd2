#pragma once

#include "domain/authority.hpp"
#include "domain/event.hpp"

#include <map>
#include <string>
#include <vector>

namespace lienthong::domain::testing {

inline const SystemId portal{"portal"};
inline const SystemId province{"province"};
inline const SystemId ministry{"ministry-generic"};
inline const DossierCode code{"H55.12-250613-0001"};
inline const ProcedureCode of_province{"1.001193"};
inline const ProcedureCode of_ministry{"1.004222"};

/// 2026-06-15T01:00:00Z, which is 08:00 in Viet Nam, plus minutes.
inline base::Instant at(int minutes) { return base::from_unix_ms(1'781'485'200'000) + std::chrono::minutes{minutes}; }

/// Submission: the portal; all else: the province; for `of_ministry` the ministry processes (regulation 4.6.a).
inline Authority authority() {
  std::map<Status, Part> statuses;
  for (int number = 1; number <= 10; ++number) statuses[*status_from_code(number)] = Part::processing;
  statuses[Status::registered] = Part::submission;
  statuses[Status::payment_requested] = Part::payment;
  statuses[Status::returned] = Part::result;
  return Authority({{Part::submission, portal},
                    {Part::processing, province},
                    {Part::payment, province},
                    {Part::postal, province},
                    {Part::result, province}},
                   statuses, {{"officer", Part::processing}, {"result_files", Part::result}},
                   {{of_ministry, Part::processing, ministry, at(-1000), std::nullopt}});
}

inline Event identified(Event event) {
  event.id = derive_event_id(event);
  return event;
}

inline Event move(const SystemId& source, int minute, Status to, Evidence evidence = Evidence::stated,
                  Facts facts = {}) {
  Event event;
  event.source = source;
  event.dossier = code;
  event.occurred_at = at(minute);
  event.move = Move{to, "", evidence};
  event.facts = std::move(facts);
  return identified(event);
}

inline Event facts(const SystemId& source, int minute, Facts stated, const ProcedureCode& procedure = {}) {
  Event event;
  event.source = source;
  event.dossier = code;
  event.occurred_at = at(minute);
  event.facts = std::move(stated);
  event.procedure = procedure;
  return identified(event);
}

}  // namespace lienthong::domain::testing
