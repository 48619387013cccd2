#pragma once

#include "base/instant.hpp"
#include "domain/dossier.hpp"

#include <optional>
#include <string>

namespace lienthong::domain {

/// The status while walking steps in order. Repeating a status (the next officer's step) does not restart `since`.
struct StatusRun {
  std::optional<Status> status;
  std::string reason;
  base::Instant since{};

  void advance(const Step& step) {
    if (status != step.move.to) since = step.occurred_at;
    status = step.move.to;
    reason = step.move.reason;
  }
};

}  // namespace lienthong::domain
